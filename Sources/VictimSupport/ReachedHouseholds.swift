import AddressDictionary
import Geospatial
import Registry
import SpatialQuery

/// The households that an area may concern, and what was counted of all others on the way over their positions.
struct ReachedHouseholds {
    /// In packed order those with a position; then, by id, those without.
    private(set) var hits: [AreaHit] = []
    /// Where the hits stand that have a position: ``AreaHit/place`` counts these.
    private(set) var positions = PackedPositions.none
    /// Those that are left out because somebody in them is protected, though the area may concern them.
    private(set) var withheld: [UInt32] = []
    /// Households that the audience may see and that have a position, reached or not; and so the next two.
    private(set) var located = 0
    /// Of them, those known to a town only, or less.
    private(set) var coarse = 0
    /// Of them, those known better whose address has several readings.
    private(set) var severalReadings = 0
    /// The box of everybody's positions; nil when nobody is located.
    private(set) var bounds: BoundingBox?

    /// Goes over all positions once.
    ///
    /// Whoever is reached in several ways has the surest of the answers. An address is in a town by its reading, wherever its point is
    /// and without one too: certainly, when it has one reading.
    /// - Parameters:
    ///   - search: what is asked about each position.
    ///   - points: what else is asked about the point; nobody without a position meets it.
    /// - Complexity: O(located households).
    init(
        _ search: AreaSearch, at points: PointTest? = nil, in register: PackedRegister, of snapshot: RegistrySnapshot
    ) throws {
        var search = search
        let columns = AreaHit.Columns(register)
        let kinds = (0...255).map { PackedLevel(rawValue: UInt8($0)) }
        // Two counts in one number: a city has millions of levels.
        let counted = kinds.map { UInt64($0.isCoarse ? 1 : 0) | UInt64($0.hasSeveralReadings ? 1 : 0) << 32 }
        var picked = PickedPositions()
        try snapshot.forEachPositions(in: register) { chunk in
            bounds = chunk.bounds.map { bounds?.union($0) ?? $0 } ?? bounds
            located += chunk.visible.count
            var counts: UInt64 = 0
            for level in chunk.visible.levels { counts &+= counted[Int(level)] }
            coarse += Int(counts & 0xFFFF_FFFF)
            severalReadings += Int(counts >> 32)
            var (places, certainties) = search.reached(of: chunk.visible)
            if let points { places.removeAll { !points.holds($0, of: chunk.visible) } }
            let found = try columns.looking(up: places.map { chunk.visible.households[$0] })
            for (known, place) in zip(found, places) {
                guard let certainty = certainties[place] else { continue }
                hits.append(
                    AreaHit(
                        known, place: UInt32(hits.count), certainty: certainty,
                        level: kinds[Int(chunk.visible.levels[place])].coordinateLevel))
            }
            picked.append(places, of: chunk.visible)
            let others = search.reached(of: chunk.withheld).places
            withheld += others.filter { points?.holdsUnseen($0, of: chunk.withheld) ?? true }
                .map { chunk.withheld.households[$0] }
        }
        positions = picked.packed()
        guard points == nil else { return }
        guard !search.isForEverybody else {
            withheld = register.withheldHouseholds
            return
        }
        let others = search.withoutPosition
        hits += try AreaHit.allWithoutPosition(others.filter { register.isVisible($0.id) }, in: register)
        if register.withholds { withheld += others.map(\.id).filter(register.isWithheld) }
    }

    /// Leaves only those that another area may concern, too.
    mutating func formIntersection(_ other: ReachedHouseholds) {
        let inside = Set(other.hits.map(\.household))
        let counted = Set(other.withheld)
        hits = hits.filter { inside.contains($0.household) }
        withheld = withheld.filter(counted.contains)
    }
}

extension PackedLevel {
    /// Known to a town only, or less.
    var isCoarse: Bool { coordinateLevel <= .koaza }
    /// Known better, by one of several readings of the address.
    var hasSeveralReadings: Bool { !isCoarse && !isCertain }
}
