import Testing

@testable import Residents

@Suite struct RecordedTextTests {
    @Test func keepsNamesApartThatUnicodeTakesForEqual() throws {
        let compatibility = "\u{FA19}"
        let unified = "\u{795E}"
        #expect(compatibility == unified, "Swift's own comparison is what this type avoids")
        #expect(try StoredText(compatibility) != StoredText(unified))
        #expect(try Set([StoredText(compatibility), StoredText(unified)]).count == 2)
        #expect(try ResidentNumber(compatibility) != ResidentNumber(unified))
        #expect(try HouseholdNumber(compatibility) != HouseholdNumber(unified))
        #expect(try Relationship("母\u{FA19}") != Relationship("母\u{795E}"))
        #expect(RecordedDate.unknown(recorded: compatibility) != .unknown(recorded: unified))
        #expect(NeedGrade(.unspecified, detail: compatibility) != NeedGrade(.unspecified, detail: unified))
        #expect(NeedGrade(.unspecified) != NeedGrade(.unspecified, detail: ""))
    }

    @Test func keepsPrecomposedAndDecomposedKanaApart() throws {
        #expect(try StoredText("ガ") != StoredText("カ\u{3099}"))
        #expect(try StoredText("ガ").text.utf8.count == 3)
        #expect(try StoredText("カ\u{3099}").text.utf8.count == 6)
    }

    @Test func keepsPrivateUseAndVariationSelectors() throws {
        #expect(try StoredText("葛\u{E0100}\u{E000}").text.unicodeScalars.map(\.value) == [0x845B, 0xE0100, 0xE000])
    }

    @Test func keepsLeadingZerosAndSortsByBytes() throws {
        let numbers = try ["0100", "00100", "99", "０１", "1"].map { try ResidentNumber($0) }
        #expect(numbers.sorted().map(\.text) == ["00100", "0100", "1", "99", "０１"])
        #expect(try ResidentNumber("001") != ResidentNumber("1"))
    }

    @Test(arguments: [
        ("", ResidentValueError.empty),
        (String(repeating: "1", count: 65), .tooLong(bytes: 65, limit: 64)),
        ("12\u{0}3", .controlCharacter(byteOffset: 2)),
        ("12\n", .controlCharacter(byteOffset: 2)),
        ("\u{7F}", .controlCharacter(byteOffset: 0)),
        ("a\u{85}", .controlCharacter(byteOffset: 1)),
        ("a\u{9F}b", .controlCharacter(byteOffset: 1)),
    ])
    func refusesWhatCannotBeStored(text: String, error: ResidentValueError) {
        #expect(throws: error) { try ResidentNumber(text) }
        #expect(throws: error) { try HouseholdNumber(text) }
    }

    @Test func acceptsTheLongestNumberAndText() throws {
        #expect(try ResidentNumber(String(repeating: "9", count: 64)).text.utf8.count == 64)
        #expect(try StoredText(String(repeating: "あ", count: 333)).text.utf8.count == 999)
        #expect(throws: ResidentValueError.tooLong(bytes: 1002, limit: 1000)) {
            try StoredText(String(repeating: "あ", count: 334))
        }
        #expect(try StoredText("é\u{A0}è").text == "é\u{A0}è")
    }
}
