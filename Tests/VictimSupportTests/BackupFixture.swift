import Disclosure
import Foundation
import GRDB
import Interchange

@testable import Registry
@testable import VictimSupport

/// A workspace of two households, its backups and what becomes of them.
struct BackupFixture {
    let city: TestCity

    init(mode: WorkspaceMode = .drill) throws {
        city = try TestCity(mode: mode)
        let file = try city.write(
            "r.csv",
            """
            宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
            1,1,試験,1950-01-01,男,世帯主,試験町1,135.1,34.2
            2,1,試験,1955-01-01,女,妻,試験町1,135.1,34.2
            3,2,試験,1980-01-01,女,世帯主,試験町2,135.2,34.2

            """)
        _ = try city.importer.residents(file: file)
    }

    func url(_ name: String) -> URL { city.folder.appendingPathComponent(name) }
    func paths(_ name: String) -> WorkspacePaths { WorkspacePaths(database: url(name).path) }
    func bytes(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: city.folder.path).sorted() }

    func allBytes() throws -> [String: Data] {
        try Dictionary(uniqueKeysWithValues: names().map { ($0, try bytes($0)) })
    }

    private func release(_ verb: String) -> ListRelease {
        ListRelease(verb: verb, operatorName: "tester", moment: city.moment, format: verb)
    }

    func backup(as name: String = "b") throws -> WorkspaceBackup {
        try WorkspaceBackup.make(
            city.paths, release: release("backup"), to: AtomicFileWriter(path: url(name).path))
    }

    @discardableResult
    func restore(
        _ name: String = "b", to target: String = "w.engo", mayReplace: Bool = false, isDryRun: Bool = false
    ) throws -> WorkspaceRestore {
        try WorkspaceRestore.restore(
            url(name).path, to: paths(target), mayReplace: mayReplace, isDryRun: isDryRun, release: release("restore"))
    }

    func score() throws {
        let writer = try RegistryWriter(city.paths)
        try writer.transaction(cause: .score, by: Acting(verb: "test", operatorName: "tester", time: city.moment.utc)) {
            _ in
        }
        try writer.close()
    }

    func buildDictionary() throws {
        let points = try city.write("p.csv", "住所,経度,緯度\n試験県試験市試験町1番1号,135.1,34.2\n")
        _ = try DictionaryBuilding.build(city.paths, sources: [.points(file: points, crs: nil)], moment: city.moment)
    }

    /// The next register: one person is gone.
    func importFewer() throws -> ImportReport {
        let text = try String(decoding: bytes("r.csv"), as: UTF8.self)
        let fewer = text.split(separator: "\n").filter { !$0.hasPrefix("2,") }.joined(separator: "\n") + "\n"
        return try city.importer { $0.shrinkLimitPercent = 100 }.residents(file: city.write("fewer.csv", fewer))
    }

    /// Every row of every table, as text, sorted.
    func contents(_ paths: WorkspacePaths) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: paths.database)
        defer { try? queue.close() }
        return try queue.read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { "\($0)" }.sorted())
                })
        }
    }

    /// The first format, empty, in place of the workspace.
    func replaceWithVersion1() throws {
        try FileManager.default.removeItem(at: url("w.engo"))
        let old = try DatabaseQueue(path: url("w.engo").path)
        try Schema.migrator.migrate(old, upTo: "1-main-job")
        try old.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA application_id = \(Schema.applicationID); PRAGMA journal_mode = WAL;
                    INSERT INTO workspace VALUES (1, '試験市', '302015', 'drill', 'headquarters', 'drill', 't0');
                    INSERT INTO generation (cause, created_at) VALUES ('create', 't0');
                    """)
        }
        try old.close()
    }

    /// Changes the database inside a backup and makes the last line right again, as somebody would who means harm.
    func tamper(_ name: String = "b", _ change: (DatabaseQueue) throws -> Void) throws {
        let backup = try bytes(name)
        guard let format = BackupFormat(line: Array(backup.suffix(BackupFormat.lineLength)), size: backup.count) else {
            throw RegistryError.damaged(path: name)
        }
        let part = url("part")
        try backup.prefix(format.database).write(to: part)
        try self.change(database: part, change)
        let database = try Data(contentsOf: part)
        try FileManager.default.removeItem(at: part)
        try Self.file(
            database: database,
            rest: backup.dropFirst(format.database).dropLast(BackupFormat.lineLength), format: format
        ).write(to: url(name))
    }

    static func file(database: Data, rest: Data, format: BackupFormat) -> Data {
        let format = BackupFormat(database: database.count, dictionary: format.dictionary, audit: format.audit)
        let all = database + rest + Data(format.lineWithoutChecksum)
        return all + Data("\(Checksum.hexadecimal(Array(all)))\n".utf8)
    }

    private func change(database: URL, _ change: (DatabaseQueue) throws -> Void) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = MEMORY") }
        let queue = try DatabaseQueue(path: database.path, configuration: configuration)
        try change(queue)
        try queue.close()
    }
}
