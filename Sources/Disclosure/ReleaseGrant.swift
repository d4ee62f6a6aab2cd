/// Proof that a release of person data is recorded; the registry hands out rows only against one.
package struct ReleaseGrant: Sendable {
    /// The fields that may leave; the registry withholds all others.
    package let fields: DisclosedFields

    internal init(fields: DisclosedFields) { self.fields = fields }
}
