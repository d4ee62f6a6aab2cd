import AddressDictionary
import Disclosure
import Foundation
import Interchange
import Registry
import Testing
import VictimSupport

@Suite struct UnresolvedTests {
    private static func list(
        _ city: TestCity, coarse: Bool = false, limit: Int? = nil
    ) throws -> (answer: UnresolvedAnswer, households: [UnresolvedHousehold]) {
        try RegistryReader(city.paths).read { snapshot in
            let answer = try UnresolvedQuery(includesCoarse: coarse, limit: limit).answer(
                in: snapshot, for: DisclosureRequest(time: city.moment.utc))
            var households: [UnresolvedHousehold] = []
            let release = ListRelease(verb: "unresolved", operatorName: "tester", moment: city.moment, format: "json")
            try answer.release(release, paths: city.paths, from: snapshot) { households.append($0) }
            return (answer, households)
        }
    }

    /// Address and cause; nil for an address that is found.
    @Test(arguments: [
        ("試験市本町1-1-3", nil), ("本町一丁目１番３号 コーポ101", nil), ("谷向5番地", nil),
        ("まったくどこか", UnresolvedCause.noMunicipality), ("試験市", .townMissing), ("試験市浜辺5", .townUnknown),
        ("試験市本町", .chomeMissing), ("試験市本町一丁目", .numberMissing), ("試験市谷向", .numberMissing),
        ("試験市谷向99", .numberUnregistered), ("試験市本町1-7-7", .numberUnregistered),
        ("試験市本町1-1-99", .numberUnregistered), ("　", .addressBlank),
        ("試験市谷向字岩屋5", .koazaUnregistered),
    ])
    func everyAddressHasOneCause(address: String, cause: UnresolvedCause?) throws {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([("A", address, "")])
        #expect(try Self.list(city).households.map(\.cause) == [cause].compactMap(\.self))
    }

    @Test func aSurveyedHouseholdIsResolved() throws {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([("A", "試験市浜辺5", "135.2,34.2")])
        #expect(try Self.list(city).answer.total == 0)
    }

    @Test func withoutADictionaryNobodyWasLookedFor() throws {
        let city = try TestCity()
        try city.importHouseholds([("A", "試験市本町1-1-3", "")])
        let households = try Self.list(city).households
        #expect(households.map(\.cause) == [.notLocated])
        #expect(households[0].suggestions.isEmpty)
    }

    @Test func coarsePointsAreListedWhenAskedFor() throws {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([("A", "試験市奥山1", ""), ("B", "試験市本町1-1-3", "")])
        #expect(try Self.list(city).answer.total == 0)
        let coarse = try Self.list(city, coarse: true)
        #expect(coarse.households.map(\.cause) == [.coarsePoint])
        #expect(coarse.households.map(\.address.householdNumber) == ["A"])
    }

    @Test func standInOrderOfCauseTownAndNumber() throws {
        let city = try TestCity()
        try city.buildDictionary()
        let rows = [
            ("9", "試験市谷向99", ""), ("1", "試験市谷向98", ""), ("5", "試験市本町1-7-7", ""), ("7", "試験市浜辺5", ""),
            ("3", "試験市本町1-1-3", ""), ("2", "どこか", ""), ("4", "試験市本町", ""),
        ]
        try city.importHouseholds(rows)
        let (answer, households) = try Self.list(city)
        #expect(households.compactMap(\.address.householdNumber) == ["2", "7", "4", "5", "1", "9"])
        #expect(
            answer.byCause.map(\.cause) == [.noMunicipality, .townUnknown, .chomeMissing, .numberUnregistered])
        #expect(answer.byCause.map(\.households) == [1, 1, 1, 3])
        #expect(answer.groups.last?.town == "谷向" && answer.groups.last?.households == 2)
        try city.importHouseholds(rows.reversed())
        #expect(try Self.list(city).households.compactMap(\.address.householdNumber) == ["2", "7", "4", "5", "1", "9"])
        let cut = try Self.list(city, limit: 2)
        #expect(cut.answer.total == 6 && cut.answer.listed == 2)
        #expect(cut.households.compactMap(\.address.householdNumber) == ["2", "7"])
    }

    @Test func aListFilledInComesBackAsCorrections() throws {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([("A", "試験市木町1-1-3", ""), ("B", "試験市谷向8", "")])
        let (answer, households) = try Self.list(city)
        #expect(households.map(\.suggestions.first) == ["和歌山県試験市本町一丁目1-3", "和歌山県試験市谷向7番地"])
        #expect(answer.total == 2)
        let file = try AtomicFileWriter(path: city.folder.appendingPathComponent("u.csv").path)
        try RegistryReader(city.paths).read { snapshot in
            let release = ListRelease(verb: "unresolved", operatorName: "tester", moment: city.moment, format: "csv")
            _ = try UnresolvedExport(language: .japanese).writeCSV(
                UnresolvedQuery(includesCoarse: false, limit: nil).answer(
                    in: snapshot, for: DisclosureRequest(time: city.moment.utc)),
                encoding: .utf8WithByteOrderMark, release: release, paths: city.paths, from: snapshot, to: file)
        }
        try file.commit()
        let url = city.folder.appendingPathComponent("u.csv")
        let text = try String(decoding: Data(contentsOf: url), as: UTF8.self)
        // 正しい住所 stands behind 候補3; somebody copies 候補1 there.
        let filled = text.components(separatedBy: "\r\n").map { line in
            let fields = line.components(separatedBy: ",")
            guard fields.count == 18, fields[0] != "原因", !fields[0].hasSuffix("原因") else { return line }
            return (fields[..<13] + [fields[10]] + fields[14...]).joined(separator: ",")
        }
        try Data(filled.joined(separator: "\r\n").utf8).write(to: url)
        let report = try CorrectionTeaching(
            city.paths, moment: city.moment, operatorName: "tester", isDryRun: false
        ).teach(file: url.path, encoding: nil)
        #expect(report.taught == 2 && report.changedHouseholds == 2)
        #expect(try Self.list(city).answer.total == 0)
    }

    @Test func everyReleaseIsInTheAuditLog() throws {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([("A", "試験市浜辺5", ""), ("B", "試験市本町1-1-3", "")])
        _ = try Self.list(city)
        let log = try String(decoding: Data(contentsOf: URL(fileURLWithPath: city.paths.audit)), as: UTF8.self)
        #expect(log.contains(#""verb":"unresolved""#) && log.contains(#""households":1,"#))
        #expect(!log.contains("浜辺"))
    }
}
