import Foundation
import GRDB

/// Small MBTiles files as programs write them.
enum PackFile {
    /// An MBTiles file with an image for a tile, counted from the south as that format does.
    static func database(
        at path: String,
        metadata: [(String, String)] = [("format", "png"), ("bounds", "135,34,136,35"), ("attribution", "© 試験市")],
        tiles: [(zoom: Int, column: Int, rowFromSouth: Int, bytes: [UInt8])], isView: Bool = false
    ) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            try db.execute(sql: "CREATE TABLE metadata (name TEXT, value TEXT)")
            let table = isView ? "images" : "tiles"
            try db.execute(
                sql: """
                    CREATE TABLE \(table) (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
                    CREATE UNIQUE INDEX place ON \(table) (zoom_level, tile_column, tile_row)
                    """)
            if isView { try db.execute(sql: "CREATE VIEW tiles AS SELECT * FROM images") }
            for (name, value) in metadata {
                try db.execute(sql: "INSERT INTO metadata VALUES (?, ?)", arguments: [name, value])
            }
            for tile in tiles {
                try db.execute(
                    sql: "INSERT INTO \(table) VALUES (?, ?, ?, ?)",
                    arguments: [tile.zoom, tile.column, tile.rowFromSouth, Data(tile.bytes)])
            }
        }
        try queue.close()
    }
}
