import Disclosure
import Geospatial
import VictimSupport

extension HouseholdCollection {
    /// The box of those whom the audience may see, for who may know positions; its edges lie on a coarse grid, so that none of them is a
    /// household's position.
    func extent(_ read: ServedRead) throws -> BoundingBox? {
        guard try hasQueryableGeometry(read) else { return nil }
        return try HouseholdQuery().answer(
            in: read.snapshot, read.clearance(for: .lists), cache: read.workspace.households
        ).extent.flatMap(\.coarse)
    }
}

extension PersonCollection {
    /// That of the households.
    func extent(_ read: ServedRead) throws -> BoundingBox? { try HouseholdCollection().extent(read) }
}

extension BoundingBox {
    /// The smallest box around it whose edges are multiples of a twentieth of a degree, and hold nothing of it.
    fileprivate var coarse: BoundingBox? {
        let margin = 1e-6
        func cell(_ degrees: Double, _ rule: FloatingPointRoundingRule) -> Double { (degrees * 20).rounded(rule) / 20 }
        return BoundingBox(
            west: cell(west - margin, .down), south: cell(south - margin, .down), east: cell(east + margin, .up),
            north: cell(north + margin, .up))
    }
}
