package import Disclosure
package import Registry

/// A condition on households beyond what every list can ask for.
package protocol HouseholdFilter: Sendable {
    /// What an audience must be allowed to receive to ask so.
    var fields: DisclosedFields { get }
    /// What tells the condition from every other; the audit log says it, so it holds nothing personal.
    var text: String { get }
    /// The condition made ready for one generation and audience.
    ///
    /// - Throws: ``Registry/RegistryError``.
    func test(
        in snapshot: RegistrySnapshot, _ register: PackedRegister, _ clearance: Clearance
    ) throws -> (AreaHit) throws -> Bool
}
