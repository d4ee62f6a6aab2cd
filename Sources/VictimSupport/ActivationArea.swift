import Disclosure
import Places
import Registry
import Residents

/// The area to which the declaration of a disaster is limited: on its basis only what stands inside may leave.
struct ActivationArea {
    private let area: QueryArea?
    private let clearance: Clearance
    private let snapshot: RegistrySnapshot

    /// Looks the area up; there is none without a declaration, or with one for the whole municipality.
    ///
    /// - Throws: ``AreaError/noSuchArea(nearest:)`` when the saved area is no longer there: then nothing leaves.
    init(_ clearance: Clearance, _ snapshot: RegistrySnapshot) throws {
        self.clearance = clearance
        self.snapshot = snapshot
        area = try clearance.activation?.area.map {
            try QueryArea(parts: AreaKeeping.area(StoredText($0), in: snapshot).parts)
        }
    }

    /// Which of the households the area may concern, and which others are left out because somebody in them is protected.
    ///
    /// A household is inside the declared area when its circle of uncertainty reaches it, as on every list.
    func limiting(
        _ hits: [AreaHit], _ withheld: [AreaHit], in register: PackedRegister
    ) throws -> (hits: [AreaHit], withheld: [AreaHit]) {
        guard let area else { return (hits, withheld) }
        let inside = Set(try area.reached(in: register, of: snapshot, clearance).map(\.household))
        let counted = Set(try area.withheld(in: register, of: snapshot, clearance).map(\.household))
        return (
            hits.filter { inside.contains($0.household) }, withheld.filter { counted.contains($0.household) }
        )
    }

    /// The households that the area may concern, or nil when there is no area to keep to.
    func households(in register: PackedRegister) throws -> Set<UInt32>? {
        guard let area else { return nil }
        return Set(try area.reached(in: register, of: snapshot, clearance).map(\.household))
    }
}
