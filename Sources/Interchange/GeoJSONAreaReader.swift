import Geospatial

/// Reads the polygons of a GeoJSON document (RFC 7946) straight from its bytes.
///
/// Accepted are Polygon, MultiPolygon, GeometryCollection of those, Feature and FeatureCollection, with members in
/// any order, rings in either direction, and heights, which are dropped. Properties are checked and passed over.
/// Longitude comes first; a `crs` member of the older GeoJSON of 2008 must name WGS 84, JGD2000 or JGD2011 in
/// degrees, which are all taken as JGD2011. Budget: 100,000 vertices (2.5 MB) under 15 ms in a release build.
///
/// - Source: RFC 7946; for `crs` the GeoJSON Format Specification of 2008, section 3.
package struct GeoJSONAreaReader {
    /// The longest document read, in bytes.
    package static let sizeLimit = 100_000_000
    /// The most positions in a document.
    package static let positionLimit = 5_000_000
    /// The deepest nesting of geometry collections.
    static let collectionDepthLimit = 16

    var scanner: JSONScanner
    /// Where the reader is; turned into text only for an error.
    var path: [PathStep] = []
    var positionsLeft = positionLimit
    /// The positions of the ring being read.
    var positions: [Coordinate] = []
    /// The reference system that the first `crs` member names, or nil.
    var declaredReferenceSystem: String?
    private var polygons: [Polygon] = []
    private var features = 0
    /// The features read so far, when they are asked for.
    private var collected: [GeoJSONFeature]?
    private var valuesLeft = JSONParser.valueLimit
    private var featuresWithoutGeometry = 0
    private var emptyGeometries = 0

    /// A step from a value to one inside it.
    enum PathStep {
        case member(StaticString)
        case index(Int)
    }

    /// The types of RFC 7946 that hold polygons.
    private enum AreaType {
        case polygon, multiPolygon, geometryCollection, feature, featureCollection
    }

    /// What may stand at a place of the document.
    private enum Role {
        case root, feature
        case geometry(depth: Int)
    }

    /// The area of the document.
    ///
    /// - Throws: ``InterchangeError/invalidJSON(line:column:reason:)``,
    ///   ``InterchangeError/invalidGeoJSON(path:reason:)``.
    /// - Complexity: O(n) in the bytes.
    package static func read(_ bytes: [UInt8]) throws(InterchangeError) -> GeoJSONArea {
        try document(bytes, collecting: false) { (reader) throws(InterchangeError) in try reader.result() }
    }

    /// The features of the document, each with its properties.
    ///
    /// Accepts and refuses what ``read(_:)`` does, and a feature whose `properties` stand twice.
    ///
    /// - Throws: ``InterchangeError/invalidJSON(line:column:reason:)``,
    ///   ``InterchangeError/invalidGeoJSON(path:reason:)``.
    /// - Complexity: O(n) in the bytes.
    package static func readFeatures(_ bytes: [UInt8]) throws(InterchangeError) -> GeoJSONFeatures {
        try document(bytes, collecting: true) { (reader) throws(InterchangeError) in
            let area = try reader.result()
            var features = reader.collected ?? []
            if features.isEmpty { features = [GeoJSONFeature(properties: .null, area: area.area)] }
            return GeoJSONFeatures(
                features: features, referenceSystem: reader.declaredReferenceSystem, warnings: area.warnings)
        }
    }

    /// What `finish` makes of a reader that has read the whole document.
    private static func document<Result>(
        _ bytes: [UInt8], collecting: Bool, _ finish: (GeoJSONAreaReader) throws(InterchangeError) -> Result
    ) throws(InterchangeError) -> Result {
        guard bytes.count <= sizeLimit else {
            throw .invalidGeoJSON(path: "", reason: .tooLarge(bytes: bytes.count, limit: sizeLimit))
        }
        return try bytes.withUnsafeBufferPointer { (buffer) throws(InterchangeError) in
            var reader = GeoJSONAreaReader(scanner: try JSONScanner(buffer))
            if collecting { reader.collected = [] }
            reader.scanner.skipWhiteSpace()
            try reader.object(.root)
            try reader.scanner.expectEnd()
            return try finish(reader)
        }
    }

    private init(scanner: JSONScanner) {
        self.scanner = scanner
    }

    private func result() throws(InterchangeError) -> GeoJSONArea {
        guard !polygons.isEmpty else { throw refusal(.noPolygons) }
        var warnings: [GeoJSONWarning] = []
        if featuresWithoutGeometry > 0 { warnings.append(.featuresWithoutGeometry(count: featuresWithoutGeometry)) }
        if emptyGeometries > 0 { warnings.append(.emptyGeometries(count: emptyGeometries)) }
        return GeoJSONArea(area: MultiPolygon(polygons), featureCount: max(features, 1), warnings: warnings)
    }

    // MARK: Objects

    /// Reads a GeoJSON object of any accepted type.
    private mutating func object(_ role: Role) throws(InterchangeError) {
        try expect(UInt8(ascii: "{"), "object")
        let start = scanner.at
        var more = try scanner.open(UInt8(ascii: "{"), UInt8(ascii: "}"))
        let typeName = try typeOfObject(from: start)
        let type = try areaType(typeName, role)
        var foundContent = false
        var foundType = false
        var properties: JSONValue?
        let firstPolygon = polygons.count
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
            case ("coordinates", .polygon), ("coordinates", .multiPolygon), ("geometries", .geometryCollection),
                ("geometry", .feature), ("features", .featureCollection):
                guard !foundContent else { throw scanner.failure(.duplicateMember, at: nameStart) }
                foundContent = true
                try content(of: type, role)
            case ("properties", .feature) where collected != nil:
                guard properties == nil else { throw scanner.failure(.duplicateMember, at: nameStart) }
                properties = try JSONParser.value(&scanner, depth: path.count, budget: &valuesLeft)
            default: try scanner.skipValue(depth: path.count)
            }
            more = try scanner.next(UInt8(ascii: "}"))
        }
        if type == .feature {
            features += 1
            collected?.append(
                GeoJSONFeature(properties: properties ?? .null, area: MultiPolygon(Array(polygons[firstPolygon...]))))
        }
        guard foundContent else { throw refusal(.missingMember(Self.contentMember(of: type))) }
    }

    private static func contentMember(of type: AreaType) -> String {
        switch type {
        case .polygon, .multiPolygon: "coordinates"
        case .geometryCollection: "geometries"
        case .feature: "geometry"
        case .featureCollection: "features"
        }
    }

    /// Reads the member that holds what the object is about.
    private mutating func content(of type: AreaType, _ role: Role) throws(InterchangeError) {
        switch type {
        case .polygon:
            path.append(.member("coordinates"))
            try polygon()
        case .multiPolygon:
            path.append(.member("coordinates"))
            try multiPolygon()
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
                featuresWithoutGeometry += 1
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

    private func areaType(_ name: String, _ role: Role) throws(InterchangeError) -> AreaType {
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
        case ("Point", .root), ("Point", .geometry), ("MultiPoint", .root), ("MultiPoint", .geometry),
            ("LineString", .root), ("LineString", .geometry), ("MultiLineString", .root),
            ("MultiLineString", .geometry):
            throw refusal(.notAnArea(type: name))
        default: throw refusal(.unknownType, "type")
        }
    }

    // MARK: Polygons

    private mutating func multiPolygon() throws(InterchangeError) {
        var count = 0
        try elements { (reader) throws(InterchangeError) in
            count += 1
            try reader.polygon()
        }
        if count == 0 { emptyGeometries += 1 }
    }

    private mutating func polygon() throws(InterchangeError) {
        var exterior: Ring?
        var holes: [Ring] = []
        try elements { (reader) throws(InterchangeError) in
            let ring = try reader.ring()
            if exterior == nil { exterior = ring } else { holes.append(ring) }
        }
        if let exterior {
            polygons.append(Polygon(exterior: exterior, holes: holes))
        } else if case .index = path.last {
            throw refusal(.noRings)
        } else {
            emptyGeometries += 1
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
