import Disclosure
import Foundation
import GRDB
import Geospatial
import Interchange
import Registry
import Residents
import TestSupport
import Testing
import VictimSupport

/// Earlier states: compared, brought back, purged.
@Suite struct GenerationTests {
    private static let header = "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,住所,方書,電話番号,居所,階,建築年,構造,経度,緯度\n"

    private static func row(_ number: Int, household: String = "A", name: String = "試験", address: String = "試験町")
        -> String
    {
        "\(number),\(household),\(name),シケン,1950-01-0\(number),男,世帯主,\(address),方書,090-1,病院,3,1980,木造,135.\(number),34\n"
    }

    private static let first = header + row(1) + row(2, household: "B") + row(3, household: "C", name: "消滅")
    /// 1 stays, 2 has another name, 3 is gone, 4 is new.
    private static let second = header + row(1) + row(2, household: "B", name: "改名") + row(4, household: "D")

    private static func city() throws -> (city: TestCity, first: Int64, second: Int64) {
        let city = try TestCity()
        let importer = city.importer {
            $0.shrinkLimitPercent = 100
            $0.coverage = .full
        }
        _ = try importer.residents(file: city.write("r1.csv", first))
        let one = try #require(
            importer.needs(file: city.write("n1.csv", "宛名番号,区分,程度\n1,要介護,要介護5\n3,身体,1級\n")).generation)
        _ = try importer.residents(file: city.write("r2.csv", second))
        let two = try #require(
            importer.needs(file: city.write("n2.csv", "宛名番号,区分,程度\n1,要介護,要介護3\n3,身体,1級\n")).generation)
        return (city, one, two)
    }

    private static func residents(_ city: TestCity, at generation: Int64) throws -> [String] {
        try RegistryReader(city.paths).rehearse { transaction in
            var people: [String] = []
            try transaction.register(at: generation, city.paths).forEachHousehold { members in
                people += members.map { person in
                    func text(_ text: ResidentRecord.Text) -> String {
                        person.text(text).map { String(decoding: $0, as: UTF8.self) } ?? ""
                    }
                    let longitude = person.surveyPosition?.longitude ?? 0
                    return "\(text(.residentNumber)) \(text(.name)) \(longitude) \(person.floor ?? 0)"
                }
            }
            return people.sorted()
        }
    }

    @Test func everyStateCanBeReadAgain() throws {
        let (city, first, second) = try Self.city()
        #expect(try Self.residents(city, at: first) == ["1 試験 135.1 3", "2 試験 135.2 3", "3 消滅 135.3 3"])
        #expect(try Self.residents(city, at: second) == ["1 試験 135.1 3", "2 改名 135.2 3", "4 試験 135.4 3"])
        #expect(try Self.residents(city, at: 1) == [])
        let needs = try RegistryReader(city.paths).rehearse { try $0.needs(at: first) }
        #expect(
            needs.map { "\($0.residentNumber.text) \($0.grade.code) \($0.source?.name ?? "")" }.sorted() == [
                "1 care5 n1.csv", "3 grade1 n2.csv",
            ])
        #expect(throws: RegistryError.generationNotKept(first: 0, last: second)) {
            try Self.residents(city, at: second + 1)
        }
    }

    @Test func whatDidNotChangeIsStoredOnce() throws {
        let (city, _, _) = try Self.city()
        let rows = try DatabaseQueue(path: city.paths.database).read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM resident"),
                try String.fetchAll(db, sql: "SELECT resident_number FROM resident_history ORDER BY 1"),
                try String.fetchAll(db, sql: "SELECT resident_number FROM need_history ORDER BY 1")
            )
        }
        #expect(rows.0 == 3)
        #expect(rows.1 == ["2", "3"])
        #expect(rows.2 == ["1"])
    }

    @Test func theDifferenceNamesEveryPersonOnceAndIsAudited() throws {
        let (city, first, second) = try Self.city()
        let url = city.folder.appendingPathComponent("diff.csv")
        let release = ListRelease(verb: "generations diff", operatorName: "tester", moment: city.moment, format: "csv")
        let comparison = try RegistryReader(city.paths).rehearse { transaction in
            let comparison = try GenerationComparison(from: first, to: nil, in: transaction)
            let file = try AtomicFileWriter(path: url.path)
            try comparison.write(
                release, language: .japanese, from: transaction.snapshot, audit: AuditLog(city.paths), to: file)
            try file.commit()
            return comparison
        }
        #expect(comparison.residents.added == 1)
        #expect(comparison.residents.changed == 1)
        #expect(comparison.residents.missing == 1)
        #expect(comparison.residents.unchanged == 1)
        #expect(comparison.needs.added == 1)
        #expect(comparison.needs.cleared == 1)
        let lines = String(decoding: try Data(contentsOf: url), as: UTF8.self).components(separatedBy: "\r\n")
        let tail = ",\(first),\(second),訓練"
        #expect(
            lines.dropFirst().dropLast() == [
                "支援情報の追加,A,1,要介護3\(tail)", "支援情報の終了,A,1,要介護5\(tail)", "変更,B,2,\(tail)", "消除,C,3,\(tail)",
                "新規,D,4,\(tail)",
            ])
        let audit = try String(contentsOfFile: city.paths.audit, encoding: .utf8)
        #expect(audit.contains("generations \(first) to \(second)"))
    }

    @Test func aStateComesBackAsANewGenerationAndNothingIsLost() throws {
        let (city, first, second) = try Self.city()
        let before = try Self.residents(city, at: second)
        let rehearsal = try GenerationKeeping.restore(
            city.paths, generation: first, moment: city.moment, isDryRun: true)
        #expect(rehearsal.generation == nil)
        #expect(try Self.residents(city, at: second) == before)
        let done = try GenerationKeeping.restore(city.paths, generation: first, moment: city.moment, isDryRun: false)
        let made = try #require(done.generation)
        #expect(made == second + 1)
        #expect(done.residents == rehearsal.residents)
        #expect(try Self.residents(city, at: made) == Self.residents(city, at: first))
        #expect(try Self.residents(city, at: second) == before)
        #expect(try city.members(household: "C").map(\.name) == ["消滅"])
        let score = try city.members(household: "A")[0].score
        _ = try GenerationKeeping.restore(city.paths, generation: second, moment: city.moment, isDryRun: false)
        #expect(try #require(city.members(household: "A")[0].score) < #require(score))
        let check = try DatabaseQueue(path: city.paths.database).read { db in
            (
                try String.fetchOne(db, sql: "PRAGMA integrity_check"),
                try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
            )
        }
        #expect(check.0 == "ok")
        #expect(check.1 == 0)
    }

    @Test func purgingDestroysOldStatesAndNeverTodays() throws {
        let (city, first, second) = try Self.city()
        let later = Moment(utc: "2026-09-01T00:00:00Z", today: try CalendarDate(year: 2026, month: 9, day: 1))
        _ = try RegisterImport(city.paths, moment: later, options: ImportOptions())
            .residents(file: city.write("r3.csv", Self.second + Self.row(5, household: "E")))
        let told = try GenerationKeeping.purge(city.paths, before: "2026-08-01", moment: city.moment, isDryRun: true)
        #expect(told.firstKept == second)
        #expect(told.rows == nil)
        #expect(try Self.residents(city, at: first).count == 3)
        #expect(
            try GenerationKeeping.purge(city.paths, before: "2026-05-01", moment: city.moment, isDryRun: false).rows
                == 0)
        let name = Data("消滅".utf8)
        let file = URL(fileURLWithPath: city.paths.database)
        #expect(try Data(contentsOf: file).range(of: name) != nil)
        let done = try GenerationKeeping.purge(city.paths, before: "2026-08-01", moment: city.moment, isDryRun: false)
        #expect(try Data(contentsOf: file).range(of: name) == nil)
        #expect(done.rows == 3)
        #expect(try Self.residents(city, at: second).count == 3)
        #expect(throws: RegistryError.generationNotKept(first: second, last: second + 1)) {
            try Self.residents(city, at: first)
        }
        #expect(try Self.residents(city, at: second + 1).count == 4)
        let generations = try RegistryReader(city.paths).read { try $0.generations() }
        #expect(generations.map(\.id) == Array((1...second + 1).reversed()))
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func everyStateOfARandomHistoryIsExact(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let city = try TestCity()
        let importer = city.importer { $0.shrinkLimitPercent = 100 }
        var states: [Int64: [String]] = [:]
        for round in 0..<6 {
            var text = Self.header
            for number in 1...9 where Bool.random(using: &generator) || number == 1 {
                text += Self.row(
                    number, household: ["A", "B", "C"].randomElement(using: &generator) ?? "A",
                    name: ["甲", "乙"].randomElement(using: &generator) ?? "甲")
            }
            _ = try importer.residents(file: city.write("r\(round).csv", text))
            if let back = states.keys.sorted().randomElement(using: &generator), round > 2 {
                _ = try GenerationKeeping.restore(city.paths, generation: back, moment: city.moment, isDryRun: false)
            }
            let generation = try RegistryReader(city.paths).read { try $0.generation() }
            states[generation] = try Self.residents(city, at: generation)
        }
        for (generation, expected) in states {
            #expect(try Self.residents(city, at: generation) == expected, "seed \(seed), generation \(generation)")
        }
    }
}
