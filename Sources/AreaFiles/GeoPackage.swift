import GRDB
import GRDBSQLite
import Interchange

/// Reads the features of a GeoPackage as the work of a stranger: a copy of the bytes in memory, read-only, its schema not
/// trusted, every step counted.
///
/// - Source: OGC 12-128r18, *GeoPackage Encoding Standard* 1.3.1, sections 1.1 and 2.1.
enum GeoPackage {
    /// Counts the steps of SQLite's machine that one file may take.
    private final class Steps {
        /// Steps between two looks at the count.
        static let perLook: Int32 = 10_000
        var looksLeft = AreaLimit.work.most / Int(perLook)
    }

    /// Whether bytes begin like a database of SQLite.
    static func isDatabase(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("SQLite format 3\0".utf8)) }

    /// The layer of the given name, or the only one, and its name.
    static func read(
        _ bytes: [UInt8], layer name: String?, attributes: Bool, lines: Bool
    ) throws(AreaFileError) -> (layer: AreaLayer, name: String) {
        guard isWhole(bytes) else { throw .damaged(.geoPackage, part: "database", place: nil) }
        let steps = Steps()
        defer { withExtendedLifetime(steps) {} }
        do {
            let queue = try DatabaseQueue()
            defer { try? queue.close() }
            return try queue.inDatabase { db in
                try open(db, bytes, steps)
                let tables = try GeoPackageTable.all(in: db)
                let table = tables[try LayerChoice.choose(name, among: tables.map(\.name)).get()]
                return (try table.features(in: db, attributes: attributes, lines: lines), table.name)
            }
        } catch let error as AreaFileError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            throw .beyondLimit(.work)
        } catch {
            throw .damaged(.geoPackage, part: "database", place: nil)
        }
    }

    /// Whether all pages are there that the header counts; SQLite itself misses one only when it needs it.
    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { all in
            var cursor = ByteCursor(all)
            guard cursor.seek(16), let size = cursor.number(UInt16.self, bigEndian: true), cursor.seek(24),
                let changes = cursor.count(bigEndian: true), let pages = cursor.count(bigEndian: true), cursor.seek(92),
                let counted = cursor.count(bigEndian: true)
            else { return false }
            return changes != counted || pages * (size == 1 ? 65_536 : Int(size)) <= all.count
        }
    }

    /// Puts a copy of the bytes in the place of the empty database.
    private static func open(_ db: Database, _ bytes: [UInt8], _ steps: Steps) throws {
        guard let copy = sqlite3_malloc64(UInt64(bytes.count)) else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
        bytes.withUnsafeBytes { all in
            if let start = all.baseAddress { copy.copyMemory(from: start, byteCount: all.count) }
        }
        // A database in memory has no log. What is in the file counts; one with a log beside it is refused before.
        for version in [18, 19] where bytes.count > version && bytes[version] == 2 {
            copy.storeBytes(of: 1, toByteOffset: version, as: UInt8.self)
        }
        // SQLite frees the copy, also when it refuses it.
        let code = sqlite3_deserialize(
            db.sqliteConnection, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count),
            Int64(bytes.count), UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY))
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_LENGTH, Int32(clamping: max(bytes.count, 1 << 20)))
        sqlite3_progress_handler(
            db.sqliteConnection, Steps.perLook,
            { steps in
                guard let steps else { return 1 }
                let counter = Unmanaged<Steps>.fromOpaque(steps).takeUnretainedValue()
                counter.looksLeft -= 1
                return counter.looksLeft < 0 ? 1 : 0
            }, Unmanaged.passUnretained(steps).toOpaque())
        try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY")
    }
}
