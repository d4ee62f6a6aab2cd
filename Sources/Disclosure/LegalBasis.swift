/// The rule that allows person data to be used or handed out (根拠規定). The law is code: rules may choose among these only.
///
/// - Source: 災害対策基本法 (Basic Act on Disaster Management) 第49条の10, 第49条の11, 第90条の4.
package enum LegalBasis: String, CaseIterable, Codable, Sendable {
    /// Use inside the municipality for a purpose other than the one the data was held for.
    case internalUse = "act-49-11-1"
    /// To supporters in peacetime, with the person's consent.
    case consent = "act-49-11-2"
    /// To supporters in peacetime as an ordinance of the municipality says, unless the person refused (第49条の11第2項ただし書).
    case ordinance
    /// To whoever is needed when a disaster happens or is about to, without consent, as far as necessary.
    case disaster = "act-49-11-3"
    /// Use and handing out of the victim ledger (被災者台帳).
    case victimLedger = "act-90-4"
    /// No real person's data is involved: synthetic data in a drill workspace.
    case drill

    /// The citation shown on outputs.
    package var japanese: String {
        switch self {
        case .internalUse: "災害対策基本法第49条の11第1項"
        case .consent: "災害対策基本法第49条の11第2項（本人の同意）"
        case .ordinance: "災害対策基本法第49条の11第2項ただし書（条例の定め）"
        case .disaster: "災害対策基本法第49条の11第3項"
        case .victimLedger: "災害対策基本法第90条の4"
        case .drill: "訓練（合成データ）"
        }
    }

    /// Whether somebody must have declared that a disaster happens or is about to.
    package var needsActivation: Bool { self == .disaster }

    /// Whether the data stays inside the municipality; only there may protected persons be shown.
    package var isInternal: Bool { self == .internalUse || self == .victimLedger || self == .drill }

    /// Whether a profile may hand out these people on this basis.
    package func allows(_ people: PeopleRule) -> Bool {
        switch self {
        case .consent: people == .agreed
        case .ordinance: people == .agreed || people == .notRefused
        case .internalUse, .disaster, .victimLedger, .drill: true
        }
    }
}
