import Geospatial
import SpatialQuery

/// What preparing an area and testing a town against it costs, beside the naive walk along every edge.
struct SpatialBenchmark {
    let households: Int
    let vertexCounts: [Int]
    let box: BoundingBox
    let seed: UInt64

    /// Prints one line per area; times are processor times, medians.
    func run() throws {
        let town = try Town(households: households, box: box, seed: seed)
        let points = try town.positions.enumerated().map { index, position in
            // Every third household is known to its town only: squares of a hundredth of a degree, and a radius of 800 m.
            try index % 3 == 0
                ? (
                    household: UInt32(index),
                    coordinate: Coordinate(
                        longitude: (position.longitude * 100).rounded() / 100,
                        latitude: (position.latitude * 100).rounded() / 100), level: UInt8(1), uncertainty: Float(800)
                ) : (household: UInt32(index), coordinate: position, level: UInt8(6), uncertainty: Float(15))
        }
        var packed = PackedPositions.packing([])
        let packing = ProcessClock.median(least: 1, for: 0) { packed = PackedPositions.packing(points) }
        let chunks = (0..<packed.chunkCount).map { chunk in
            PackedPositions.Column.allCases.map { packed.bytes(of: $0, chunk: chunk) }
        }
        let reading = try ProcessClock.median { packed = try Self.read(chunks, count: households) }
        print("\(households) households (seed \(seed)), packed in \(Self.text(packing * 1e3)) ms,", terminator: " ")
        print("read back from \(chunks.count) chunks in \(Self.text(reading * 1e3)) ms")
        print(
            "vertices     cells  mixed%  prepare_ms  hits%  ns_register  ns_packed  list_ms   ns_naive     ratio"
                + "  reach_ms  reached%")
        let exact = PackedPositions.packing(
            town.positions.enumerated().map { (UInt32($0), $1, UInt8(6), Float(15)) })
        for count in vertexCounts {
            let area = try RiverArea(vertices: count, box: box, seed: seed).multiPolygon()
            print(try row(area, town, exact) + reach(area, packed))
        }
    }

    private static func read(_ chunks: [[[UInt8]]], count: Int) throws -> PackedPositions {
        var decoder = PackedPositionsDecoder(expectedCount: count)
        for columns in chunks {
            let (longitudes, latitudes, households) = (columns[0], columns[1], columns[2])
            let (levels, uncertainties) = (columns[3], columns[4])
            try decoder.append(
                longitudes: longitudes.span.bytes, latitudes: latitudes.span.bytes, households: households.span.bytes,
                levels: levels.span.bytes, uncertainties: uncertainties.span.bytes)
        }
        return try decoder.finish()
    }

    private func row(_ area: MultiPolygon, _ town: Town, _ packed: PackedPositions) throws -> String {
        var prepared = try PreparedArea(area, forMillions: true)
        let preparing = try ProcessClock.median { prepared = try PreparedArea(area, forMillions: true) }
        var hits = 0
        let inRegisterOrder = ProcessClock.median {
            hits = town.positions.reduce(0) {
                $0 + (prepared.contains(longitude: $1.longitude, latitude: $1.latitude) ? 1 : 0)
            }
        }
        var hitsPacked = 0
        let inPackedOrder = ProcessClock.median {
            hitsPacked = 0
            for place in 0..<packed.count
            where prepared.contains(longitude: packed.longitudes[place], latitude: packed.latitudes[place]) {
                hitsPacked += 1
            }
        }
        var listed = 0
        let listing = ProcessClock.median { listed = packed.hits(in: prepared).count }
        guard hits == hitsPacked, hits == listed else { throw BenchmarkError.resultsDiffer }

        let sampleSize = max(20, min(town.positions.count, 20_000_000 / area.vertexCount))
        let sample = town.positions.prefix(sampleSize)
        var naiveHits = 0
        let naive = ProcessClock.median(least: 1) {
            naiveHits = sample.count { NaiveTest.contains(area, $0) }
        }
        // The naive test rounds, and does not count boundaries: only a gross difference is an error.
        let exactHits = sample.count { prepared.contains(longitude: $0.longitude, latitude: $0.latitude) }
        guard abs(naiveHits - exactHits) <= 2 + sample.count / 1000 else { throw BenchmarkError.resultsDiffer }

        let perTest = inPackedOrder / Double(packed.count) * 1e9
        let perNaiveTest = naive / Double(sample.count) * 1e9
        return [
            (String(area.vertexCount), 8), (String(prepared.cellCount), 10),
            (Self.text(100 * Double(prepared.mixedCellCount) / Double(prepared.cellCount)), 8),
            (Self.text(preparing * 1e3, 2), 12), (Self.text(100 * Double(hits) / Double(town.positions.count)), 7),
            (Self.text(inRegisterOrder / Double(town.positions.count) * 1e9), 13), (Self.text(perTest), 11),
            (Self.text(listing * 1e3, 2), 9), (Self.text(perNaiveTest, 0), 11),
            (Self.text(perNaiveTest / perTest, 0), 10),
        ].map { text, width in String(repeating: " ", count: max(1, width - text.count)) + text }.joined()
    }

    /// What it costs to find the circles that reach the area, marks included, and how many do.
    private func reach(_ area: MultiPolygon, _ packed: PackedPositions) throws -> String {
        let prepared = try PreparedArea(area, forMillions: true)
        var reached = 0
        let seconds = ProcessClock.median {
            reached = 0
            packed.forEachReached(by: AreaReach(prepared)) { _, _ in reached += 1 }
        }
        return [(Self.text(seconds * 1e3, 2), 10), (Self.text(100 * Double(reached) / Double(packed.count)), 10)]
            .map { text, width in String(repeating: " ", count: max(1, width - text.count)) + text }.joined()
    }

    /// A number with a fixed count of decimals.
    private static func text(_ value: Double, _ decimals: Int = 1) -> String {
        guard decimals > 0 else { return String(Int(value.rounded())) }
        let scale = decimals == 1 ? 10 : 100
        let scaled = Int((value * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
