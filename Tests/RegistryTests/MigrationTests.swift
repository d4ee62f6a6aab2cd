import AddressDictionary
import Disclosure
import Foundation
import GRDB
import Places
import Residents
import SupportScoring
import Testing

@testable import Registry

/// A workspace of version 1, opened by this program.
@Suite struct MigrationTests {
    /// A real file of the first format with a register, a location and scores in it.
    private static func version1(in folder: URL) throws -> WorkspacePaths {
        let paths = WorkspacePaths(database: folder.appendingPathComponent("old.engo").path)
        let queue = try DatabaseQueue(path: paths.database)
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA journal_mode = WAL")
        }
        try Schema.migrator.migrate(queue, upTo: "1-main-job")
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO workspace VALUES (1, '試験市', '302015', 'drill', 'headquarters', 'drill', 't0');
                    INSERT INTO generation (cause, created_at) VALUES ('create', 't0'),
                        ('residents', '2026-05-31T15:30:00Z'), ('score', 't2');
                    INSERT INTO source_file VALUES ('residents', 2, 'r.csv', 'utf-8', 10, 1);
                    INSERT INTO household (id, household_number, address, first_resident, member_count)
                        VALUES (1, 'H1', '試験町1', 1, 1);
                    INSERT INTO location VALUES (1, 3, 3, 135.1, 34.2, 100, 1, '', '試験市', '試験町', '', '1', '', '302015',
                        '0001000', '', 0, 'fold,town.exact');
                    INSERT INTO location_run VALUES (1, 2, 'edition');
                    INSERT INTO source_file VALUES ('needs', 2, 'n.csv', 'utf-8', 10, 1);
                    INSERT INTO resident (id, household_id, resident_number, name, birth_date, birth_date_is_known, sex,
                        relationship, address, source_line) VALUES (1, 1, 'R1', '試験', '1950-01-02', 1, 'male', '世帯主', '試験町1', 2);
                    INSERT INTO need (resident_number, kind, grade, source_line) VALUES ('R1', 'careLevel', 'care3', 7);
                    INSERT INTO current_need VALUES (1, 1, 'careLevel', 'care3');
                    INSERT INTO policy VALUES (1, CAST('title: title' AS BLOB));
                    INSERT INTO score_run VALUES (1, 3, '2026-06-01', 'title', '1');
                    """)
        }
        try queue.close()
        return paths
    }

    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func aReaderSaysThatTheWorkspaceIsOlder() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let before = try Data(contentsOf: URL(fileURLWithPath: paths.database))
        #expect(throws: RegistryError.needsMigration(path: paths.database)) { try RegistryReader(paths) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: paths.database)) == before)
    }

    @Test func openingForWritingKeepsEveryRow() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        try RegistryWriter(paths).close()
        let state = try RegistryReader(paths).read { snapshot in
            (
                generation: try snapshot.generation(), counts: try snapshot.counts(), run: try snapshot.scoreRun(),
                edition: try snapshot.locatedEdition(), source: try snapshot.source(kind: "residents"),
                corrections: try snapshot.correctionRowCount()
            )
        }
        #expect(state.generation == 3)
        #expect(state.counts.households == 1)
        #expect(state.counts.byCoordinateLevel == [.town: 1])
        #expect(state.run?.generation == 3)
        // The policy that was there, under its hash, and what is known of its scoring.
        let (history, policy, facts) = try RegistryReader(paths).read {
            (try $0.policyRuns(), try $0.policyYAML(), try $0.receivedFacts())
        }
        #expect(policy == Array("title: title".utf8))
        #expect(history.map(\.hash) == [PolicyHash(of: policy)] && state.run?.policyHash == PolicyHash(of: policy))
        #expect(history.map(\.generation) == [3] && history.allSatisfy { $0.byBand == nil && $0.operatorName == nil })
        #expect(facts.register?.receivedOn == CalendarDate(iso: "2026-06-01"))
        #expect(facts.needs.map(\.rows) == [1])
        #expect(state.edition == "edition")
        #expect(state.source?.name == "r.csv")
        #expect(state.corrections == 0)
        #expect(state.counts.needsByState == [.holds: 1])
        let places = try RegistryReader(paths).read {
            (try $0.shelters(), try $0.shelterSource(), try $0.hazardLayers())
        }
        #expect(places.0.isEmpty && places.1 == nil && places.2.isEmpty)
        #expect(try RegistryReader(paths).read { try $0.savedAreas() }.isEmpty)
        #expect(try RegistryReader(paths).read { try $0.accounts() }.isEmpty)
        #expect(try RegistryReader(paths).read { try $0.incidents() }.isEmpty)
        #expect(try RegistryReader(paths).read { try $0.groundLayers() }.isEmpty)
        let needs = try RegistryReader(paths).rehearse { try $0.needs() }
        #expect(needs.map(\.sourceLine) == [7])
        // The state that was there stays readable; those before it were never kept.
        #expect(try RegistryReader(paths).rehearse { try $0.register(at: 3, paths).numbers() } == ["R1"])
        #expect(throws: RegistryError.generationNotKept(first: 2, last: 3)) {
            _ = try RegistryReader(paths).rehearse { try $0.register(at: 1, paths).count }
        }
        // Half past midnight of 1 June in Japan.
        #expect(needs.map { "\($0.source?.name ?? "") \($0.source?.receivedOn.iso ?? "")" } == ["n.csv 2026-06-01"])
        let (integrity, violations, causes) = try DatabaseQueue(path: paths.database).read { db in
            (
                try String.fetchOne(db, sql: "PRAGMA integrity_check"),
                try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count,
                try String.fetchAll(db, sql: "SELECT cause FROM generation ORDER BY id")
            )
        }
        #expect(integrity == "ok")
        #expect(violations == 0)
        #expect(causes == ["create", "residents", "score"])
    }

    @Test func anIncidentOfTheVersionBeforeCountsWhomItAlwaysCounted() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let old = try DatabaseQueue(path: paths.database)
        try Schema.migrator.migrate(old, upTo: "18-incidents")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO incident (name, area, area_checksum, activation_id, opened_at, opened_by)
                        VALUES ('台風', '区域', '00000000', NULL, '2026-06-01T01:00:00Z', 'tester')
                    """)
        }
        try old.close()
        try RegistryWriter(paths).close()
        let inclusions = try DatabaseQueue(path: paths.database).read { db in
            try String.fetchAll(db, sql: "SELECT inclusion FROM incident")
        }
        #expect(inclusions == ["possible"])
    }

    @Test func anAddressThatIsNotTheHouseholdsIsKept() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let old = try DatabaseQueue(path: paths.database)
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO household (id, household_number, address, building, postal_code, first_resident, member_count)
                        VALUES (2, 'H2', '町2', '棟', '640-0000', 2, 4);
                    INSERT INTO resident (id, household_id, resident_number, name, birth_date, birth_date_is_known, sex,
                        relationship, address, building, postal_code, source_line) VALUES
                        (2, 2, 'R2', '甲', '1950-01-02', 1, 'male', '世帯主', '町2', '棟', '640-0000', 3),
                        (3, 2, 'R3', '乙', '不詳', 0, 'female', '妻', '町3', '棟', '640-0000', 4),
                        (4, 2, 'R4', '丙', '1950-01-02', 1, 'unknown', '子', '町2', NULL, NULL, 5),
                        (5, 2, 'R5', '丁', '1950-01-02', 1, 'male', '子', '町2', '棟', NULL, 6);
                    """)
        }
        try old.close()
        try RegistryWriter(paths).close()
        var people: [String] = []
        try RegistryReader(paths).rehearse { try $0.register(at: 3, paths) }.forEachHousehold { members in
            people += members.map { person in
                [ResidentRecord.Text.residentNumber, .name, .recordedBirthDate, .address, .building, .postalCode]
                    .map { person.text($0).map { String(decoding: $0, as: UTF8.self) } ?? "-" }.joined(separator: " ")
            }
        }
        #expect(
            people.sorted() == [
                "R1 試験 - 試験町1 - -", "R2 甲 - 町2 棟 640-0000", "R3 乙 不詳 町3 棟 640-0000", "R4 丙 - 町2 - -", "R5 丁 - 町2 棟 -",
            ])
        let stored = try DatabaseQueue(path: paths.database).read {
            try String.fetchAll($0, sql: "SELECT coalesce(address, 'the household''s') FROM resident ORDER BY id")
        }
        #expect(stored == ["the household's", "the household's", "町3", "町2", "町2"])
    }

    @Test(arguments: [
        "2-corrections", "3-needs-with-time", "4-generations", "5-sharing", "6-lean-register", "7-places",
        "8-audit-key",
        "9-lean-positions", "10-policies", "11-areas", "12-unlocated", "13-disclosure", "14-accounts",
        "15-household-numbers", "16-resident-keys", "17-login-book", "18-incidents", "19-incident-inclusion",
    ])
    func everyLaterVersionCanBeOpenedToo(version: String) throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let old = try DatabaseQueue(path: paths.database)
        try Schema.migrator.migrate(old, upTo: version)
        try old.close()
        try RegistryWriter(paths).close()
        let counts = try RegistryReader(paths).read { try $0.counts() }
        #expect(counts.households == 1)
        #expect(counts.residents == 1)
        #expect(try RegistryReader(paths).rehearse { try $0.needs() }.count == 1)
        let found = try DatabaseQueue(path: paths.database).read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT l.household_id, l.match_level, l.coordinate_level, l.longitude, l.latitude, l.uncertainty_metres,
                        l.is_certain, p.prefecture, p.city, p.town, p.koaza, l.number, l.rest, p.lg_code, p.machiaza_id,
                        l.record_id, l.candidate_count, m.rules
                    FROM location AS l JOIN located_place AS p ON p.id = l.place_id JOIN match_rules AS m ON m.id = l.rules_id
                    """
            ).map { $0.databaseValues.map(\.description).joined(separator: " ") }
        }
        #expect(
            found == [
                "1 3 3 135.1 34.2 100.0 1 \"\" \"試験市\" \"試験町\" \"\" \"1\" \"\" \"302015\" \"0001000\" \"\" 0 "
                    + "\"fold,town.exact\""
            ])
        let (violations, number) = try DatabaseQueue(path: paths.database).read { db in
            (
                try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count,
                try PackedNumbers.numbers(of: [1], in: db)[0]
            )
        }
        #expect(violations == 0)
        #expect(number == "H1")
    }

    @Test func generationsGoOnCounting() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let writer = try RegistryWriter(paths)
        let change = try writer.transaction(cause: .correction, by: TemporaryWorkspace.acting) { $0.generation }
        try writer.close()
        #expect(change.generation == 4)
        #expect(change.result == 4)
    }

    /// The causes stand in the table of generations: each that the program knows must be there after the last migration.
    @Test(arguments: GenerationCause.allCases)
    func everyCauseCanBeRecorded(cause: GenerationCause) throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let writer = try RegistryWriter(paths)
        #expect(try writer.transaction(cause: cause, by: TemporaryWorkspace.acting) { _ in }.generation == 4)
        try writer.close()
        #expect(try RegistryReader(paths).read { try $0.generations() }.first?.cause == cause)
    }

    @Test func placesAreStoredInAnOldWorkspaceToo() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let writer = try RegistryWriter(paths)
        let shelter = Shelter(
            identifier: nil, name: try StoredText("試験小学校"), disasters: Set(DisasterKind.allCases), sourceLine: 2)
        try writer.transaction(cause: .shelters, by: TemporaryWorkspace.acting) { transaction in
            try transaction.replaceShelters(
                [shelter], source: SourceFile(name: "s.csv", encoding: "utf-8", byteCount: 1, rowCount: 1),
                receivedOn: CalendarDate(year: 2026, month: 6, day: 1))
        }
        try writer.close()
        #expect(try RegistryReader(paths).read { try $0.shelters() } == [shelter])
    }

    @Test func foreignKeysStillHoldAfterwards() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        try RegistryWriter(paths).close()
        let queue = try DatabaseQueue(path: paths.database)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM generation") } }
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "UPDATE location_run SET generation_id = 99") }
        }
    }

    @Test func anOldWorkspaceInUseIsNotMigrated() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try Self.version1(in: folder)
        let lock = try WriterLock(path: paths.database)
        #expect(throws: RegistryError.busy(path: paths.database)) { try RegistryWriter(paths) }
        #expect(throws: RegistryError.needsMigration(path: paths.database)) { try RegistryReader(paths) }
        withExtendedLifetime(lock) {}
    }
}

extension RegisterDraft {
    fileprivate func numbers() throws -> [String] {
        var result: [String] = []
        try forEachHousehold { members in
            result += members.compactMap { $0.text(.residentNumber).map { String(decoding: $0, as: UTF8.self) } }
        }
        return result
    }
}
