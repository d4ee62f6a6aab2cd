import AddressDictionary
import Disclosure
import Foundation
import GRDB
import Interchange
import Testing

@testable import Registry
@testable import VictimSupport

/// Files that are no backup, or no longer one, or one that was made to do harm: all refused before anything is changed.
@Suite struct RestoreRefusalTests {
    /// Expects the error, nothing changed, and nothing left behind.
    private func refuses(
        _ error: RegistryError, _ city: BackupFixture, to target: String = "new.engo", mayReplace: Bool = false
    ) throws {
        let before = try city.allBytes()
        #expect(throws: error) { try city.restore(to: target, mayReplace: mayReplace) }
        #expect(try city.allBytes() == before)
    }

    private func saved() throws -> (city: BackupFixture, path: String) {
        let city = try BackupFixture()
        _ = try city.backup()
        return (city, city.url("b").path)
    }

    @Test func aFileThatIsNoSQLiteFileIsRefused() throws {
        let (city, path) = try saved()
        for bytes in [Data("住所,経度\n".utf8), Data(repeating: 0, count: 300), try city.bytes("b").dropFirst()] {
            try bytes.write(to: city.url("b"))
            try refuses(.notABackup(path: path), city)
        }
    }

    @Test func aWorkspaceAndAnotherProgramsFileAreRefused() throws {
        let (city, path) = try saved()
        try city.bytes("w.engo").write(to: city.url("b"))
        try refuses(.notABackup(path: path), city)
        try FileManager.default.removeItem(at: city.url("b"))
        let other = try DatabaseQueue(path: path)
        try other.write { try $0.execute(sql: "CREATE TABLE t (a)") }
        try other.close()
        try refuses(.notABackup(path: path), city)
    }

    @Test func aFileThatIsCutShortAnywhereIsRefused() throws {
        let (city, path) = try saved()
        let whole = try city.bytes("b")
        for length in [101, 4096, whole.count / 2, whole.count - 1] {
            try whole.prefix(length).write(to: city.url("b"))
            try refuses(.damaged(path: path), city)
        }
        try (whole + Data("\n".utf8)).write(to: city.url("b"))
        try refuses(.damaged(path: path), city)
    }

    @Test func aFlippedByteAnywhereIsRefused() throws {
        let (city, path) = try saved()
        let whole = try city.bytes("b")
        for place in stride(from: 100, to: whole.count, by: 7_919).map(\.self) + [whole.count - 100, whole.count - 3] {
            var damaged = whole
            damaged[place] ^= 0x04
            try damaged.write(to: city.url("b"))
            try refuses(.damaged(path: path), city)
        }
    }

    @Test(arguments: [
        "CREATE TRIGGER t AFTER INSERT ON need BEGIN DELETE FROM resident; END",
        "CREATE VIEW v AS SELECT * FROM resident", "CREATE VIRTUAL TABLE f USING fts5(a)",
        "CREATE TABLE t (a)", "CREATE INDEX i ON need (kind)", "DROP TRIGGER workspace_mode_is_fixed",
        "DROP INDEX resident_by_number", "ALTER TABLE need ADD COLUMN extra TEXT",
        "DROP TABLE grdb_migrations", "DELETE FROM grdb_migrations WHERE identifier = '2-corrections'",
        "DELETE FROM grdb_migrations",
    ])
    func anotherSchemaIsRefused(sql: String) throws {
        let (city, path) = try saved()
        try city.tamper { try $0.write { try $0.execute(sql: sql) } }
        try refuses(.foreignSchema(path: path), city)
    }

    @Test func aColumnConstraintThatWasTakenAwayIsRefused() throws {
        let (city, path) = try saved()
        try city.tamper { queue in
            try queue.writeWithoutTransaction { db in
                try db.execute(
                    sql: """
                        PRAGMA writable_schema = ON;
                        UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (mode IN (''real'', ''drill''))', '')
                            WHERE name = 'workspace';
                        PRAGMA writable_schema = RESET
                        """)
            }
        }
        try refuses(.foreignSchema(path: path), city)
    }

    @Test func sqlitesOwnStatisticsAreNoHarm() throws {
        let (city, _) = try saved()
        try city.tamper { try $0.write { try $0.execute(sql: "ANALYZE") } }
        #expect(try city.restore(to: "new.engo").generation == 2)
    }

    @Test func aNewerFormatIsRefused() throws {
        let (city, path) = try saved()
        try city.tamper { try $0.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-future')") } }
        try refuses(.newerFormat(path: path), city)
    }

    @Test func rowsThatBreakTheRulesAreRefused() throws {
        for sql in [
            "PRAGMA ignore_check_constraints = ON; UPDATE resident SET sex = 'x' WHERE id = 1",
            "PRAGMA foreign_keys = OFF; UPDATE resident SET household_id = 99 WHERE id = 1",
        ] {
            let (city, path) = try saved()
            try city.tamper { try $0.writeWithoutTransaction { try $0.execute(sql: sql) } }
            try refuses(.damaged(path: path), city)
        }
    }

    @Test func aBackupOfADifferentMunicipalityOrKindDoesNotReplace() throws {
        let (city, path) = try saved()
        let other = city.paths("other.engo")
        for (code, mode) in [("271004", WorkspaceMode.drill), ("302015", .real)] {
            try WorkspaceCreation.create(
                other, name: "別市", code: LocalGovernmentCode(code), mode: mode, moment: city.city.moment)
            let target = try RegistryReader(other).read { try $0.info() }
            let own = try RegistryReader(city.city.paths).read { try $0.info() }
            try refuses(
                .otherWorkspace(path: path, backup: WorkspaceIdentity(own), target: WorkspaceIdentity(target)), city,
                to: "other.engo", mayReplace: true)
            for file in other.all where FileManager.default.fileExists(atPath: file) {
                try FileManager.default.removeItem(atPath: file)
            }
        }
    }

    @Test func aWorkspaceIsNotReplacedUnasked() throws {
        let (city, _) = try saved()
        let before = try city.allBytes()
        #expect(throws: VictimSupportError.wouldReplace(path: city.city.paths.database)) { try city.restore() }
        #expect(try city.allBytes() == before)
    }

    @Test func aWorkspaceInUseIsNotReplaced() throws {
        let (city, _) = try saved()
        let lock = try WriterLock(path: city.city.paths.database)
        #expect(throws: RegistryError.busy(path: city.city.paths.database)) { try city.restore(mayReplace: true) }
        withExtendedLifetime(lock) {}
    }

    @Test func aDamagedWorkspaceIsMovedAwayByPeopleNotByTheProgram() throws {
        let (city, _) = try saved()
        try Data(repeating: 0x41, count: 8192).write(to: city.url("w.engo"))
        #expect(throws: VictimSupportError.cannotReplace(path: city.city.paths.database)) {
            try city.restore(mayReplace: true)
        }
        try FileManager.default.removeItem(at: city.url("w.engo"))
        #expect(try city.restore().residents == 3)
    }

    @Test func damagedPagesAreReplacedWhereItIsKnownWhoseTheyAre() throws {
        let (city, _) = try saved()
        var bytes = try city.bytes("w.engo")
        let queue = try DatabaseQueue(path: city.url("w.engo").path)
        let (root, page) = try queue.read {
            (
                try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'need'"),
                try Int.fetchOne($0, sql: "PRAGMA page_size")
            )
        }
        try queue.close()
        let length = try #require(page)
        let start = (try #require(root) - 1) * length
        bytes.replaceSubrange(start..<(start + length), with: Data(repeating: 0xA5, count: length))
        try bytes.write(to: city.url("w.engo"))
        #expect(throws: RegistryError.damaged(path: city.city.paths.database)) { try city.backup(as: "c") }
        #expect(try !city.names().contains("c"))
        _ = try city.restore(mayReplace: true)
        _ = try city.backup(as: "c")
    }

    @Test(arguments: ["-wal", "-shm", "-journal"])
    func theLogOfAFileThatWasMovedAwayIsNotApplied(suffix: String) throws {
        let (city, _) = try saved()
        _ = try city.city.write("new.engo" + suffix, "x")
        try refuses(.alreadyExists(path: city.url("new.engo" + suffix).path), city)
    }

    @Test func aFileLargerThanAnyBackupIsRefusedUnread() throws {
        let (city, path) = try saved()
        let size = BackupFormat.sizeLimit + 1
        #expect(truncate(path, off_t(size)) == 0)
        #expect(throws: InterchangeError.tooLarge(path: path, bytes: size, limit: BackupFormat.sizeLimit)) {
            try city.restore(to: "new.engo")
        }
    }

    @Test func aFolderOrDeviceIsRefused() throws {
        let city = try BackupFixture()
        try FileManager.default.createDirectory(at: city.url("b"), withIntermediateDirectories: false)
        #expect(throws: InterchangeError.notARegularFile(path: city.url("b").path)) { try city.restore(to: "new.engo") }
    }

    @Test func aBackupIsNeverOverwritten() throws {
        let (city, path) = try saved()
        let before = try city.bytes("b")
        #expect(throws: InterchangeError.cannotWrite(path: path, errno: EEXIST)) { try city.backup() }
        #expect(try city.bytes("b") == before)
        #expect(try city.names() == ["b", "r.csv", "w.engo", "w.engo-audit", "w.engo-audit-head"])
    }
}
