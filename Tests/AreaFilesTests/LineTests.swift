import Geospatial
import Interchange
import TestSupport
import Testing

@testable import AreaFiles

/// Lines, which are passed over where areas are wanted and kept where somebody asks for them.
@Suite struct LineTests {
    private typealias Bytes = AreaFileBytes

    private static let bent: Bytes.Ring = [(1, 2), (3, 4), (5, 4)]
    private static let straight: Bytes.Ring = [(7, 8), (9, 8)]
    private static let square = WellKnownBinaryTests.square

    private static func points(_ line: Bytes.Ring) -> [PlanePoint] { line.map { PlanePoint(x: $0.x, y: $0.y) } }

    private static func list(_ line: Bytes.Ring) -> String { line.map { "[\($0.x),\($0.y),5]" }.joined(separator: ",") }

    /// The same two features in a format: two lines, then a line and a polygon.
    private static func file(_ format: AreaFormat) -> [UInt8] {
        switch format {
        case .geoJSON:
            Array(
                """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":
                {"type":"MultiLineString","coordinates":[[\(list(bent))],[\(list(straight))]]}},
                {"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[
                {"type":"LineString","coordinates":[\(list(bent))]},
                {"type":"Polygon","coordinates":[[\(list(square))]]}]}}]}
                """.utf8)
        case .wellKnownText:
            Array(
                """
                MULTILINESTRING Z((1 2 5, 3 4 5, 5 4 5), (7 8 5, 9 8 5));
                GEOMETRYCOLLECTION(LINESTRING(1 2, 3 4, 5 4), POLYGON((0 0, 9 0, 9 9, 0 9, 0 0)))
                """.utf8)
        case .flatGeobuf:
            flatGeobuf
        case .shapefile, .geoPackage:
            []
        }
    }

    private static var flatGeobuf: [UInt8] {
        func numbers(_ line: Bytes.Ring) -> [Double] { line.flatMap { [$0.x, $0.y] } }
        let lines = FlatBytes.table([
            0: .counts([3, 5]), 1: .doubles(numbers(bent) + numbers(straight)), 6: .uint8(5),
        ])
        let parts = FlatBytes.table([
            6: .uint8(7),
            7: .tables([
                .table([1: .doubles(numbers(bent)), 6: .uint8(2)]),
                .table([1: .doubles(numbers(square)), 6: .uint8(3)]),
            ]),
        ])
        return [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0] + FlatBytes.sized([2: .uint8(0)])
            + FlatBytes.sized([0: lines]) + FlatBytes.sized([0: parts])
    }

    @Test(arguments: [AreaFormat.geoJSON, .wellKnownText, .flatGeobuf])
    func everyFormatGivesItsLinesToWhomeverWantsThem(format: AreaFormat) throws {
        let file = try AreaFile.read(Self.file(format), attributes: true, lines: true)
        #expect(file.format == format)
        let features = file.layer.features
        #expect(
            features.map(\.lines) == [
                [Self.points(Self.bent), Self.points(Self.straight)], [Self.points(Self.bent)],
            ])
        #expect(features.map(\.polygons.count) == [0, 1])
        #expect(file.layer.passedOver == PassedOverShapes())
    }

    @Test(arguments: [AreaFormat.geoJSON, .wellKnownText, .flatGeobuf])
    func whoeverWantsAreasGetsNoLines(format: AreaFormat) throws {
        let layer = try AreaFile.read(Self.file(format)).layer
        #expect(layer.features.allSatisfy(\.lines.isEmpty) && layer.features.map(\.polygons.count) == [0, 1])
        #expect(layer.passedOver.lines == 2)
    }

    @Test(arguments: [3 as UInt32, 13, 23])
    func aRecordOfAShapefileHasAsManyLinesAsParts(type: UInt32) throws {
        let bytes = Bytes.shapefile(
            [Bytes.record(1, [Self.bent, Self.straight], type: type), Bytes.record(2, nil)], type: type)
        let layer = try AreaFile.read(bytes, lines: true).layer
        #expect(layer.features.map(\.lines) == [[Self.points(Self.bent), Self.points(Self.straight)], []])
        #expect(throws: AreaFileError.self) { try AreaFile.read(bytes) }
    }

    @Test func wellKnownBinaryHasLinesWithHeights() throws {
        func line(_ line: Bytes.Ring) -> [UInt8] {
            [1] + Bytes.number(1002 as UInt32) + Bytes.number(UInt32(line.count))
                + line.flatMap { Bytes.double($0.x) + Bytes.double($0.y) + Bytes.double(7) }
        }
        let bytes =
            [1] + Bytes.number(1005 as UInt32) + Bytes.number(2 as UInt32) + line(Self.bent) + line(Self.straight)
        func read(_ bytes: [UInt8]) throws(AreaFileError) -> AreaLayer {
            try bytes.withUnsafeBufferPointer { (buffer) throws(AreaFileError) in
                var shapes = ShapeCollector(keepsLines: true)
                var shape = WellKnownBinaryShape(
                    format: .geoPackage, cursor: ByteCursor(UnsafeRawBufferPointer(buffer)))
                try shape.read(into: &shapes)
                try shapes.end()
                return shapes.finished(nil)
            }
        }
        #expect(try read(bytes).features[0].lines == [Self.points(Self.bent), Self.points(Self.straight)])
        for length in bytes.indices {
            #expect(throws: AreaFileError.damaged(.geoPackage, part: "geometry", place: 1)) {
                try read(Array(bytes[..<length]))
            }
        }
    }

    /// A claim of millions of positions gets no memory, whether lines are wanted or not.
    @Test(arguments: [false, true])
    func aLineThatClaimsMoreThanThereIsIsRefused(lines: Bool) {
        let record = Bytes.record(1, [Self.bent], type: 3)
        for place in 48..<52 {
            var bytes = Bytes.shapefile([record], type: 3)
            bytes[100 + place] = 0xFF
            #expect(throws: AreaFileError.self) { try AreaFile.read(bytes, lines: lines) }
        }
    }

    @Test func linesOfFewerThanTwoPositionsAreEmpty() throws {
        let layer = try AreaFile.read(
            Array("MULTILINESTRING((1 2), (1 2, 3 4)); LINESTRING EMPTY".utf8), lines: true
        ).layer
        #expect(layer.features.map(\.lines.count) == [1, 0] && layer.passedOver.emptyShapes == 2)
        let json = #"{"type":"MultiLineString","coordinates":[[[1,2]],[[1,2],[3,4]],[]]}"#
        let read = try AreaFile.read(Array(json.utf8), lines: true).layer
        #expect(read.features.map(\.lines.count) == [1] && read.passedOver.emptyShapes == 2)
    }

    @Test func aFileOfPointsAloneIsRefused() {
        var points = PassedOverShapes()
        points.points = 1
        #expect(throws: AreaFileError.noShapes(points)) { try AreaFile.read(Array("POINT(1 2)".utf8), lines: true) }
    }

    @Test func errorsOfLinesSayThatTheyAreLines() {
        let json = #"{"type":"LineString","coordinates":[1,2]}"#
        #expect(
            throws: AreaFileError.content(
                .invalidGeoJSON(path: "coordinates[0]", reason: .wrongNesting(type: "LineString")))
        ) { try AreaFile.read(Array(json.utf8), lines: true) }
    }
}
