import AreaFiles
import Interchange
import VictimSupport

extension FuzzTarget {
    /// GeoJSON and sequences of it.
    package static let geoJSON = areas(
        "geojson", longest: 1 << 14,
        tokens: [
            "{\"type\":\"Polygon\",\"coordinates\":[[[135,34],[136,34],[136,35],[135,34]]]}", "\"type\":",
            "\"Feature\"",
            "\"FeatureCollection\"", "\"features\":[", "\"geometry\":", "\"properties\":{", "\"coordinates\":[",
            "\"MultiPolygon\"", "\"GeometryCollection\"", "\"geometries\":[", "\"Point\"", "\"LineString\"", "\"crs\":",
            "{\"name\":\"EPSG:6674\"}", "null", "[", "]", "{", "}", ",", "\u{1E}", "\n", "1e308", "-0", "1e-400",
            "\\u0000",
            "\\ud800", "\u{FEFF}",
        ].map { Array($0.utf8) })

    /// Well-known text.
    package static let wellKnownText = areas(
        "wkt", longest: 1 << 14,
        tokens: [
            "POLYGON((0 0,1 0,1 1,0 0))", "MULTIPOLYGON(((", "GEOMETRYCOLLECTION(", "EMPTY", " Z ", " M ", "ZM",
            "SRID=6668;",
            "POINT(1 2)", "LINESTRING(", "TIN(((", "TRIANGLE", "CURVEPOLYGON", "(", ")", ",", ";", "\n", "1e999", "nan",
            "-",
            "+", ".", "135.123456789", "\u{FEFF}",
        ].map { Array($0.utf8) })

    /// A Shapefile with all its parts, as a zip file or as the shapes alone.
    package static let shapefile = areas("shapefile", longest: 1 << 13, tokens: binaryTokens)

    /// A GeoPackage: SQLite, its tables, and well-known binary.
    package static let geoPackage = areas("geopackage", longest: 1 << 15, tokens: binaryTokens)

    /// FlatGeobuf: offsets that may point anywhere.
    package static let flatGeobuf = areas("flatgeobuf", longest: 1 << 13, tokens: binaryTokens)

    /// Conditions on attributes.
    package static let condition = FuzzTarget(
        name: "condition", longest: 5_000,
        tokens: [
            "A31a_205", "\"two words\"", "'x'", "''", "\"\"", " and ", " or ", " not ", " in (", "(", ")", ",", "=",
            "!=", "<>",
            "<=", ">=", "<", ">", "1", "-1.5", "true", "false", "河川名", "\u{3000}",
        ].map { Array($0.utf8) }
    ) { (input: [UInt8]) throws(BrokenPromise) -> String in
        let text = String(decoding: input, as: UTF8.self)
        let condition: AreaCondition
        do throws(AreaError) {
            condition = try AreaCondition(text)
        } catch {
            guard case .invalidCondition(let column) = error else { throw BrokenPromise("no other fault") }
            try BrokenPromise.unless(
                column >= 1 && column <= text.unicodeScalars.count + 1, "a fault stands in the text")
            return "invalid"
        }
        try BrokenPromise.unless(condition.text.utf8.elementsEqual(text.utf8), "a condition is kept as written")
        // Long or deep ones leave no room for one more pair of brackets.
        guard let opposite = try? AreaCondition("not (\(text))") else { return "long" }
        for value in [JSONValue.null, .number(1), .string("x"), .bool(true)] {
            let feature = JSONValue.object([JSONValue.Member(name: "A31a_205", value: value)])
            let (one, other) = (condition.holds(feature), opposite.holds(feature))
            try BrokenPromise.unless(other == one.map { !$0 }, "the opposite of a condition holds when it does not")
        }
        return "read"
    }

    private static func areas(_ name: String, longest: Int, tokens: [[UInt8]]) -> FuzzTarget {
        FuzzTarget(name: name, longest: longest, tokens: tokens) { (input: [UInt8]) throws(BrokenPromise) -> String in
            let plain = outcome(input, withAll: false)
            let whole = outcome(input, withAll: true)
            if case .success(let plain) = plain, case .success(let whole) = whole {
                try BrokenPromise.unless(
                    plain.layer.features.map(\.polygons) == whole.layer.features.map(\.polygons)
                        || !AreaFuzz.isPlain(plain.layer), "polygons do not depend on attributes and lines")
            }
            if case .success(let whole) = whole { try AreaFuzz.checkLines(whole) }
            switch plain {
            case .failure(let error): return BrokenPromise.caseName(error)
            case .success(let file):
                try AreaFuzz.check(file)
                return "\(file.format.rawValue) \(min(file.layer.features.count, 4)) "
                    + "\(min(file.layer.features.reduce(0) { $0 + $1.polygons.count }, 4))"
            }
        }
    }

    /// - Parameter withAll: attributes and lines, too.
    private static func outcome(_ input: [UInt8], withAll: Bool) -> Result<AreaFile, AreaFileError> {
        Result { () throws(AreaFileError) in try AreaFile.read(input, attributes: withAll, lines: withAll) }
    }

    private static let binaryTokens: [[UInt8]] = {
        let counts: [UInt32] = [
            0, 1, 2, 3, 4, 5, 6, 7, 15, 16, 17, 1003, 2003, 3003, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x2000_0003,
        ]
        let numbers = counts.flatMap { value in
            let little = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return [little, Array(little.reversed())]
        }
        let doubles: [Double] = [0, 1, 135, 34, .infinity, .nan, 1e308, .leastNonzeroMagnitude]
        return numbers
            + doubles.map { value in (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) } }
            + [
                Array("GP".utf8), Array("SQLite format 3\0".utf8), [0, 0, 0x27, 0x0A], [0x50, 0x4B, 3, 4],
                Array("fgb".utf8),
            ]
    }()
}
