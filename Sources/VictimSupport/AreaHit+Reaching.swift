import Registry
import SpatialQuery

extension AreaHit {
    /// The households whose circles of uncertainty reach the area, in packed order.
    ///
    /// - Complexity: O(located households).
    static func all(reaching area: PreparedArea, in register: PackedRegister) throws -> [AreaHit] {
        let levels = register.positions.levels
        var found: [(place: Int, certainty: Certainty)] = []
        register.positions.forEachReached(by: AreaReach(area)) { place, circle in
            guard let certainty = Certainty(circle, level: PackedLevel(rawValue: levels[place])) else { return }
            found.append((place, certainty))
        }
        return try found.map {
            try AreaHit(place: $0.place, in: register.positions, certainty: $0.certainty, register: register)
        }
    }
}
