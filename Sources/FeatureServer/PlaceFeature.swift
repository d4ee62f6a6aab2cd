import Geospatial
import Interchange
import VictimSupport

/// A feature of a collection that fits into memory as a whole, such as a shelter or a town.
struct PlaceFeature: Sendable {
    /// A value of one of its properties.
    enum Value: Hashable, Sendable {
        case text(String)
        case integer(Int)
        case flag(Bool)
        case texts([String])
    }

    /// Its id, which is no personal value.
    let id: String
    /// Where it is, in JGD2011; nil when nobody knows.
    let geometry: FeatureGeometry?
    /// The values of its collection's properties, in their order; nil where it has none.
    let values: [Value?]
}

/// All features of a collection, in an order that is total and the same whenever the same state is read.
struct PlaceTable: Sendable {
    /// What the collection holds of each feature.
    let properties: [FeatureProperty]
    /// The features.
    let features: [PlaceFeature]
    /// The box of each feature, nil for one without a geometry.
    private let boxes: [BoundingBox?]

    /// Takes the features as they are.
    init(_ properties: [FeatureProperty], _ features: [PlaceFeature]) {
        self.properties = properties
        self.features = features
        boxes = features.map { $0.geometry?.box }
    }

    /// The box of all features.
    var extent: BoundingBox? {
        boxes.compactMap(\.self).reduce(nil) { $0?.union($1) ?? $1 }
    }

    /// Bytes in memory, about.
    var byteCount: Int {
        features.reduce(0) { sum, feature in
            let positions =
                switch feature.geometry {
                case .line(let line): line.count
                case .polygons(let area): area.vertexCount
                case .point, nil: 1
                }
            return sum + positions * 16 + feature.values.count * 48 + 128
        }
    }

    /// The places of the features that a query asks for, in its order.
    ///
    /// Features without a value come last whichever way a list is sorted, and equal ones keep the order of the table.
    func places(of query: ItemsQuery) throws -> [Int] {
        let isInPlane = try query.plane?.test()
        var places = features.indices.filter { place in
            guard let box = query.box else { return true }
            guard let own = boxes[place], own.intersects(box), let geometry = features[place].geometry else {
                return false
            }
            // Of a box in a plane, lines and areas are held against the box of degrees around it.
            if case .point(let point) = geometry, let isInPlane { return isInPlane(point) }
            return geometry.meets(box)
        }
        if let filter = try query.filter.map({ try FeatureFilter($0, self) }) {
            places.removeAll { !filter.passes(features[$0]) }
        }
        for key in query.order.reversed() {
            guard let column = properties.firstIndex(where: { $0.name == key.name && $0.isSortable }) else {
                throw Problem.notSortable
            }
            places = places.enumerated().sorted { left, right in
                let (a, b) = (features[left.element].values[column], features[right.element].values[column])
                guard let a, let b else { return a != nil || b == nil && left.offset < right.offset }
                if PlaceFeature.Value.precedes(a, b) { return !key.isDescending }
                if PlaceFeature.Value.precedes(b, a) { return key.isDescending }
                return left.offset < right.offset
            }.map(\.element)
        }
        return places
    }

    /// A feature as documents write it.
    ///
    /// - Parameter selection: the properties to write; nil for all.
    func feature(_ place: Int, _ selection: Set<String>?) -> FeaturePage.Feature {
        let feature = features[place]
        return FeaturePage.Feature(id: feature.id, geometry: feature.geometry) { json in
            for (property, value) in zip(properties, feature.values) where selection?.contains(property.name) ?? true {
                json.name(property.name)
                json.value(value)
            }
        }
    }
}

extension PlaceFeature.Value {
    /// Whether a value comes before another of its kind; texts by their bytes.
    static func precedes(_ left: Self, _ right: Self) -> Bool {
        switch (left, right) {
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.integer(let a), .integer(let b)): a < b
        case (.flag(let a), .flag(let b)): !a && b
        default: false
        }
    }
}

extension FeatureGeometry {
    /// The smallest box around it.
    var box: BoundingBox? {
        switch self {
        case .point(let coordinate): BoundingBox(coordinate)
        case .line(let line): BoundingBox(line)
        case .polygons(let area): area.bounds
        }
    }

    /// Whether it and a closed box share a position, exactly.
    func meets(_ box: BoundingBox) -> Bool {
        switch self {
        case .point(let coordinate): box.contains(longitude: coordinate.longitude, latitude: coordinate.latitude)
        case .line(let line): box.meets(line: line)
        case .polygons(let area): area.meets(box)
        }
    }
}

extension JSONWriter {
    /// Writes a value of a place, or `null` for nil.
    fileprivate mutating func value(_ value: PlaceFeature.Value?) {
        switch value {
        case nil: null()
        case .text(let text): string(text)
        case .integer(let number): integer(number)
        case .flag(let flag): bool(flag)
        case .texts(let texts):
            array { json in for text in texts { json.string(text) } }
        }
    }
}
