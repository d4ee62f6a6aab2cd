/// What one feature draws in one tile.
enum TileGeometry {
    case point(GridPoint)
    case lines([[GridPoint]])
    case polygons([TilePolygon])
}

/// Writes one layer of a vector tile.
///
/// - Source: Mapbox, *Vector Tile Specification 2.1*, sections 4.1 to 4.4.
struct TileWriter {
    /// Numbers of the fields of `Tile`, `Layer`, `Feature` and `Value` in the specification's schema.
    private enum Field {
        static let layer = 3
        static let (name, features, keys, values, extent, version) = (1, 2, 3, 4, 5, 15)
        static let (id, tags, type, geometry) = (1, 2, 3, 4)
        static let (text, double, signed, flag) = (1, 3, 6, 7)
    }

    private let name: String
    private let window: TileWindow
    private var content = ProtocolBuffer()
    private var keys: [String] = []
    private var keyPlaces: [[UInt8]: UInt32] = [:]
    private var values: [TileValue] = []
    private var valuePlaces: [[UInt8]: UInt32] = [:]
    private(set) var featureCount = 0

    init(layer name: String, _ window: TileWindow) {
        self.name = name
        self.window = window
        content.field(Field.name, name)
    }

    mutating func add(_ id: UInt64?, _ geometry: TileGeometry, _ properties: [TileProperty]) {
        var tags: [UInt32] = []
        for property in properties {
            tags.append(place(of: property.name))
            tags.append(place(of: property.value))
        }
        var feature = ProtocolBuffer()
        if let id { feature.field(Field.id, id) }
        if !tags.isEmpty { feature.field(Field.tags, packed: tags) }
        var path = TilePath(window)
        switch geometry {
        case .point(let point):
            feature.field(Field.type, 1)
            path.point(point)
        case .lines(let lines):
            feature.field(Field.type, 2)
            for line in lines { path.line(line) }
        case .polygons(let polygons):
            feature.field(Field.type, 3)
            for polygon in polygons { for ring in polygon.rings { path.ring(ring) } }
        }
        feature.field(Field.geometry, packed: path.commands)
        content.field(Field.features, content: feature.bytes)
        featureCount += 1
    }

    /// The tile; it has no bytes when it has no features.
    consuming func finish(omitted: Int) -> VectorTile {
        guard featureCount > 0 else { return VectorTile(bytes: [], features: 0, omitted: omitted) }
        for key in keys { content.field(Field.keys, key) }
        for value in values { content.field(Field.values, content: Self.message(value)) }
        content.field(Field.extent, UInt64(TileWindow.extent))
        content.field(Field.version, 2)
        var tile = ProtocolBuffer()
        tile.field(Field.layer, content: content.bytes)
        return VectorTile(bytes: tile.bytes, features: featureCount, omitted: omitted)
    }

    // Names and values are told apart by their bytes: two spellings that look alike stay two.
    private mutating func place(of key: String) -> UInt32 {
        let bytes = Array(key.utf8)
        if let place = keyPlaces[bytes] { return place }
        let place = UInt32(keys.count)
        keyPlaces[bytes] = place
        keys.append(key)
        return place
    }

    private mutating func place(of value: TileValue) -> UInt32 {
        let bytes = Self.message(value)
        if let place = valuePlaces[bytes] { return place }
        let place = UInt32(values.count)
        valuePlaces[bytes] = place
        values.append(value)
        return place
    }

    private static func message(_ value: TileValue) -> [UInt8] {
        var message = ProtocolBuffer()
        switch value {
        case .text(let text): message.field(Field.text, text)
        case .integer(let number): message.field(Field.signed, signed: number)
        case .number(let number): message.field(Field.double, double: number)
        case .flag(let flag): message.field(Field.flag, flag ? 1 : 0)
        }
        return message.bytes
    }
}

/// Commands of a pen that draws a feature, each way relative to where it stands.
private struct TilePath {
    private enum Command: UInt32 {
        case moveTo = 1
        case lineTo = 2
        case closePath = 7

        func times(_ count: Int) -> UInt32 { UInt32(count) << 3 | rawValue }
    }

    private let window: TileWindow
    private(set) var commands: [UInt32] = []
    private var pen = (x: 0, y: 0)

    init(_ window: TileWindow) { self.window = window }

    mutating func point(_ point: GridPoint) {
        commands.append(Command.moveTo.times(1))
        go(to: point)
    }

    mutating func ring(_ points: [GridPoint]) {
        guard !points.isEmpty else { return }
        line(points)
        commands.append(Command.closePath.times(1))
    }

    mutating func line(_ points: [GridPoint]) {
        guard let first = points.first else { return }
        point(first)
        commands.append(Command.lineTo.times(points.count - 1))
        for point in points.dropFirst() { go(to: point) }
    }

    private mutating func go(to point: GridPoint) {
        let place = window.units(point)
        commands.append(UInt32(truncatingIfNeeded: ProtocolBuffer.zigZag(place.x - pen.x)))
        commands.append(UInt32(truncatingIfNeeded: ProtocolBuffer.zigZag(place.y - pen.y)))
        pen = place
    }
}
