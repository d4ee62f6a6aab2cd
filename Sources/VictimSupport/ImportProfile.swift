/// How the columns and codes of one city's export are to be read: data that staff edit, in YAML.
///
/// What a profile does not mention is as in the usual files of `Docs/data-formats.md`.
package struct ImportProfile: Sendable {
    /// The longest profile that is read, in bytes.
    package static let maximumBytes = 64_000

    /// What the profile is called, for people.
    package let title: String
    /// Its version, as its author counts.
    package let version: String
    /// What kind of file it describes.
    package let kind: ImportKind
    /// The columns of a field, by the field's name.
    let columns: [String: ColumnRule]
    /// What the codes of a field mean, by the field's name.
    let codes: [String: [String: String]]
    /// Values that hold for every row, by the field's name.
    let constants: [String: String]
    /// The heading of the number that tells the versions of one person's row apart; the largest is today's row.
    let history: String?
    /// How the file says who is no resident any more.
    let state: ResidenceState?

    /// Where a field stands.
    enum ColumnRule: Sendable, Equatable {
        /// In the first of these columns that the file has.
        case anyOf([String])
        /// In all of these columns; empty cells are left out.
        case joined([String], separator: String)
    }

    /// The column that says whether a person is still a resident, and what its cells say.
    struct ResidenceState: Sendable, Equatable {
        let heading: String
        /// The meaning of each cell that may occur.
        let meanings: [String: Meaning]

        enum Meaning: String, CaseIterable, Sendable {
            case registered, departed, deceased
        }
    }
}
