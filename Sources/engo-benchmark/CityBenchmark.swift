import Foundation
import Geospatial

/// What each step of the main job costs a fresh process of the built program, on a synthetic city.
///
/// Processor times of the child processes, user and system together; the median of the runs. Every figure has a ratio:
/// imports against reading the same file and counting its fields, lists against the naive walk of every position
/// along every edge of the area.
struct CityBenchmark {
    let program: String
    let households: Int
    let vertices: Int
    let folder: String

    private static let listRuns = 9

    func run() throws {
        let folder = URL(fileURLWithPath: self.folder)
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw BenchmarkError.cannotWrite(path: folder.path)
        }
        let demo = try cpu(["demo", folder.path, "--households", String(households)])
        let city = folder.appendingPathComponent("city").path
        let workspace = folder.appendingPathComponent("bench.engo").path
        let area = folder.appendingPathComponent("area.geojson").path
        let box = try box(ofAnswers: city + "/answers.csv")
        guard
            FileManager.default.createFile(
                atPath: area, contents: Data(RiverArea(vertices: vertices, box: box, seed: 1).geoJSON().utf8))
        else { throw BenchmarkError.cannotWrite(path: area) }
        print("\(households) households, area of \(vertices) vertices; processor seconds of whole processes")
        line("demo (all steps)", demo, nil, nil)
        _ = try cpu(["init", workspace, "--name", "benchmark", "--code", "992011", "--drill"])
        line("dictionary build", try cpu(["dictionary", "build", workspace, "--abr", city + "/abr"]), nil, nil)
        let residents = city + "/residents.csv"
        let reading = try readingSeconds(residents)
        let residentsSeconds = try cpu(["import", "residents", workspace, residents])
        line("import residents (locates, scores)", residentsSeconds, reading, "reading the file")
        let needsSeconds = try cpu(["import", "needs", workspace, city + "/needs.csv"])
        line("import needs (scores)", needsSeconds, try readingSeconds(city + "/needs.csv"), "reading the file")
        let locateSeconds = try cpu(["locate", workspace])
        line("locate", locateSeconds, nil, nil)
        let scoreSeconds = try cpu(["score", workspace])
        line("score", scoreSeconds, nil, nil)
        line("import + locate + score", residentsSeconds + needsSeconds + locateSeconds + scoreSeconds, nil, nil)
        let naive = try naiveSeconds(vertices: vertices, box: box)
        for format in ["table", "csv", "geojson"] {
            let samples = try (0..<Self.listRuns).map { _ in
                try cpu(["list", workspace, "--area", area, "--format", format])
            }
            line("list as \(format)", samples.sorted()[Self.listRuns / 2], naive, "the naive test alone")
        }
        line("status", try cpu(["status", workspace]), nil, nil)
    }

    private func line(_ name: String, _ seconds: Double, _ baseline: Double?, _ baselineName: String?) {
        let text = String(Int((seconds * 1000).rounded()))
        let padded = name + String(repeating: " ", count: max(1, 38 - name.count)) + text + " ms"
        guard let baseline, let baselineName else { return print(padded) }
        let ratio = (seconds / baseline * 100).rounded() / 100
        print(padded + "   \(ratio) × \(baselineName) (\(Int((baseline * 1000).rounded())) ms)")
    }

    /// Processor seconds of one run of the program, its children included.
    private func cpu(_ arguments: [String]) throws -> Double {
        let before = childSeconds
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchmarkError.programFailed(verb: arguments[0]) }
        return childSeconds - before
    }

    private var childSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The baseline of an import: read the file and count its separators.
    private func readingSeconds(_ path: String) throws -> Double {
        var separators = 0
        let seconds = try ProcessClock.median {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            separators = bytes.count { $0 == 0x2C || $0 == 0x0A }
        }
        guard separators > 0 else { throw BenchmarkError.resultsDiffer }
        return seconds
    }

    /// The baseline of a list: every household's position against every edge, as plain as it can be written.
    private func naiveSeconds(vertices: Int, box: BoundingBox) throws -> Double {
        let area = try RiverArea(vertices: vertices, box: box, seed: 1).multiPolygon()
        let sample = try Town(households: min(households, 2000), box: box, seed: 1)
        var inside = 0
        let seconds = ProcessClock.median { inside = sample.positions.count { NaiveTest.contains(area, $0) } }
        guard inside > 0 else { throw BenchmarkError.resultsDiffer }
        return seconds / Double(sample.positions.count) * Double(households)
    }

    /// The box of the city's true positions.
    private func box(ofAnswers path: String) throws -> BoundingBox {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
        let positions = lines.compactMap { line -> Coordinate? in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count >= 6, let longitude = Double(fields[4]), let latitude = Double(fields[5]) else {
                return nil
            }
            return try? Coordinate(longitude: longitude, latitude: latitude)
        }
        guard let box = BoundingBox(positions) else { throw BenchmarkError.resultsDiffer }
        return box
    }
}
