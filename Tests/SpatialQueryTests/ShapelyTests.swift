import Foundation
import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

/// `covers` of Shapely on valid areas. Skipped where Python has no Shapely (Debian: `apt-get install python3-shapely`).
@Suite(.enabled(if: Shapely.isInstalled, "needs Shapely: install python3-shapely"))
struct ShapelyTests {
    @Test(arguments: RandomArea.Kind.allCases)
    func agreesOnWhatBothCallValid(kind: RandomArea.Kind) throws {
        var areas: [(area: MultiPolygon, points: [(Double, Double)])] = []
        for seed in 0..<150 as Range<UInt64> {
            var random = RandomArea(seed: seed)
            let polygons = try random.area(kind).polygons
            // One polygon each: what several have in common is no valid MultiPolygon.
            for polygon in polygons {
                let area = MultiPolygon([polygon])
                areas.append((area, random.points(for: area, grid: try PreparedArea(area).grid, count: 40)))
            }
        }
        let answers = try Shapely.covers(areas)
        var compared = 0
        for (index, answer) in answers.enumerated() {
            // Nil for what Shapely calls invalid.
            guard let answer else { continue }
            compared += 1
            let prepared = try PreparedArea(areas[index].area)
            let own = areas[index].points.map { prepared.contains(longitude: $0.0, latitude: $0.1) }
            #expect(own == answer, "\(kind), area \(index)")
        }
        #expect(answers.count == areas.count && compared > 10)
    }
}

/// Shapely as a program.
private enum Shapely {
    private static let python = "/usr/bin/python3"

    static let isInstalled: Bool = (try? run("import shapely", input: Data()))?.status == 0

    private static let script = """
        import json, sys
        from shapely import wkb
        from shapely.geometry import Point
        from shapely.prepared import prep
        for line in sys.stdin:
            area = json.loads(line)
            shape = wkb.loads(area["shape"], hex=True)
            if not shape.is_valid:
                print("null")
                continue
            covers = prep(shape).covers
            print(json.dumps([bool(covers(Point(x, y))) for x, y in area["points"]]))
        """

    /// Whether each area covers each of its points; nil for an area that Shapely calls invalid.
    static func covers(_ areas: [(area: MultiPolygon, points: [(Double, Double)])]) throws -> [[Bool]?] {
        var input = ""
        for (area, points) in areas {
            let hex = area.wellKnownBinary.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let pairs = points.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
            input += "{\"shape\":\"\(hex)\",\"points\":[\(pairs)]}\n"
        }
        let run = try run(script, input: Data(input.utf8))
        #expect(run.status == 0)
        return try run.output.split(separator: "\n").map {
            try JSONDecoder().decode([Bool]?.self, from: Data($0.utf8))
        }
    }

    private static func run(_ script: String, input: Data) throws -> (status: Int32, output: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, result) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        try input.write(to: source)
        try Data().write(to: result)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script]
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: result)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: result, encoding: .utf8))
    }
}
