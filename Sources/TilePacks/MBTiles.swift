import Foundation
import GRDB
import GRDBSQLite

/// The images of an MBTiles file, which is a database with the tables (or views) `tiles` and `metadata`.
///
/// - Source: MBTiles specification 1.3.
final class MBTiles: Sendable {
    let about: TilePackAbout
    private let queue: DatabaseQueue

    /// Steps of SQLite's machine after which a statement is ended: far more than a tile takes that an index finds.
    private static let mostSteps: Int32 = 5_000_000
    private static let mostMetadata = 1_000

    /// Opens a file.
    ///
    /// - Parameter head: its first hundred bytes.
    init(path: String, head: [UInt8]) throws(TilePackError) {
        // A database with a log could not be read without writing beside it.
        guard head.count >= 20, head[18] == 1, head[19] == 1 else { throw .openElsewhere }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.prepareDatabase { db in
            sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_LENGTH, Int32(TileImage.longest))
            sqlite3_progress_handler(db.sqliteConnection, Self.mostSteps, { _ in 1 }, nil)
            try db.execute(
                sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            about = try queue.read { db in try Self.about(db) }
        } catch let error as TilePackError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw .openElsewhere
        } catch {
            throw .damaged(part: "metadata")
        }
    }

    /// What is stored for a tile; nil where there is nothing.
    func bytes(zoom: Int, row: Int, column: Int) throws(TilePackError) -> [UInt8]? {
        do {
            let data = try queue.read { db in
                // Rows of MBTiles are counted from the south.
                try Data.fetchOne(
                    db,
                    sql:
                        "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1",
                    arguments: [zoom, column, (1 << zoom) - 1 - row])
            }
            return data.map { [UInt8]($0) }
        } catch {
            throw .damaged(part: "tiles")
        }
    }

    private static func level(_ db: Database, _ statement: String) throws -> Int? {
        try Row.fetchOne(db, sql: statement).flatMap { Int.fromDatabaseValue($0[0]) }
    }

    private static func about(_ db: Database) throws -> TilePackAbout {
        var metadata: [String: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT name, value FROM metadata LIMIT ?", arguments: [mostMetadata]) {
            guard let name = String.fromDatabaseValue(row[0]) else { continue }
            metadata[name] = String.fromDatabaseValue(row[1]) ?? Int.fromDatabaseValue(row[1]).map(String.init)
        }
        let format = metadata["format"]?.lowercased() ?? ""
        guard ["png", "jpg", "jpeg", "webp", "image/png", "image/jpeg", "image/webp"].contains(format) else {
            throw TilePackError.notImages(kind: String(format.prefix(40)))
        }
        // Each alone is found by an index; both in one statement are looked for in every tile.
        let least =
            try metadata["minzoom"].flatMap { Int($0) } ?? level(db, "SELECT min(zoom_level) FROM tiles")
        let most =
            try metadata["maxzoom"].flatMap { Int($0) } ?? level(db, "SELECT max(zoom_level) FROM tiles")
        guard let least, let most, least >= 0, least <= most, least <= TilePackAbout.deepestZoom else {
            throw TilePackError.damaged(part: "zoom levels")
        }
        let numbers = metadata["bounds"]?.split(separator: ",").compactMap {
            Double($0.trimmingCharacters(in: .whitespaces))
        }
        return TilePackAbout(
            attribution: metadata["attribution"] ?? "", zooms: least...min(most, TilePackAbout.deepestZoom),
            bounds: numbers.flatMap { numbers in
                numbers.count == 4
                    ? TilePackAbout.box(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3]) : nil
            })
    }
}
