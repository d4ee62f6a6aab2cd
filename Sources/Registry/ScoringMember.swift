package import Residents

/// The facts of one resident that scoring looks at.
package struct ScoringMember: Sendable {
    /// The resident's id in this generation; members of a household are consecutive.
    package let resident: UInt32
    /// Birth date as recorded.
    package let birthDate: RecordedDate
    /// 続柄.
    package let relationship: Relationship
    /// The house that the person lives in.
    package let house: HouseFacts
    /// Every need on file, valid or not, in file order.
    package let needs: [Need]
}
