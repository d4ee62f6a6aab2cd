/// The kinds of data that can be asked for; a profile names those that its audience may have.
package enum DataSet: String, CaseIterable, Sendable {
    /// Households and persons of an area: lists, exports, maps.
    case lists
    /// Why a household has its score and its place.
    case explanations
    /// Numbers of people by area, town, age and need.
    case counts
    /// Addresses that were not found, what staff taught about them, and what moved.
    case addresses
    /// Who came, went or changed between two states of the register.
    case changes
    /// Whom another scoring policy would move.
    case policies
    /// The workspace as a whole: backups and restores.
    case workspace

    /// The name shown to people.
    package var japanese: String {
        switch self {
        case .lists: "名簿・地図"
        case .explanations: "根拠の説明"
        case .counts: "集計"
        case .addresses: "住所の照合"
        case .changes: "異動"
        case .policies: "採点基準の比較"
        case .workspace: "作業ファイル全体"
        }
    }

    /// Whether only an audience that sees protected persons may have it: nobody is left out of these.
    var isUndivided: Bool {
        switch self {
        case .lists, .explanations, .counts: false
        case .addresses, .changes, .policies, .workspace: true
        }
    }
}
