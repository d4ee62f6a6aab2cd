/// The files that a profile can describe.
package enum ImportKind: String, CaseIterable, Sendable {
    /// A resident register.
    case residents
    /// Care and welfare needs.
    case needs

    /// The fields that the import knows.
    var columns: [ImportColumn] {
        switch self {
        case .residents: ResidentRows.columns
        case .needs: NeedRows.columns
        }
    }

    /// The fields whose cells may be codes; names, addresses and numbers are kept as they stand.
    var codedFields: [String] {
        switch self {
        case .residents: ["birth_date", "sex", "relationship", "structure", "floor", "build_year"]
        case .needs: ["kind", "grade", "valid_from", "valid_to"]
        }
    }

    /// The fields that a profile may give for a whole file.
    var constantFields: [String] { self == .needs ? ["kind", "grade"] : [] }
}
