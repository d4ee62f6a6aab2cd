import Disclosure
import Geospatial
import Places
import Registry
import Residents
import Synchronization
import VectorTiles
import VictimSupport

/// A collection of which there are vector tiles: places and numbers by town, never single people.
protocol TiledCollection: PlaceCollection {
    /// The properties that features of its tiles have.
    var tileProperties: [FeatureProperty] { get }
    /// The dimension of its features: 0 for points, 2 for areas; nil where there are several.
    var geometryDimension: Int? { get }
    /// What tiles are cut from; whatever is about people is in the audit log before this returns.
    func layer(_ read: ServedRead) throws -> TileLayer
}

extension TiledCollection {
    /// A layer that is the same for everybody, projected when it is not there.
    fileprivate func layer(_ read: ServedRead, make: (inout TileLayer) throws -> Void) throws -> TileLayer {
        let key = PlaceCache.Key(collection: id, version: try version(read))
        read.workspace.places.layers.forget { $0.collection == key.collection && $0.version != key.version }
        return try read.workspace.places.layers.value(key, bytes: \.byteCount) {
            var layer = TileLayer(name: id)
            try make(&layer)
            return layer
        }
    }
}

extension ShelterCollection: TiledCollection {
    var tileProperties: [FeatureProperty] { Self.allProperties.filter { Self.drawn.contains($0.name) } }
    var geometryDimension: Int? { 0 }
    private static let drawn = ["identifier", "name", "disasters", "capacity", "is_designated_shelter_too"]

    func layer(_ read: ServedRead) throws -> TileLayer {
        try layer(read) { try $0.add(table(read, format: "mvt"), tileProperties.map(\.name), read) }
    }
}

extension SavedAreaCollection: TiledCollection {
    var tileProperties: [FeatureProperty] { Self.allProperties.filter { ["name", "saved_on"].contains($0.name) } }
    var geometryDimension: Int? { 2 }

    func layer(_ read: ServedRead) throws -> TileLayer {
        try layer(read) { try $0.add(table(read, format: "mvt"), tileProperties.map(\.name), read) }
    }
}

extension HazardCollection: TiledCollection {
    var tileProperties: [FeatureProperty] { Self.allProperties.filter { $0.name != "feature" } }
    var geometryDimension: Int? { 2 }

    /// One feature for each class of the layer, its zones united, the most severe last so that it lies on the others.
    func layer(_ read: ServedRead) throws -> TileLayer {
        try layer(read) { layer in
            let classes = classes
            var shapes: [HazardCode: [Polygon]] = [:]
            for zone in try read.snapshot.hazardZones(ofLayer: stored.layer.name) {
                shapes[zone.code, default: []] += zone.area.polygons
            }
            let codes = stored.zonesByCode.map(\.code).enumerated().sorted { left, right in
                let (a, b) = (place(of: left.element, classes), place(of: right.element, classes))
                return a == b ? left.offset < right.offset : a > b
            }
            let mark = try read.drillMark()
            for (_, code) in codes {
                let values = zip(tileProperties, values(of: code, classes))
                layer.add(
                    MultiPolygon(shapes[code] ?? []),
                    values.compactMap { property, value in TileProperty(property.name, value) } + mark)
            }
        }
    }

    private func place(of code: HazardCode, _ classes: [HazardMeaning]) -> Int {
        classes.firstIndex(of: stored.layer.meaning(of: code)) ?? classes.count
    }
}

extension GroundCollection: TiledCollection {
    var tileProperties: [FeatureProperty] { Self.allProperties }
    var geometryDimension: Int? { nil }

    /// One feature for all areas and one for all lines of a name, in byte order of the names, those without a name first; lines lie on areas.
    func layer(_ read: ServedRead) throws -> TileLayer {
        try layer(read) { layer in
            var areas: [StoredText?: [Polygon]] = [:]
            var lines: [StoredText?: [[Coordinate]]] = [:]
            for piece in try read.snapshot.groundPieces(ofLayer: stored.id) {
                switch piece.shape {
                case .area(let polygon): areas[piece.name, default: []].append(polygon)
                case .line(let line): lines[piece.name, default: []].append(line)
                }
            }
            let mark = try read.drillMark()
            func properties(_ name: StoredText?) -> [TileProperty] {
                (name.map { [TileProperty("name", .text($0.text))] } ?? []) + mark
            }
            for name in Self.inOrder(areas.keys) { layer.add(MultiPolygon(areas[name] ?? []), properties(name)) }
            for name in Self.inOrder(lines.keys) { layer.add(lines: lines[name] ?? [], properties(name)) }
        }
    }

    private static func inOrder(_ names: some Sequence<StoredText?>) -> [StoredText?] {
        names.sorted { left, right in
            guard let left, let right else { return left == nil && right != nil }
            return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
        }
    }
}

extension TownCollection: TiledCollection {
    var tileProperties: [FeatureProperty] { Self.allProperties }
    var geometryDimension: Int? { 0 }

    /// Made for whoever asks, since everybody is told other numbers. The audit log gets one entry for the tiles of an hour: it speaks of
    /// all towns.
    func layer(_ read: ServedRead) throws -> TileLayer {
        let record = try TownTileRecords.Record(read)
        let table = try table(
            read, format: "mvt", isRecorded: !read.handsOut || read.workspace.townTiles.contains(record))
        if read.handsOut { read.workspace.townTiles.insert(record) }
        var layer = TileLayer(name: id)
        try layer.add(table, tileProperties.map(\.name), read)
        return layer
    }
}

/// Which tiles of towns are in the audit log already: nobody's map writes an entry for each of its tiles.
final class TownTileRecords: Sendable {
    /// Who saw the numbers of which state in which hour.
    struct Record: Hashable {
        private let who: [String?]
        private let generation: Int64
        fileprivate let hour: Substring

        init(_ read: ServedRead) throws {
            let session = read.session
            who = [
                session.operatorName, session.account.map(String.init), session.audience.rawValue,
                session.basis.rawValue,
                session.reason, session.source,
            ]
            generation = try read.snapshot.generation()
            hour = read.moment.utc.prefix(13)
        }
    }

    private let records = Mutex<Set<Record>>([])

    func contains(_ record: Record) -> Bool { records.withLock { $0.contains(record) } }

    /// Notes a record, and forgets those of other hours.
    func insert(_ record: Record) {
        records.withLock { records in
            if !records.contains(record) { records = records.filter { $0.hour == record.hour } }
            records.insert(record)
        }
    }
}

extension TileLayer {
    /// Adds all features of a table that are somewhere, with some of their properties.
    fileprivate mutating func add(_ table: PlaceTable, _ names: [String], _ read: ServedRead) throws {
        let mark = try read.drillMark()
        for feature in table.features {
            let values = zip(table.properties, feature.values).compactMap { property, value in
                names.contains(property.name) ? TileProperty(property.name, value) : nil
            }
            let properties = [TileProperty("id", .text(feature.id))] + values + mark
            switch feature.geometry {
            case .point(let coordinate): add(at: coordinate, properties)
            case .line(let line): add(lines: [line], properties)
            case .polygons(let area): add(area, properties)
            case nil: break
            }
        }
    }
}

extension TileProperty {
    /// A property as tiles have it, lists as texts between commas; nil for one without a value.
    fileprivate init?(_ name: String, _ value: PlaceFeature.Value?) {
        switch value {
        case nil: return nil
        case .text(let text): self.init(name, .text(text))
        case .integer(let number): self.init(name, .integer(number))
        case .flag(let flag): self.init(name, .flag(flag))
        case .texts(let texts): self.init(name, .text(texts.joined(separator: ",")))
        }
    }
}

extension ServedRead {
    /// What every feature of a drill's tiles carries.
    fileprivate func drillMark() throws -> [TileProperty] {
        try snapshot.info().mode == .drill ? [TileProperty("drill_mark", .text(WorkspaceMode.drillMark))] : []
    }
}
