import Foundation
import GRDB
import Testing

/// GDAL reads whatever the program exports, without a warning. Skipped where `ogrinfo` is not installed (Debian: `apt-get install
/// gdal-bin`).
@Suite(.enabled(if: OGRInfo.isInstalled, "needs ogrinfo: install gdal-bin"))
struct GDALReadingTests {
    /// A folder with everything that can be exported of a drill city with a hazard layer and shelters.
    static func exported() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for arguments in [
            ["demo", "d", "--households", "300"],
            ["import", "hazard", "d/city.engo", "d/city/flood.geojson", "--name", "浮川"],
            ["import", "shelters", "d/city.engo", "d/city/shelters.csv"],
            ["area", "save", "d/city.engo", "区域", "--area", "d/city/flood.geojson", "--circle", "139.5,35.1,300"],
            ["area", "save", "d/city.engo", "箱", "--bbox", "135,34,136,35"],
        ] { try run(arguments, in: folder) }
        for (name, arguments) in exports { try run(arguments + ["--output", name], in: folder) }
        return folder
    }

    private static let exports: [(name: String, arguments: [String])] = {
        let area = ["--area", "d/city/flood.geojson"]
        return [
            ("list.geojson", ["export", "d/city.engo"] + area),
            ("all.geojson", ["export", "d/city.engo", "--reasons", "--include", "all", "--hazard-order"] + area),
            ("members.csv", ["export", "d/city.engo", "--reasons", "--include", "all", "--rows", "members"] + area),
            ("cp932.csv", ["export", "d/city.engo", "--encoding", "cp932"] + area),
            ("english.csv", ["export", "d/city.engo", "--lang", "en", "--encoding", "utf-8"] + area),
            ("list.gpkg", ["export", "d/city.engo"] + area),
            ("all.gpkg", ["export", "d/city.engo", "--reasons", "--include", "all", "--lang", "en"] + area),
            ("nobody.gpkg", ["export", "d/city.engo", "--min-score", "100000"] + area),
            ("nobody.geojson", ["export", "d/city.engo", "--min-score", "100000"] + area),
            ("nobody.csv", ["export", "d/city.engo", "--min-score", "100000"] + area),
            ("prediction.geojson", ["predict", "d/city.engo"]), ("prediction.csv", ["predict", "d/city.engo"]),
            ("report.csv", ["report", "d/city.engo"] + area + area),
            ("area.geojson", ["area", "show", "d/city.engo", "区域"]),
            ("box.geojson", ["area", "show", "d/city.engo", "箱"]),
        ]
    }()
    /// The names of the exports, and what `demo` and `drill` write for others to open.
    static let files =
        exports.map(\.name) + ["d/households.geojson", "d/households.csv", "d/members.csv", "d/city/flood.geojson"]

    /// How many features a GeoJSON file has.
    static func featureCount(_ name: String, in folder: TemporaryFolder) throws -> Int? {
        let json = try JSONSerialization.jsonObject(with: folder.data(name)) as? [String: Any]
        return (json?["features"] as? [Any])?.count
    }

    /// How many rows each layer of a GeoPackage has, in the order in which the file tells its layers.
    static func layers(_ name: String, in folder: TemporaryFolder) throws -> [(name: String, rows: Int)] {
        try DatabaseQueue(path: folder.path(name)).read { db in
            try String.fetchAll(db, sql: "SELECT table_name FROM gpkg_contents ORDER BY rowid").map { layer in
                (layer, try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(layer)\"") ?? -1)
            }
        }
    }

    private static func run(_ arguments: [String], in folder: TemporaryFolder) throws {
        let run = try Program.run(arguments, in: folder.url)
        #expect(run.exitCode == 0, "\(arguments) \(run.errors)")
    }

    @Test func readsEveryGeoJSONAndCSVAndGeoPackage() throws {
        let folder = try Self.exported()
        for name in Self.files {
            let info = try OGRInfo.read(name, in: folder.url)
            #expect(info.status == 0 && info.warnings.isEmpty, "\(name): \(info.warnings)")
            // A line for each feature that is there.
            if name.hasSuffix(".gpkg") {
                let layers = try Self.layers(name, in: folder)
                #expect(layers.count > 1 && info.layers == layers.count, "\(name)")
                #expect(info.features == layers.reduce(0) { $0 + $1.rows }, "\(name)")
                continue
            }
            #expect(info.layers == 1, "\(name)")
            if name.hasSuffix(".geojson") {
                #expect(try info.features == Self.featureCount(name, in: folder), "\(name)")
            }
        }
    }
}

/// The program that reads every feature of a file and tells what is odd.
private enum OGRInfo {
    private static let url = URL(fileURLWithPath: "/usr/bin/ogrinfo")

    static let isInstalled = FileManager.default.isExecutableFile(atPath: url.path)

    struct Answer {
        let status: Int32
        let warnings: String
        let layers: Int
        let features: Int
    }

    static func read(_ name: String, in folder: URL) throws -> Answer {
        let files = FileManager.default
        let (output, errors) = (folder.appendingPathComponent("ogr.out"), folder.appendingPathComponent("ogr.err"))
        for file in [output, errors] { _ = files.createFile(atPath: file.path, contents: nil) }
        let process = Process()
        process.executableURL = url
        process.arguments = ["-ro", "-al", name]
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CPL_") }
        process.currentDirectoryURL = folder
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let lines = String(decoding: try Data(contentsOf: output), as: UTF8.self).components(separatedBy: "\n")
        return Answer(
            status: process.terminationStatus,
            warnings: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
            layers: lines.count { $0.hasPrefix("Layer name: ") },
            features: lines.count { $0.hasPrefix("OGRFeature(") })
    }
}
