import Foundation
import Geospatial
import SpatialQuery

/// What whole lists of a workspace cost a fresh process of the built program, beside filtering and sorting alone.
///
/// "Filtering and sorting alone" has positions and scores in memory, in columns, and the area as coordinates; it makes the area
/// ready, finds whom it reaches and sorts them by score and id: no file, no database, no text.
struct ListsBenchmark {
    let program: String
    let workspace: String
    let vertexCounts: [Int]
    let box: BoundingBox
    let seed: UInt64
    /// At most so many households on the list, or all.
    let limit: Int?
    let runs: Int

    /// What a list is asked for when nothing of a row is wanted.
    static let columns = "number,household_number,score,band,member_count,certainty,longitude,latitude"

    /// Prints one line of a table per area.
    func run() throws {
        let register = try StoredRegister(workspace: workspace)
        print(
            "\(register.positions.count) located households; median of \(runs) fresh processes, processor seconds (peak MB)"
        )
        print(
            "| vertices | listed | filter and sort alone | packed columns, CSV | ratio | table | CSV | GeoJSON with members |"
        )
        print("|---|---|---|---|---|---|---|---|")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for count in vertexCounts {
            let area = RiverArea(vertices: count, box: box, seed: seed)
            let file = folder.appendingPathComponent("area-\(count).geojson").path
            guard FileManager.default.createFile(atPath: file, contents: Data(area.geoJSON().utf8)) else {
                throw BenchmarkError.cannotWrite(path: file)
            }
            let polygons = try area.multiPolygon()
            var reached = 0
            let alone = try ProcessClock.median { reached = try register.order(in: polygons).count }
            let packed = try cost(["--format", "csv", "--columns", Self.columns], file)
            let others = try ["table", "csv", "geojson"].map { format in
                limit != nil || register.hasRows ? Self.text(try cost(["--format", format], file)) : "–"
            }
            let ratio = (packed.seconds / alone * 10).rounded() / 10
            let cells =
                [String(count), String(limit.map { min($0, reached) } ?? reached), Self.text(alone), Self.text(packed)]
                + [String(ratio)] + others
            print("| " + cells.joined(separator: " | ") + " |")
        }
    }

    private func cost(_ options: [String], _ area: String) throws -> ProcessCost {
        let limits = limit.map { ["--limit", String($0)] } ?? []
        return .median(
            try (0..<runs).map { _ in
                guard
                    let cost = MeasuredProcess.run(program, ["list", workspace, "--area", area] + options + limits)
                else { throw BenchmarkError.programFailed(verb: "list") }
                return cost
            })
    }

    private static func text(_ cost: ProcessCost) -> String {
        "\(text(cost.seconds)) (\(Int(cost.peakMegabytes.rounded())))"
    }

    private static func text(_ seconds: Double) -> String { String((seconds * 1000).rounded() / 1000) }
}
