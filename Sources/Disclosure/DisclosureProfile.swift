/// What one audience may receive, and on which bases.
package struct DisclosureProfile: Equatable, Sendable {
    /// The audience.
    package let audience: Audience
    /// What people call it.
    package let name: AudienceName
    /// The bases that open the profile, and whose data each opens.
    package let bases: [LegalBasis: PeopleRule]
    /// The kinds of data.
    package let dataSets: Set<DataSet>
    /// Whether protected persons are shown, marked; otherwise their whole households are left out.
    package let seesProtected: Bool
    /// The fields of a person and a household.
    package let fields: DisclosedFields
    /// Counts below this are withheld and all others rounded to its multiples; nil for exact counts.
    package let countMinimum: Int?
    /// Whether every release must say what it is for.
    package let needsReason: Bool
    /// The basis on which a receiver may open what is handed out; nil for at once. Until then it leaves as a sealed package only.
    package let reservedFor: LegalBasis?
}

/// An audience's name on outputs.
package struct AudienceName: Hashable, Sendable {
    /// The Japanese term.
    package let japanese: String
    /// The English term.
    package let english: String
}
