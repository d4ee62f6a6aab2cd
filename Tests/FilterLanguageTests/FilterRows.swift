import FilterLanguage
import Geospatial
import TestSupport

/// What the tests' features have.
enum Words {
    static let vocabulary = FilterVocabulary([
        "band": .text, "town": .text, "score": .number, "members": .number, "has_position": .bool, "opened": .day,
        "seen": .instant, "needs": .texts, "help": .texts, "geometry": .geometry,
    ])
    static let bands = ["A", "B", "C"]
    static let towns = ["西浜", "O'Hara", "50%\\_", "Straße", "か\u{3099}"]
    static let needs = ["wheelchair", "power_dependence", "care_level"]
    static let days = ["2026-06-01", "2024-02-29", "1999-12-31"]
    static let instants = ["2026-06-01T00:00:00Z", "2026-06-01T00:00:00.5Z", "2026-06-01T00:00:00.50Z"]

    static func filter(_ text: String) throws(FilterError) -> FilterExpression {
        try FilterExpression(text: text, vocabulary: vocabulary)
    }
}

/// One feature; nil is what it does not have.
struct Row: FilterSubject {
    var band: String?
    var town: String?
    var score: Int32?
    var members: UInt32 = 1
    var hasPosition: Bool?
    var opened: String?
    var seen: String?
    var needs: Set<String> = []
    var place: Coordinate?

    func value(_ property: String) -> FilterValue? {
        switch property {
        case "band": band.map(FilterValue.text)
        case "town": town.map(FilterValue.text)
        case "score": score.map { .number(Double($0) / 1000) }
        case "members": .number(Double(members))
        case "has_position": hasPosition.map(FilterValue.bool)
        case "opened": opened.flatMap(FilterDay.init).map(FilterValue.day)
        case "seen": seen.flatMap(FilterInstant.init).map(FilterValue.instant)
        default: nil
        }
    }

    func texts(_ property: String) -> [String]? {
        // In the order of the columns' bits; `help` is what nobody has.
        property == "needs" ? Words.needs.filter(needs.contains) : nil
    }

    var hasGeometry: Bool { place != nil }

    /// In the box of the shape's first polygon, or at one of its points: enough to tell answers apart.
    func holds(_ test: SpatialTest) -> Bool? {
        place.map { place in
            switch test.relation {
            case .intersects:
                test.shape.points.contains(place)
                    || test.shape.polygons.contains { polygon in
                        BoundingBox(polygon.exterior.coordinates)?.contains(
                            longitude: place.longitude, latitude: place.latitude) == true
                    }
            case .within: test.shape.points.contains(place)
            case .withinDistance(let metres):
                test.shape.onlyPoint.map { $0.metres(to: place) <= metres } == true
            case .disjoint: false
            }
        }
    }
}

/// The same features in columns.
struct RowColumns: FilterColumns {
    let rows: [Row]
    var rowCount: Int { rows.count }

    func column(_ property: String) -> FilterColumn {
        switch property {
        case "score":
            // Nobody or everybody is scored.
            rows.contains { $0.score == nil } ? .missing : .thousandths(rows.map { $0.score ?? 0 })
        case "members": .whole(rows.map(\.members))
        case "needs": .sets(rows.map { row in mask(row.needs) }, Words.needs)
        case "help": .missing
        case "town":
            .many(
                rows.map { row in UInt32(row.town.flatMap(Self.townNumber) ?? 0) },
                [nil] + Words.towns.map(FilterValue.text))
        default: few(property)
        }
    }

    private static func townNumber(_ town: String) -> Int? {
        Words.towns.firstIndex { $0.utf8.elementsEqual(town.utf8) }.map { $0 + 1 }
    }

    private func mask(_ needs: Set<String>) -> UInt64 {
        Words.needs.indices.reduce(0) { $0 | (needs.contains(Words.needs[$1]) ? 1 << UInt64($1) : 0) }
    }

    private func few(_ property: String) -> FilterColumn {
        var values: [FilterValue?] = [nil]
        let codes = rows.map { row -> UInt8 in
            let value = row.value(property)
            if let index = values.firstIndex(of: value) { return UInt8(index) }
            values.append(value)
            return UInt8(values.count - 1)
        }
        return .few(codes, values)
    }

    func truth(_ test: SpatialTest) -> FilterTruth {
        var truth = FilterTruth.unknown(count: rows.count)
        for (index, row) in rows.enumerated() { if let holds = row.holds(test) { truth.set(holds, at: index) } }
        return truth
    }

    func hasGeometry() -> FilterTruth {
        var truth = FilterTruth.unknown(count: rows.count)
        for (index, row) in rows.enumerated() where row.place != nil { truth.set(true, at: index) }
        return truth
    }
}
