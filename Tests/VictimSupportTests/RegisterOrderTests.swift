import Foundation
import GRDB
import Registry
import Residents
import TestSupport
import Testing

@testable import VictimSupport

/// What is stored does not depend on the order of the file, nor on how it is held meanwhile.
@Suite struct RegisterOrderTests {
    private static let header = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,方書,経度,緯度\n"

    /// Numbers of every length, among them some that begin alike for more than sixteen bytes.
    private static func rows(_ count: Int) -> [String] {
        (0..<count).map { index in
            let household: String
            switch index % 5 {
            case 0: household = String(index / 3)
            case 1: household = "0\(index / 4)"
            case 2: household = "世帯\(index / 6)"
            case 3: household = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\(index / 7 % 9)"
            default: household = "1234567890123456\(index / 8 % 7)"
            }
            let kin = index % 4 == 0 ? "世帯主" : index % 4 == 1 ? "子" : "同居人"
            let number = index % 9 == 0 ? "旧-\(index)" : index % 2 == 0 ? "00\(index)" : "9\(index)"
            return
                "\(number),\(household),試験\(index % 17),19\(50 + index % 40)-01-0\(1 + index % 9),男,\(kin),町\(index % 3),"
                + "\(index % 6 == 0 ? "棟\(index)" : ""),135.\(index % 90 + 10),34.2\n"
        }
    }

    /// Everything that is stored of the register, but the line.
    private static func stored(_ rows: [String]) throws -> [[String]] {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("r.csv", header + rows.joined()))
        return try DatabaseQueue(path: city.paths.database).read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT r.id, r.household_id, h.household_number, h.first_resident, h.member_count, h.address, h.building,
                        h.survey_longitude, r.resident_number, r.name, r.birth_date, r.relationship, r.address, r.building
                    FROM resident AS r JOIN household AS h ON h.id = r.household_id ORDER BY r.id
                    """
            ).map { row in row.databaseValues.map { "\($0)" } }
        }
    }

    @Test func theOrderOfTheFileHasNoInfluence() throws {
        let seed: UInt64 = 41
        var generator = SeededGenerator(seed: seed)
        let rows = Self.rows(400)
        let first = try Self.stored(rows)
        #expect(first.count == 400)
        // Households stand in byte order of their numbers.
        let numbers = first.map { $0[2] }
        #expect(numbers == numbers.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        for round in 0..<4 {
            #expect(try Self.stored(rows.shuffled(using: &generator)) == first, "seed \(seed), round \(round)")
        }
    }

    @Test func aSpoolOnDiskGivesBackWhatItWasGiven() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = WorkspacePaths(database: folder.appendingPathComponent("w.engo").path)
        let register = RegisterDraft(paths)
        var builder = ResidentRecordBuilder()
        // 60,000 records of some 1,000 bytes are more than stays in memory; households come last first.
        let count = 60_000
        let name = String(repeating: "長", count: 300)
        for index in (0..<count).reversed() {
            builder.begin(
                line: index + 1, rank: .head, sex: .unknown, birthDay: nil, floor: nil, buildYear: nil, survey: nil)
            for text in ResidentRecord.Text.allCases {
                var content =
                    switch text {
                    case .residentNumber: "R\(index)"
                    case .householdNumber: String(1_000_000 + index / 2)
                    case .name, .recordedBirthDate, .relationship, .address: name
                    default: ""
                    }
                content.withUTF8 { builder.append(text, $0.isEmpty ? nil : UnsafeRawBufferPointer($0)) }
            }
            builder.finish()
            try register.append(builder)
        }
        try register.seal()
        // The file has no name: nothing lies beside the workspace, whatever becomes of the program.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        var household = 0
        try register.forEachHousehold { members in
            #expect(members.count == 2)
            for member in members {
                #expect(member.text(.householdNumber).map(Array.init) == Array("\(1_000_000 + household)".utf8))
                #expect(member.sourceLine / 2 == household || (member.sourceLine - 1) / 2 == household)
                #expect(member.text(.name)?.count == 900)
            }
            household += 1
        }
        #expect(household == count / 2)
    }
}
