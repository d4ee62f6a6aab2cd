import Geospatial
import VectorTiles

/// What vector tiles of a ragged flood area cost, zoom level by zoom level.
struct TilesBenchmark {
    let vertexCounts: [Int]
    let zooms: ClosedRange<Int>
    let box: BoundingBox
    let seed: UInt64

    /// Tiles of a zoom level that are timed at most, spread over all of them.
    private static let sampleSize = 60

    /// Prints one line per area and zoom level; times are processor times, of tiles on which something is drawn.
    func run() throws {
        print("vertices  zoom  tiles  drawn  cold_ms  warm_ms  worst_ms  bytes  largest")
        for count in vertexCounts {
            let area = try RiverArea(vertices: count, box: box, seed: seed).multiPolygon()
            func layer() -> TileLayer {
                var layer = TileLayer(name: "river")
                layer.add(area, [TileProperty("rank", .text("3"))])
                return layer
            }
            var projected = layer()
            let projecting = ProcessClock.median { projected = layer() }
            for zoom in zooms { try print(row(projected, area, zoom, projecting)) }
        }
    }

    private func row(_ layer: TileLayer, _ area: MultiPolygon, _ zoom: Int, _ projecting: Double) throws -> String {
        guard let bounds = area.bounds else { throw BenchmarkError.resultsDiffer }
        let northWest = TileAddress(of: try Coordinate(longitude: bounds.west, latitude: bounds.north), zoom: zoom)
        let southEast = TileAddress(of: try Coordinate(longitude: bounds.east, latitude: bounds.south), zoom: zoom)
        let all = (northWest.row...southEast.row).flatMap { row in
            (northWest.column...southEast.column).compactMap { TileAddress(zoom: zoom, row: row, column: $0) }
        }
        let drawn = all.filter { layer.tile($0).features > 0 }
        let step = max(1, drawn.count / Self.sampleSize)
        let sample = stride(from: 0, to: drawn.count, by: step).map { drawn[$0] }
        var times: [Double] = []
        var sizes: [Int] = []
        for address in sample {
            times.append(ProcessClock.median(least: 3, for: 0) { sizes.append(layer.tile(address).bytes.count) })
        }
        times.sort()
        let median = times.isEmpty ? 0 : times[times.count / 2]
        let columns: [(String, Int)] = [
            (String(area.vertexCount), 8), (String(zoom), 6), (String(all.count), 7), (String(drawn.count), 7),
            (Self.text((projecting + median) * 1e3), 9), (Self.text(median * 1e3), 9),
            (Self.text((times.last ?? 0) * 1e3), 10), (String(sizes.reduce(0, +) / max(1, sizes.count)), 7),
            (String(sizes.max() ?? 0), 9),
        ]
        return columns.map { text, width in String(repeating: " ", count: max(1, width - text.count)) + text }.joined()
    }

    /// A number with two decimals.
    private static func text(_ value: Double) -> String {
        let scaled = Int((value * 100).rounded())
        return "\(scaled / 100)." + (scaled % 100 < 10 ? "0" : "") + String(scaled % 100)
    }
}
