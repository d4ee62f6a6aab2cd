import Geospatial

/// Reads the polygons of a GeoJSON document (RFC 7946), or of a sequence of them, straight from its bytes.
///
/// Accepted is every type, with members in any order, rings in either direction, open, short and empty ones, and heights,
/// which are dropped. Points, and lines unless they are wanted, are checked as JSON, counted and passed over. Coordinates stay
/// those of the file; a `crs` member of the older GeoJSON of 2008 says of which system. Texts of a sequence are parted by record separators
/// (RFC 8142) or stand on lines of their own. Budget: 100,000 vertices (2.5 MB) under 15 ms in a release build.
///
/// - Source: RFC 7946; RFC 8142; for `crs` the GeoJSON Format Specification of 2008, section 3.
package struct GeoJSONAreaReader {
    /// The longest document read, in bytes.
    package static let sizeLimit = 100_000_000
    /// The most positions in a document.
    package static let positionLimit = 5_000_000
    /// The deepest nesting of geometry collections.
    static let collectionDepthLimit = 16
    /// What stands before each text of a sequence.
    private static let recordSeparator: UInt8 = 0x1E

    var scanner: JSONScanner
    /// Where the reader is; turned into text only for an error.
    var path: [PathStep] = []
    var positionsLeft = positionLimit
    /// The positions of the ring being read.
    var positions: [PlanePoint] = []
    var layer = AreaLayer()
    /// What the positions that are being read make, for the error of one that stands too deep or not deep enough.
    var shapeName = "Polygon"
    private let collectsProperties: Bool
    private let collectsLines: Bool
    /// The polygons of the feature being read.
    var polygons: [DrawnPolygon] = []
    /// The lines of the feature being read, where they are wanted.
    var lines: [[PlanePoint]] = []
    private var valuesLeft = JSONParser.valueLimit

    /// A step from a value to one inside it.
    enum PathStep {
        case member(StaticString)
        case index(Int)
    }

    /// The types of RFC 7946.
    private enum GeometryType {
        case polygon, multiPolygon, point, line, multiLine, geometryCollection, feature, featureCollection
    }

    /// What may stand at a place of the document.
    private enum Role {
        case root, feature
        case geometry(depth: Int)
    }

    /// Whether bytes may be a GeoJSON text or a sequence of them: the first character that counts opens an object.
    package static func looksLikeGeoJSON(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let blank: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, recordSeparator]
        return bytes[start...].first { !blank.contains($0) } == UInt8(ascii: "{")
    }

    /// The features of the document; a bare geometry is one without properties.
    ///
    /// - Parameters:
    ///   - properties: whether properties are wanted; else they are checked as JSON and passed over.
    ///   - lines: whether lines are wanted; else they, too.
    /// - Throws: ``InterchangeError/invalidJSON(line:column:reason:)``,
    ///   ``InterchangeError/invalidGeoJSON(path:reason:)``.
    /// - Complexity: O(n) in the bytes.
    package static func read(
        _ bytes: [UInt8], properties: Bool = false, lines: Bool = false
    ) throws(InterchangeError) -> AreaLayer {
        guard bytes.count <= sizeLimit else {
            throw .invalidGeoJSON(path: "", reason: .tooLarge(bytes: bytes.count, limit: sizeLimit))
        }
        return try bytes.withUnsafeBufferPointer { (buffer) throws(InterchangeError) in
            var reader = GeoJSONAreaReader(
                scanner: try JSONScanner(buffer), collectsProperties: properties, collectsLines: lines)
            reader.scanner.skipWhiteSpace()
            reader.skipSeparators()
            repeat { try reader.object(.root) } while reader.findsAnotherText()
            try reader.scanner.expectEnd()
            return reader.layer
        }
    }

    private init(scanner: JSONScanner, collectsProperties: Bool, collectsLines: Bool) {
        self.scanner = scanner
        self.collectsProperties = collectsProperties
        self.collectsLines = collectsLines
    }

    private mutating func skipSeparators() {
        while scanner.peek == Self.recordSeparator {
            scanner.at += 1
            scanner.skipWhiteSpace()
        }
    }

    /// Whether a further text of a sequence begins here: after a record separator, or on a line of its own.
    private mutating func findsAnotherText() -> Bool {
        guard scanner.at < scanner.bytes.count else { return false }
        if scanner.peek == Self.recordSeparator {
            skipSeparators()
            return scanner.at < scanner.bytes.count
        }
        guard scanner.peek == UInt8(ascii: "{") else { return false }
        return scanner.bytes[..<scanner.at].reversed().prefix { $0 <= 0x20 }.contains(0x0A)
    }

    // MARK: Objects

    /// Reads a GeoJSON object of any accepted type.
    private mutating func object(_ role: Role) throws(InterchangeError) {
        try expect(UInt8(ascii: "{"), "object")
        let start = scanner.at
        var more = try scanner.open(UInt8(ascii: "{"), UInt8(ascii: "}"))
        let typeName = try typeOfObject(from: start)
        let type = try geometryType(typeName, role)
        var foundContent = false
        var foundType = false
        var properties: JSONValue?
        while more {
            let nameStart = scanner.at
            let name = try scanner.name()
            switch (name, type) {
            case ("type", _):
                guard !foundType else { throw scanner.failure(.duplicateMember, at: nameStart) }
                foundType = true
                try scanner.skipValue(depth: path.count)
            case ("crs", _):
                path.append(.member("crs"))
                try referenceSystem()
                path.removeLast()
            case ("coordinates", .polygon), ("coordinates", .multiPolygon), ("coordinates", .point),
                ("coordinates", .line), ("coordinates", .multiLine), ("geometries", .geometryCollection),
                ("geometry", .feature),
                ("features", .featureCollection):
                guard !foundContent else { throw scanner.failure(.duplicateMember, at: nameStart) }
                foundContent = true
                try content(of: type, role)
            case ("properties", .feature) where collectsProperties:
                guard properties == nil else { throw scanner.failure(.duplicateMember, at: nameStart) }
                properties = try JSONParser.value(&scanner, depth: path.count, budget: &valuesLeft)
            default: try scanner.skipValue(depth: path.count)
            }
            more = try scanner.next(UInt8(ascii: "}"))
        }
        guard foundContent else { throw refusal(.missingMember(Self.contentMember(of: type))) }
        endFeature(type, role, properties ?? .null)
    }

    /// Keeps what was read as a feature: a feature is one, and so is a geometry that stands alone.
    private mutating func endFeature(_ type: GeometryType, _ role: Role, _ properties: JSONValue) {
        switch (type, role) {
        case (.featureCollection, _), (_, .geometry): return
        case (.feature, _), (_, .root), (_, .feature):
            layer.features.append(
                AreaFeature(
                    number: layer.features.count + 1, properties: properties, polygons: polygons, lines: lines))
            polygons = []
            lines = []
        }
    }

    private static func contentMember(of type: GeometryType) -> String {
        switch type {
        case .polygon, .multiPolygon, .point, .line, .multiLine: "coordinates"
        case .geometryCollection: "geometries"
        case .feature: "geometry"
        case .featureCollection: "features"
        }
    }

    /// Reads the member that holds what the object is about.
    private mutating func content(of type: GeometryType, _ role: Role) throws(InterchangeError) {
        switch type {
        case .polygon:
            path.append(.member("coordinates"))
            try polygon()
        case .multiPolygon:
            path.append(.member("coordinates"))
            try multiPolygon()
        case .line where collectsLines:
            path.append(.member("coordinates"))
            try line()
        case .multiLine where collectsLines:
            path.append(.member("coordinates"))
            try elements { (reader) throws(InterchangeError) in try reader.line() }
        case .point, .line, .multiLine:
            path.append(.member("coordinates"))
            try expect(UInt8(ascii: "["), "array")
            try scanner.skipValue(depth: path.count)
            if type == .point { layer.passedOver.points += 1 } else { layer.passedOver.lines += 1 }
        case .geometryCollection:
            path.append(.member("geometries"))
            let depth = if case .geometry(let depth) = role { depth } else { 0 }
            try elements { (reader) throws(InterchangeError) in try reader.object(.geometry(depth: depth + 1)) }
        case .featureCollection:
            path.append(.member("features"))
            try elements { (reader) throws(InterchangeError) in try reader.object(.feature) }
        case .feature:
            path.append(.member("geometry"))
            if scanner.peek == UInt8(ascii: "n") {
                try scanner.literal("null")
                layer.passedOver.featuresWithoutShape += 1
            } else {
                try object(.geometry(depth: 0))
            }
        }
        path.removeLast()
    }

    /// The value of `type`, looked up first because it may come after what it explains.
    private func typeOfObject(from start: Int) throws(InterchangeError) -> String {
        var ahead = JSONLookahead(scanner: scanner, objectAt: start)
        var there = scanner
        guard let place = ahead.value(of: "type") else {
            // Either there is none, or the text is malformed, which then is the thing to say.
            there.at = start
            try there.skipValue(depth: path.count)
            throw refusal(.missingMember("type"))
        }
        there.at = place
        guard there.peek == UInt8(ascii: "\"") else { throw refusal(.wrongType(expected: "string"), "type") }
        return try there.string()
    }

    private func geometryType(_ name: String, _ role: Role) throws(InterchangeError) -> GeometryType {
        switch (name, role) {
        case ("Polygon", .root), ("Polygon", .geometry): return .polygon
        case ("MultiPolygon", .root), ("MultiPolygon", .geometry): return .multiPolygon
        case ("GeometryCollection", .root): return .geometryCollection
        case ("GeometryCollection", .geometry(let depth)):
            guard depth < Self.collectionDepthLimit else {
                throw scanner.failure(.tooDeep(limit: Self.collectionDepthLimit))
            }
            return .geometryCollection
        case ("Feature", .root), ("Feature", .feature): return .feature
        case ("FeatureCollection", .root): return .featureCollection
        case ("Point", .root), ("Point", .geometry), ("MultiPoint", .root), ("MultiPoint", .geometry): return .point
        case ("LineString", .root), ("LineString", .geometry): return .line
        case ("MultiLineString", .root), ("MultiLineString", .geometry): return .multiLine
        default: throw refusal(.unknownType, "type")
        }
    }

    // MARK: Tools

    /// Reads an array, each of its elements by `element`, with the index on the path.
    mutating func elements(
        _ element: (inout GeoJSONAreaReader) throws(InterchangeError) -> Void
    ) throws(InterchangeError) {
        try expect(UInt8(ascii: "["), "array")
        var index = 0
        var more = try scanner.open(UInt8(ascii: "["), UInt8(ascii: "]"))
        path.append(.index(0))
        while more {
            path[path.count - 1] = .index(index)
            try element(&self)
            index += 1
            more = try scanner.next(UInt8(ascii: "]"))
        }
        path.removeLast()
    }

    /// Refuses another kind of value, or what is no value at all.
    func expect(_ opening: UInt8, _ expected: String) throws(InterchangeError) {
        if scanner.peek == opening { return }
        var there = scanner
        try there.skipValue(depth: path.count)
        throw refusal(.wrongType(expected: expected))
    }

    /// The error for the current place, or for a member or an element of it.
    func refusal(_ reason: GeoJSONReason, _ member: String? = nil, index: Int? = nil) -> InterchangeError {
        var text = ""
        for step in path {
            switch step {
            case .member(let name): text += (text.isEmpty ? "" : ".") + name.description
            case .index(let index): text += "[\(index)]"
            }
        }
        if let member { text += (text.isEmpty ? "" : ".") + member }
        if let index { text += "[\(index)]" }
        return .invalidGeoJSON(path: text, reason: reason)
    }
}
