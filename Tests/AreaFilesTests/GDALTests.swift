import Foundation
import Geospatial
import Interchange
import TestSupport
import Testing

@testable import AreaFiles

/// Files as GDAL writes them. Skipped where `ogr2ogr` is not installed (Debian: `apt-get install gdal-bin`).
@Suite(.enabled(if: GDAL.isInstalled, "needs ogr2ogr: install gdal-bin"))
struct GDALTests {
    private static let source = """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::6668"}},"features":[
        {"type":"Feature","properties":{"A31a_205":3,"name":"紀の川","depth":1.25},"geometry":{"type":"MultiPolygon","coordinates":
        [[[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]],[[135.14,34.24],[135.14,34.26],[135.16,34.26],[135.16,34.24],[135.14,34.24]]],
        [[[135.3,34.2],[135.4,34.2],[135.4,34.3],[135.3,34.2]]]]}},
        {"type":"Feature","properties":{"A31a_205":4,"name":null,"depth":null},"geometry":{"type":"Polygon","coordinates":
        [[[135.123456789,34.1],[135.2,34.123456789],[135.15,34.15],[135.123456789,34.1]]]}}]}
        """

    /// Every ring as a set of corners, whatever direction it runs in and wherever it begins.
    private static func rings(_ layer: AreaLayer) -> [[Set<PlanePoint>]] {
        layer.features.map { $0.polygons.flatMap { $0.rings.map { Set($0) } } }
    }

    @Test(arguments: [
        ("a.geojson", ["-f", "GeoJSON"], AreaFormat.geoJSON), ("a.geojsonl", ["-f", "GeoJSONSeq"], .geoJSON),
        ("a.geojsons", ["-f", "GeoJSONSeq", "-lco", "RS=YES"], .geoJSON),
        ("a.shp", ["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"], .shapefile),
        ("a.shp", ["-f", "ESRI Shapefile", "-lco", "ENCODING=CP932"], .shapefile),
        ("a.shz", ["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"], .shapefile),
        ("a.fgb", ["-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO"], .flatGeobuf),
        ("a.fgb", ["-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO", "-dim", "XYZ"], .flatGeobuf),
        ("a.gpkg", ["-f", "GPKG"], .geoPackage), ("a.gpkg", ["-f", "GPKG", "-dim", "XYZ"], .geoPackage),
    ])
    func readsWhatGDALWrites(name: String, options: [String], format: AreaFormat) throws {
        let folder = try ShapefileTests.Folder(["in.geojson": Array(Self.source.utf8)])
        // GeoJSON of GDAL has fifteen significant digits when asked for, which these corners need.
        let precision = name.hasPrefix("a.geojson") ? ["-lco", "COORDINATE_PRECISION=15"] : []
        try GDAL.run(options + precision + [name, "in.geojson"], in: folder.url)
        let file = try folder.read(name, attributes: true)
        let expected = try folder.read("in.geojson").layer
        #expect(file.format == format)
        #expect(Self.rings(file.layer) == Self.rings(expected))
        let properties = file.layer.features.map(\.properties)
        #expect(properties.map { $0["A31a_205"] } == [.number(3), .number(4)])
        #expect(properties.map { $0["name"] } == [.string("紀の川"), .null])
        #expect(properties.map { $0["depth"] } == [.number(1.25), .null])
        #expect(file.layer.passedOver == PassedOverShapes())
        switch (format, file.layer.declared) {
        case (.geoPackage, .epsg(6668)?), (.flatGeobuf, .epsg(6668)?), (.shapefile, .wellKnownText?), (.geoJSON, _):
            break
        default: Issue.record("\(String(describing: file.layer.declared))")
        }
    }
}

extension GDALTests {
    @Test(arguments: [
        ("a.shp", ["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"]),
        ("a.shp", ["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", "-lco", "SHPT=ARCZ"]),
        ("a.fgb", ["-f", "FlatGeobuf"]), ("a.gpkg", ["-f", "GPKG"]), ("a.gpkg", ["-f", "GPKG", "-dim", "XYZ"]),
    ])
    func readsTheLinesThatGDALWrites(name: String, options: [String]) throws {
        let source = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"国道"},"geometry":
            {"type":"MultiLineString","coordinates":[[[135.1,34.2],[135.2,34.25],[135.3,34.2]],[[135.1,34.3],[135.2,34.3]]]}}]}
            """
        let folder = try ShapefileTests.Folder(["in.geojson": Array(source.utf8)])
        try GDAL.run(options + [name, "in.geojson"], in: folder.url)
        let read = try AreaFile.read(
            path: folder.url.appendingPathComponent(name).path, attributes: true, lines: true
        ).layer
        let expected = try AreaFile.read(Array(source.utf8), lines: true).layer
        #expect(read.features.map(\.lines) == expected.features.map(\.lines))
        #expect(read.features[0].properties["name"] == .string("国道"))
    }

    /// With an index the features stand in its order, so they are told apart by an attribute.
    @Test func readsFlatGeobufBehindItsIndex() throws {
        let many = (0..<40).map { number in
            let west = 135 + Double(number) / 100
            return """
                {"type":"Feature","properties":{"n":\(number)},"geometry":{"type":"Polygon","coordinates":
                [[[\(west),34],[\(west + 0.005),34],[\(west + 0.005),34.5],[\(west),34]]]}}
                """
        }
        let source = #"{"type":"FeatureCollection","features":["# + many.joined(separator: ",") + "]}"
        let folder = try ShapefileTests.Folder(["in.geojson": Array(source.utf8)])
        try GDAL.run(["-f", "FlatGeobuf", "a.fgb", "in.geojson"], in: folder.url)
        let (file, expected) = (
            try folder.read("a.fgb", attributes: true), try folder.read("in.geojson", attributes: true)
        )
        func numbered(_ layer: AreaLayer) -> [Int: [DrawnPolygon]] {
            Dictionary(
                layer.features.compactMap { feature in
                    guard case .number(let number)? = feature.properties["n"] else { return nil }
                    return (
                        Int(number),
                        feature.polygons.map {
                            DrawnPolygon(rings: $0.rings.map { $0.sorted { ($0.x, $0.y) < ($1.x, $1.y) } })
                        }
                    )
                }, uniquingKeysWith: { first, _ in first })
        }
        #expect(numbered(file.layer) == numbered(expected.layer))
        #expect(file.layer.features.count == 40)
    }
}

/// The programs of GDAL.
enum GDAL {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/ogr2ogr")

    static func run(_ arguments: [String], in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ogr2ogr")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
