import Registry
import SpatialQuery

extension AreaHit {
    /// The households whose circles of uncertainty reach the area, in packed order.
    ///
    /// - Complexity: O(located households).
    static func all(reaching area: PreparedArea, in register: PackedRegister) throws -> [AreaHit] {
        let levels = register.positions.levels
        var found = [Certainty?](repeating: nil, count: register.positions.count)
        register.positions.forEachReached(by: AreaReach(area)) { place, circle in
            found[place] = Certainty(circle, level: PackedLevel(rawValue: levels[place]))
        }
        return try AreaHit.all(found, at: register.positions, in: register)
    }
}
