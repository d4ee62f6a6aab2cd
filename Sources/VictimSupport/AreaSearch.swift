import Geospatial
import Registry
import SpatialQuery

/// Asks the parts of an area about positions, some thousand at a time.
struct AreaSearch {
    /// Nil when everybody is meant.
    private let polygons: AreaReach?
    /// The outline is quickly asked, and only what reaches it is measured.
    private let circles: [(circle: GeodesicCircle, outline: AreaReach)]
    /// Whether the address has one reading, by household of a town that was asked for whose position was not met so far.
    private var towns: [UInt32: Bool]

    /// An area around everybody.
    static var everybody: AreaSearch { AreaSearch() }

    private init() { (polygons, circles, towns) = (nil, [], [:]) }

    /// - Parameters:
    ///   - area: the polygons.
    ///   - circles: circles beside them.
    ///   - towns: whether the address has one reading, by household whose address lies in a town that was asked for.
    init(_ area: PreparedArea, circles: [GeodesicCircle] = [], towns: [UInt32: Bool] = [:]) throws {
        polygons = AreaReach(area)
        self.circles = try circles.map {
            ($0, AreaReach(try PreparedArea(MultiPolygon([$0.outline]), forMillions: true)))
        }
        self.towns = towns
    }

    /// Whether everybody is meant.
    var isForEverybody: Bool { polygons == nil }

    /// How sure it is that positions are reached, by their places; nil where they are not.
    private struct Findings {
        var certainties: [Certainty?]
        var isEmpty = true

        init(count: Int) { certainties = [Certainty?](repeating: nil, count: count) }

        mutating func note(_ certainty: Certainty?, at place: Int) {
            guard let certainty, certainties[place] != .certain else { return }
            certainties[place] = certainty
            isEmpty = false
        }
    }

    /// The places of the positions that are reached, in their order, and how sure that is, by place.
    mutating func reached(of positions: PackedPositions) -> (places: [Int], certainties: [Certainty?]) {
        guard positions.count > 0 else { return ([], []) }
        guard let polygons else {
            return (
                Array(positions.levels.indices),
                positions.levels.map { Certainty(.inside, level: PackedLevel(rawValue: $0)) }
            )
        }
        var findings = Findings(count: positions.count)
        let levels = positions.levels
        positions.forEachReached(by: polygons) { place, circle in
            findings.note(Certainty(circle, level: PackedLevel(rawValue: levels[place])), at: place)
        }
        for (circle, outline) in circles {
            positions.forEachReached(by: outline) { place, _ in
                let answer = circle.place(
                    longitude: positions.longitudes[place], latitude: positions.latitudes[place],
                    uncertaintyMetres: Double(positions.uncertainties[place]))
                findings.note(Certainty(answer, level: PackedLevel(rawValue: levels[place])), at: place)
            }
        }
        if !towns.isEmpty {
            for (place, household) in positions.households.enumerated()
            where towns.removeValue(forKey: household) != nil {
                findings.note(PackedLevel(rawValue: levels[place]).isCertain ? .certain : .possible, at: place)
            }
        }
        let certainties = findings.certainties
        return (findings.isEmpty ? [] : certainties.indices.filter { certainties[$0] != nil }, certainties)
    }

    /// Households of the towns whose position was not met, by id: certain when the address has one reading.
    var withoutPosition: [(id: UInt32, certainty: Certainty)] {
        towns.sorted { $0.key < $1.key }.map { ($0.key, $0.value ? .certain : .possible) }
    }
}
