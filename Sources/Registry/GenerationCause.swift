/// What made a generation.
package enum GenerationCause: String, CaseIterable, Sendable {
    /// The workspace was made.
    case create
    /// A resident register was imported.
    case residents
    /// A needs file was imported.
    case needs
    /// The households were located anew.
    case locate
    /// The households were scored anew.
    case score
    /// An address was corrected, or a correction taken back.
    case correction
    /// An earlier generation's register and needs were brought back.
    case restore
    /// Answers about sharing in peacetime were imported.
    case consent
    /// Protections were imported.
    case protection
    /// Shelters were imported.
    case shelters
    /// A hazard layer was imported or removed.
    case hazard
}
