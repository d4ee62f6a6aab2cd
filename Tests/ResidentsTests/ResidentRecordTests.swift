import Testing

@testable import Residents

@Suite struct ResidentRecordTests {
    private static func record(
        _ number: String, _ relationship: String = "世帯主", _ birth: String = "1960-01-01", name: String = "架空 太郎",
        line: Int = 2, floor: Int? = nil, building: String? = nil
    ) throws -> [UInt8] {
        let date = try RecordedDate.parse(birth)
        var builder = ResidentRecordBuilder()
        builder.begin(
            line: line, rank: try Relationship(relationship).rank, sex: .unknown, birthDay: date.day, floor: floor,
            buildYear: nil, survey: (135.5, 34.25))
        let texts: [ResidentRecord.Text: String?] = [
            .residentNumber: number, .householdNumber: "1", .name: name, .relationship: relationship,
            .address: "架空町1番地", .building: building, .recordedBirthDate: date.day == nil ? birth : nil,
        ]
        for text in ResidentRecord.Text.allCases {
            if var content = texts[text] ?? nil {
                content.withUTF8 { builder.append(text, UnsafeRawBufferPointer($0)) }
            } else {
                builder.append(text, nil)
            }
        }
        builder.finish()
        return builder.bytes
    }

    private static func number(_ record: [UInt8]) -> String {
        record.withUnsafeBytes { bytes in
            String(decoding: ResidentRecord(bytes).text(.residentNumber) ?? bytes, as: UTF8.self)
        }
    }

    private static func isListed(_ left: [UInt8], before right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { ResidentRecord(left).isListed(before: ResidentRecord($0)) }
        }
    }

    @Test func listsAHouseholdInLegalOrderWhateverTheInputOrder() throws {
        let inOrder = try [
            Self.record("05", "世帯主", "1960-01-01"), Self.record("04", "妻", "1950-01-01"),
            Self.record("09", "子", "1985-01-01"), Self.record("01", "子", "1990-01-01"),
            Self.record("02", "子", "1990-01-01"), Self.record("00", "子", "不詳"),
            Self.record("12", "子の妻", "1986-01-01"), Self.record("13", "子の子", "2015-01-01"),
            Self.record("10", "父", "1930-01-01"), Self.record("11", "母", "1931-01-01"),
            Self.record("06", "妻の母", "1929-01-01"), Self.record("08", "縁故者", "1920-01-01"),
            Self.record("07", "同居人", "1920-01-01"), Self.record("03", "友人", "1920-01-01"),
        ]
        let numbers = inOrder.map(Self.number)
        #expect(inOrder.reversed().sorted(by: Self.isListed).map(Self.number) == numbers)
        let byNumber = inOrder.sorted { Self.number($0) < Self.number($1) }
        #expect(byNumber.sorted(by: Self.isListed).map(Self.number) == numbers)
    }

    @Test func givesBackWhatItWasMadeOf() throws {
        // 𠮷, a variation sequence, a compatibility ideograph and a private-use character keep their bytes.
        let name = "𠮷葛\u{E0100}\u{FA19}\u{E085}"
        let bytes = try Self.record("7", name: name, line: 4_000_000, floor: -3, building: "")
        bytes.withUnsafeBytes { raw in
            let record = ResidentRecord(raw)
            #expect(record.sourceLine == 4_000_000)
            #expect(record.floor == -3)
            #expect(record.buildYear == nil)
            #expect(record.surveyPosition?.longitude == 135.5)
            #expect(record.surveyPosition?.latitude == 34.25)
            #expect(record.birthDay?.iso == "1960-01-01")
            #expect(record.text(.name).map(Array.init) == Array(name.utf8))
            #expect(record.text(.kana) == nil)
            // Empty is not absent.
            #expect(record.text(.building)?.count == 0)
            var seen: [ResidentRecord.Text] = []
            record.forEachText { text, content in
                seen.append(text)
                #expect(content?.count == record.text(text)?.count)
            }
            #expect(seen == ResidentRecord.Text.allCases)
        }
    }

    @Test func theLineAndTheRankAreNoFacts() throws {
        func haveSameFacts(_ left: [UInt8], _ right: [UInt8]) -> Bool {
            left.withUnsafeBytes { left in
                right.withUnsafeBytes { ResidentRecord(left).facts.holdsSame(as: ResidentRecord($0).facts) }
            }
        }
        #expect(try haveSameFacts(Self.record("1", line: 2), Self.record("1", line: 9)))
        #expect(try !haveSameFacts(Self.record("1"), Self.record("2")))
        #expect(try !haveSameFacts(Self.record("1", "妻"), Self.record("1", "夫")))
        #expect(try !haveSameFacts(Self.record("1", floor: 1), Self.record("1", floor: 2)))
        #expect(try !haveSameFacts(Self.record("1", "子", "不詳"), Self.record("1", "子", "推定")))
        // U+FA19 and U+795E are one character to Unicode and two in a register.
        #expect(try !haveSameFacts(Self.record("1", name: "\u{FA19}"), Self.record("1", name: "\u{795E}")))
    }
}
