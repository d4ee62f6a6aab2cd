import Disclosure
import Foundation
import GRDB
import Interchange
import Registry
import Testing

@testable import VictimSupport

/// A list as a GeoPackage: what is in it, that it is the same each time, and that others read it.
@Suite struct GeoPackageExportTests {
    private static let area = """
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":\
        [[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]]}}
        """
    private static let attack = "<script>alert(1)</script>\u{202E}"

    /// Two households inside, one without a position, and one elsewhere; written to a file.
    private static func export(
        to name: String, of city: TestCity, _ language: OutputLanguage = .english
    ) throws -> String {
        let path = city.folder.appendingPathComponent(name).path
        let file = try AtomicFileWriter(path: path)
        try RegistryReader(city.paths).read { snapshot in
            try AreaQuery(area: QueryArea(file: city.write("area.geojson", area)), limit: nil).answer(
                in: snapshot, for: DisclosureRequest(time: city.moment.utc)
            ).exported(language, to: file, from: snapshot, city)
        }
        try file.commit()
        return path
    }

    private static func city() throws -> TestCity {
        let city = try TestCity()
        _ = try city.importer.residents(
            file: city.write(
                "r.csv",
                """
                宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
                0001,H1,=甲野\(attack),1930-01-01,男,世帯主,町1,135.1512345,34.25
                0002,H2,乙野,1980-01-01,男,世帯主,町2,135.16,34.25
                0003,H2,丙野,2020-01-01,男,子,町2,135.16,34.25
                0004,H3,丁野,1980-01-01,男,世帯主,町3,135.9,34.25

                """))
        return city
    }

    @Test func itHoldsHouseholdsMembersAndTheSummary() throws {
        let city = try Self.city()
        let queue = try DatabaseQueue(path: try Self.export(to: "a.gpkg", of: city))
        try queue.read { (db) throws -> Void in
            let households = try Row.fetchAll(db, sql: "SELECT * FROM households ORDER BY fid")
            #expect(households.map { $0["household_number"] as String? } == ["H1", "H2"])
            #expect(households.map { $0["number"] as Int? } == [1, 2])
            #expect(households.map { $0["drill_mark"] as String? } == ["訓練", "訓練"])
            #expect(households[0]["score"] as Double? ?? 0 > 0)
            let point = try #require(households[0]["geom"] as Data?)
            #expect(point.count == 29 && point.prefix(4) == Data([0x47, 0x50, 0, 1]))
            let longitude = point.dropFirst(13).prefix(8).enumerated().reduce(UInt64(0)) {
                $0 | UInt64($1.element) << (8 * UInt64($1.offset))
            }
            #expect(abs(Double(bitPattern: longitude) - 135.1512345) < 1e-9)
            // Names stand as they are: no spreadsheet counts here.
            let members = try Row.fetchAll(db, sql: "SELECT * FROM members ORDER BY fid")
            #expect(members.map { $0["name"] as String? } == ["=甲野" + Self.attack, "乙野", "丙野"])
            #expect(members.map { $0["resident_number"] as String? } == ["0001", "0002", "0003"])
            let summary = try #require(try String.fetchOne(db, sql: "SELECT json FROM summary"))
            #expect(summary.contains("\"drill\":true") && summary.contains("legal_basis"))
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == 0x4750_4B47)
        }
        let log = try String(contentsOfFile: city.paths.database + "-audit", encoding: .utf8)
        #expect(log.contains("\"format\":\"gpkg\"") && !log.contains("甲野"))
    }

    /// What a database, a spreadsheet, a browser or a normalisation could change comes back as it was registered.
    @Test func hostileNamesComeBackByteForByte() throws {
        let names = [
            "'); DROP TABLE households;--", "\"\"x", "`id`", "%s%n\\0", "=1+1", "+81", "-2", "@SUM(A1)", "'先頭",
            Self.attack, "\u{2066}左\u{200F}\u{FEFF}", "ア\u{3099}", "が", "か\u{3099}", "葛\u{E0100}", "𠮷野家", "\u{E000}外字",
            "①㈱", "NULL", "0x41", "👨‍👩‍👧", String(repeating: "長", count: 20),
        ]
        let city = try TestCity()
        var register = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for (index, name) in names.enumerated() {
            let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
            register += "\(1000 + index),\(quoted),\(quoted),1980-01-01,男,世帯主,\(quoted),135.15,34.25\n"
        }
        _ = try city.importer.residents(file: city.write("r.csv", register))
        let bytes = names.map { Array($0.utf8) }
        try DatabaseQueue(path: try Self.export(to: "a.gpkg", of: city)).read { db in
            let members = try Row.fetchAll(
                db,
                sql: """
                    SELECT CAST(name AS BLOB), CAST(household_number AS BLOB), CAST(address AS BLOB) FROM members
                    ORDER BY resident_number
                    """)
            for column in 0..<3 { #expect(members.map { Array($0[column] as Data) } == bytes) }
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM households") == names.count)
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
        }
    }

    @Test(arguments: OutputLanguage.allCases) func theSameListGivesTheSameBytes(language: OutputLanguage) throws {
        let city = try Self.city()
        let files = try ["a.gpkg", "b.gpkg"].map {
            try Data(contentsOf: URL(fileURLWithPath: try Self.export(to: $0, of: city, language)))
        }
        #expect(files[0] == files[1] && files[0].count > 4096)
    }

    @Test func whatAnAudienceMayNotSeeIsNotThere() throws {
        let city = try Self.city()
        let path = city.folder.appendingPathComponent("r.gpkg").path
        let file = try AtomicFileWriter(path: path)
        let responder = try #require(Audience(rawValue: "disaster-responder"))
        try RegistryReader(city.paths).read { snapshot in
            try AreaQuery(area: QueryArea(file: city.write("area.geojson", Self.area)), limit: nil).answer(
                in: snapshot, for: DisclosureRequest(audience: responder, basis: .drill, time: city.moment.utc)
            ).exported(.english, to: file, from: snapshot, city)
        }
        try file.commit()
        try DatabaseQueue(path: path).read { (db) throws -> Void in
            #expect(try Int.fetchOne(db, sql: "SELECT count(score) FROM households") == 0)
            #expect(try Int.fetchOne(db, sql: "SELECT count(birth_date) FROM members") == 0)
            #expect(try Int.fetchOne(db, sql: "SELECT count(name) FROM members") == 3)
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ogrinfo"), "needs gdal-bin"))
    func gdalReadsItWithoutAWarning() throws {
        let city = try Self.city()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ogrinfo")
        process.arguments = ["-al", "-ro", try Self.export(to: "a.gpkg", of: city, .japanese)]
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && complaints.isEmpty && !text.contains("Warning"))
        for part in ["Layer name: households", "Layer name: members", "JGD2011", "POINT (135.1512345 34.25)", "援護区分"] {
            #expect(text.contains(part), "\(part)")
        }
    }
}

extension AreaAnswer {
    fileprivate func exported(
        _ language: OutputLanguage, to file: AtomicFileWriter, from snapshot: RegistrySnapshot, _ city: TestCity
    ) throws {
        try GeoPackageExport(language: language).write(
            self, release: ListRelease(verb: "export", operatorName: "tester", moment: city.moment, format: "gpkg"),
            from: snapshot, audit: AuditLog(city.paths), to: file)
    }
}
