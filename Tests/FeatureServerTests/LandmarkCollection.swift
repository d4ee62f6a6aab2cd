import Disclosure
import Geospatial
import Interchange
import Registry

@testable import FeatureServer

/// A collection of invented places: every seventh without a position, every fifth an area, the others points.
struct LandmarkCollection: FeatureCollection {
    let id: String
    let count: Int
    var data: DataSet?
    var title: Bilingual { Bilingual("目印", "Landmarks") }
    var summary: Bilingual { Bilingual("架空の目印です。", "Invented landmarks.") }

    init(id: String = "landmarks", count: Int = 250, data: DataSet? = nil) {
        self.id = id
        self.count = count
        self.data = data
    }

    func properties(_ read: ServedRead) -> [FeatureProperty] {
        [
            FeatureProperty(name: "name", kind: .string, title: Bilingual("名前", "Name"), isQueryable: true),
            FeatureProperty(
                name: "height", kind: .integer, title: Bilingual("高さ", "Height"), isQueryable: true, isSortable: true),
            FeatureProperty(
                name: "kind", kind: .string, title: Bilingual("種類", "Kind"), values: ["tower", "gate"],
                isQueryable: true),
            FeatureProperty(name: "tags", kind: .array, title: Bilingual("札", "Tags")),
        ]
    }

    func extent(_ read: ServedRead) -> BoundingBox? { BoundingBox(west: 140, south: 35, east: 140.5, north: 35.5) }

    func withholds(_ property: String, _ read: ServedRead) -> Bool { property == "owner" }

    func page(_ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage {
        let places = try places().filter { place in
            guard let box = query.box else { return true }
            return place.box.map { box.intersects($0) } ?? false
        }
        let sorted = query.order.first.map { key in
            places.sorted {
                let (left, right) = key.isDescending ? ($1, $0) : ($0, $1)
                return (left.height, left.number) < (right.height, right.number)
            }
        }
        let pages = try PageSequence(id, query, read, data.map { try read.clearance(for: $0) })
        let start = try pages.start(of: query)
        let some = Array((sorted ?? places).dropFirst(start).prefix(query.limit))
        return page(
            some, query, matched: places.count, generation: try read.snapshot.generation(),
            next: pages.next(behind: start + some.count, of: places.count))
    }

    func feature(_ id: String, _ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage? {
        guard let place = try places().first(where: { $0.id == id }) else { return nil }
        return page([place], query, matched: 1, generation: try read.snapshot.generation(), next: nil)
    }

    private func page(
        _ places: [Place], _ query: ItemsQuery, matched: Int, generation: Int64, next: PageCursor?
    ) -> FeaturePage {
        FeaturePage(
            numberMatched: matched, numberReturned: places.count, next: next, generation: generation,
            facts: { $0.member("generation", Int(generation)) },
            features: { _, body in
                for place in places { try body(place.feature(query.properties)) }
            })
    }

    private func places() throws -> [Place] { try (1...count).map(Place.init) }

    private struct Place {
        let id: String
        let number: Int
        let height: Int
        let geometry: FeatureGeometry?
        let box: BoundingBox?

        init(number: Int) throws {
            id = "p\(number)"
            self.number = number
            height = number * 37 % 101
            let corner = try Coordinate(
                longitude: 140 + Double(number % 50) / 100, latitude: 35 + Double(number / 50) / 100)
            if number % 7 == 0 {
                geometry = nil
                box = nil
            } else if number % 5 == 0 {
                let square = BoundingBox(corner).widened(degreesEast: 0.001, degreesNorth: 0.001)
                box = square
                geometry = square.polygon.map { .polygons(MultiPolygon([$0])) }
            } else {
                geometry = .point(corner)
                box = BoundingBox(corner)
            }
        }

        func feature(_ wanted: Set<String>?) -> FeaturePage.Feature {
            func isWanted(_ name: String) -> Bool { wanted?.contains(name) ?? true }
            return FeaturePage.Feature(id: id, geometry: geometry) { json in
                if isWanted("name") { json.member("name", "<塔 \"\(id)\">") }
                if isWanted("height") { json.member("height", height) }
                if isWanted("kind") { json.member("kind", height > 50 ? "tower" : nil) }
                if isWanted("tags") { json.member("tags", ["a,b", "}\"]"]) }
            }
        }
    }
}
