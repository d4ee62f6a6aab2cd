import Foundation

/// Measures the program's parts on seeded data and prints size and time per element.
@main
enum EngoBenchmark {
    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch BenchmarkError.usage {
            FileHandle.standardError.write(Data("\(BenchmarkError.usage)\n".utf8))
            exit(64)
        } catch {
            FileHandle.standardError.write(Data("engo-benchmark: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) throws {
        switch arguments.first {
        case "spatial":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--households", "--vertices", "--bbox", "--seed"])
            try SpatialBenchmark(
                households: options.number("--households", default: 500_000, least: 1),
                vertexCounts: options.numbers("--vertices", default: [12, 1000, 10_000, 100_000], least: 8),
                box: options.box("--bbox"), seed: UInt64(options.number("--seed", default: 1, least: 0))
            ).run()
        case "tiles":
            let options = try BenchmarkOptions(arguments.dropFirst(), names: ["--vertices", "--bbox", "--seed"])
            try TilesBenchmark(
                vertexCounts: options.numbers("--vertices", default: [10_000, 100_000], least: 8), zooms: 10...16,
                box: options.box("--bbox"), seed: UInt64(options.number("--seed", default: 1, least: 0))
            ).run()
        case "city":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--program", "--folder", "--households", "--vertices"])
            try CityBenchmark(
                program: options.text("--program"),
                households: options.number("--households", default: 60_000, least: 100),
                vertices: options.number("--vertices", default: 10_000, least: 8), folder: options.text("--folder")
            ).run()
        case "register":
            let options = try BenchmarkOptions(
                arguments.dropFirst(),
                names: ["--program", "--folder", "--households", "--abr", "--code", "--seed", "--runs"])
            try RegisterBenchmark(
                program: options.text("--program"), folder: options.text("--folder"),
                households: options.number("--households", default: 60_000, least: 1),
                tables: options.pair("--abr", "--code").map { (folder: $0, code: $1) },
                seed: options.number("--seed", default: 1, least: 0),
                runs: options.number("--runs", default: 1, least: 1)
            ).run()
        case "lists":
            let options = try BenchmarkOptions(
                arguments.dropFirst(),
                names: ["--program", "--workspace", "--vertices", "--bbox", "--limit", "--seed", "--runs"])
            let limit = try options.number("--limit", default: 0, least: 0)
            try ListsBenchmark(
                program: options.text("--program"), workspace: options.text("--workspace"),
                vertexCounts: options.numbers("--vertices", default: [1000, 10_000, 100_000], least: 8),
                box: options.box("--bbox"), seed: UInt64(options.number("--seed", default: 1, least: 0)),
                limit: limit > 0 ? limit : nil, runs: options.number("--runs", default: 3, least: 1)
            ).run()
        case "peers": try peers(arguments)
        case "server":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--program", "--server", "--workspace", "--bbox", "--limit", "--runs"])
            try ServerBenchmark(
                program: options.text("--program"), server: options.text("--server"),
                workspace: options.text("--workspace"), box: options.box("--bbox"),
                limit: options.number("--limit", default: 10_000, least: 11),
                runs: options.number("--runs", default: 3, least: 1)
            ).run()
        case "gate":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--workspace", "--bbox", "--audience", "--runs"])
            try GateBenchmark(
                workspace: options.text("--workspace"), box: options.box("--bbox"),
                audience: try? options.text("--audience"), runs: options.number("--runs", default: 5, least: 1)
            ).run()
        case "audit":
            let options = try BenchmarkOptions(arguments.dropFirst(), names: ["--workspace", "--entries", "--seed"])
            try AuditBenchmark(
                workspace: options.text("--workspace"),
                entries: options.number("--entries", default: 2_000_000, least: 1),
                seed: UInt64(options.number("--seed", default: 1, least: 0))
            ).run()
        case "packed":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--program", "--workspace", "--households", "--bbox", "--seed"])
            let workspace = try options.text("--workspace")
            let made = MeasuredProcess.run(
                try options.text("--program"), ["init", workspace, "--name", "packed", "--code", "992011", "--drill"])
            guard made != nil else { throw BenchmarkError.programFailed(verb: "init") }
            try PackedWorkspace(
                path: workspace, households: options.number("--households", default: 1_700_000, least: 1),
                box: options.box("--bbox"), seed: UInt64(options.number("--seed", default: 1, least: 0))
            ).fill()
        case "address":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--abr", "--geolonia", "--records", "--seed"])
            try AddressBenchmark(
                directory: options.text("--abr"), towns: (try? options.text("--geolonia")).map { [$0] } ?? [],
                limit: options.number("--records", default: 20_000, least: 1),
                seed: UInt64(options.number("--seed", default: 1, least: 0))
            ).run()
        case "scoring":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--persons", "--seed", "--program", "--workspace"])
            try ScoringBenchmark(
                persons: options.number("--persons", default: 300_000, least: 1),
                seed: UInt64(options.number("--seed", default: 1, least: 0)),
                program: options.pair("--program", "--workspace").map { (program: $0, workspace: $1) }
            ).run()
        case "area":
            let options = try BenchmarkOptions(
                arguments.dropFirst(), names: ["--vertices", "--output", "--bbox", "--seed"])
            let area = RiverArea(
                vertices: try options.number("--vertices", default: 10_000, least: 8), box: try options.box("--bbox"),
                seed: UInt64(try options.number("--seed", default: 1, least: 0)))
            let path = try options.text("--output")
            guard FileManager.default.createFile(atPath: path, contents: Data(area.geoJSON().utf8)) else {
                throw BenchmarkError.cannotWrite(path: path)
            }
        default: throw BenchmarkError.usage
        }
    }

    private static func peers(_ arguments: [String]) throws {
        let options = try BenchmarkOptions(
            arguments.dropFirst(),
            names: [
                "--program", "--workspace", "--folder", "--vertices", "--bbox", "--seed", "--runs", "--sqlite3",
                "--spatialite", "--duckdb", "--psql", "--database",
            ])
        let folder = try options.text("--folder")
        try PeersBenchmark(
            program: options.text("--program"), workspace: options.text("--workspace"), folder: folder,
            vertexCounts: options.numbers("--vertices", default: [1000, 10_000, 100_000], least: 8),
            box: options.box("--bbox"), seed: UInt64(options.number("--seed", default: 1, least: 0)),
            runs: options.number("--runs", default: 3, least: 1),
            peers: [
                SpatiaLitePeer(
                    shell: options.text("--sqlite3", default: "sqlite3"),
                    extensionName: options.text("--spatialite", default: "mod_spatialite"),
                    database: folder + "/spatialite.sqlite"),
                DuckDBPeer(program: options.text("--duckdb", default: "duckdb"), database: folder + "/duckdb.db"),
                PostGISPeer(
                    client: options.text("--psql", default: "psql"),
                    connection: options.text("--database", default: ""), costFile: folder + "/postgis-cost.txt"),
            ]
        ).run()
    }
}
