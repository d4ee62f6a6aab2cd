/// Proof that a release of person data is recorded; the registry hands out rows only against one.
package struct ReleaseGrant: Sendable {
    /// What was cleared.
    package let clearance: Clearance

    internal init(clearance: Clearance) { self.clearance = clearance }

    /// The fields that may leave; the registry withholds all others.
    package var fields: DisclosedFields { clearance.fields }
}
