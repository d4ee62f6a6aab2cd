import Foundation
import Testing

@testable import AddressDictionary

@Suite struct AddressDictionaryFileTests {
    private func bytes() throws -> [UInt8] { try InventedCity.compile(InventedCity.files).bytes }

    @Test func refusesWhatIsNotADictionary() throws {
        #expect(throws: AddressDictionaryError.foreignFile) { try AddressDictionary(bytes: []) }
        #expect(throws: AddressDictionaryError.foreignFile) {
            try AddressDictionary(bytes: Array("SQLite format 3, and much more than a header of this kind".utf8))
        }
        #expect(throws: AddressDictionaryError.cannotOpen(path: "/nowhere.dic", errno: ENOENT)) {
            try AddressDictionary(path: "/nowhere.dic")
        }
        let folder = FileManager.default.temporaryDirectory.path
        #expect(throws: AddressDictionaryError.cannotOpen(path: folder, errno: EINVAL)) {
            try AddressDictionary(path: folder)
        }
    }

    @Test func refusesTruncatedFiles() throws {
        let bytes = try bytes()
        for length in [33, 200, bytes.count / 2, bytes.count - 1] {
            #expect(throws: AddressDictionaryError.truncated(expected: UInt64(bytes.count), found: UInt64(length))) {
                try AddressDictionary(bytes: Array(bytes[..<length]))
            }
        }
    }

    @Test func refusesOtherVersions() throws {
        var bytes = try bytes()
        bytes[8] = 99
        #expect(
            throws: AddressDictionaryError.unsupportedVersion(found: 99, expected: DictionaryFormat.version)
        ) { try AddressDictionary(bytes: bytes) }
    }

    /// Every byte matters: whichever one changes, the file is refused, or the section is reported and never trusted.
    @Test func noticesEveryDamagedByte() throws {
        let bytes = try bytes()
        var untouched = 0
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[place] ^= 0x55
            do {
                let dictionary = try AddressDictionary(bytes: damaged)
                do {
                    try dictionary.verify()
                    untouched += 1
                } catch {
                    let match = dictionary.match("青波市入間川1-23-5", within: nil)
                    #expect(!match.isCertain || match.recordID == "023-005")
                }
            } catch {}
        }
        // Only the zeros between sections are covered by no checksum.
        #expect(untouched < 20)
    }

    @Test func fallsBackToTheTownWhenNumbersAreDamaged() throws {
        var bytes = try bytes()
        let dictionary = try AddressDictionary(bytes: bytes)
        let keys = dictionary.storage.view(.residenceKeys)
        let needle = (0..<8).map { UInt8(truncatingIfNeeded: keys.u64(0) >> (8 * UInt64($0))) }
        let place = try #require((0..<bytes.count - 8).first { Array(bytes[$0..<$0 + 8]) == needle })
        bytes[place] ^= 1
        let match = try AddressDictionary(bytes: bytes).match("青波市入間川1-23-5", within: nil)
        #expect(match.matchLevel == .town)
        #expect(!match.isCertain)
        #expect(match.rules.contains("dictionary.corrupt"))
    }

    @Test func describesEveryRule() {
        #expect(MatchRule.describedCount == MatchRule.allCases.count)
        #expect(Set(MatchRule.allCases.map(\.id)).count == MatchRule.allCases.count)
        #expect(MatchRule.allCases.allSatisfy { !$0.japanese.isEmpty && !$0.english.isEmpty })
        #expect(MatchRule.allCases.count <= 64)
    }

    @Test(arguments: [("302015", "302015"), ("30201", "302015"), ("３０２０１", "302015"), ("011002", "011002")])
    func completesMunicipalityCodes(_ text: String, _ expected: String) throws {
        #expect(try LocalGovernmentCode(text).text == expected)
    }

    @Test(arguments: ["302016", "3020", "3020155", "30201a", "", "-30201"])
    func refusesWrongMunicipalityCodes(_ text: String) {
        #expect(throws: AddressDictionaryError.invalidLocalGovernmentCode) { try LocalGovernmentCode(text) }
    }
}
