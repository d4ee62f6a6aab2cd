import Geospatial
import Interchange
import Registry
import VectorTiles
import VictimSupport

/// A collection of places: all of its features are read at once and kept until they change.
protocol PlaceCollection: FeatureCollection {
    /// What it holds of each feature.
    static var allProperties: [FeatureProperty] { get }
    /// What changes whenever its features do.
    func version(_ read: ServedRead) throws -> String
    /// All features, as whoever asks may see them; whatever is about people is in the audit log before this returns.
    func table(_ read: ServedRead, format: String) throws -> PlaceTable
    /// Writes what its documents say beside their features.
    func facts(_ read: ServedRead) throws -> @Sendable (inout JSONWriter) -> Void
}

extension PlaceCollection {
    func properties(_ read: ServedRead) throws -> [FeatureProperty] { Self.allProperties }

    func page(_ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage {
        let pages = try pages(query, read)
        let start = try pages.start(of: query)
        let table = try table(read, format: query.form)
        let places = try table.places(of: query)
        let end = min(start + query.limit, places.count)
        return try page(
            Array(places[min(start, end)..<end]), of: table, query, read, matched: places.count,
            next: pages.next(behind: end, of: places.count))
    }

    func feature(_ id: String, _ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage? {
        let table = try table(read, format: query.form)
        guard let place = table.features.firstIndex(where: { $0.id == id }) else { return nil }
        return try page([place], of: table, query, read, matched: 1, next: nil)
    }

    func tag(_ query: ItemsQuery, _ read: ServedRead) throws -> EntityTag? { try pages(query, read).tag(query) }

    private func pages(_ query: ItemsQuery, _ read: ServedRead) throws -> PageSequence {
        let clearance = try data.map { try read.clearance(for: $0) }
        return try PageSequence("\(id) \(version(read))", query, read, clearance)
    }

    private func page(
        _ places: [Int], of table: PlaceTable, _ query: ItemsQuery, _ read: ServedRead, matched: Int, next: PageCursor?
    ) throws -> FeaturePage {
        FeaturePage(
            numberMatched: matched, numberReturned: places.count, next: next,
            generation: try read.snapshot.generation(), facts: try facts(read),
            features: { _, body in
                for place in places { try body(table.feature(place, query.properties)) }
            })
    }
}

/// What places were read and projected, kept between requests.
final class PlaceCache: Sendable {
    /// What is kept for one collection in one version.
    struct Key: Hashable {
        let collection: String
        let version: String
    }

    let tables: AnswerCache<Key, PlaceTable>
    let layers: AnswerCache<Key, TileLayer>

    /// - Parameter limit: bytes of each of both.
    init(limit: Int) {
        tables = AnswerCache(limit: limit)
        layers = AnswerCache(limit: limit)
    }
}

extension ServedRead {
    /// The table of a collection that is the same for everybody, read when it is not there.
    func table(of collection: some PlaceCollection, _ make: () throws -> PlaceTable) throws -> PlaceTable {
        let key = PlaceCache.Key(collection: collection.id, version: try collection.version(self))
        workspace.places.tables.forget { $0.collection == key.collection && $0.version != key.version }
        return try workspace.places.tables.value(key, bytes: \.byteCount, make: make)
    }
}
