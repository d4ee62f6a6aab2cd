/// The rule that allows person data to be used (根拠規定).
///
/// - Source: 災害対策基本法 (Basic Act on Disaster Management) 第49条の10, 第49条の11.
package enum LegalBasis: String, CaseIterable, Codable, Sendable {
    /// Use inside the municipality for a purpose other than the one the data was held for.
    case internalUse = "act-49-11-1"
    /// No real person's data is involved: synthetic data in a drill workspace.
    case drill

    /// The citation shown on outputs.
    package var japanese: String {
        switch self {
        case .internalUse: "災害対策基本法第49条の11第1項"
        case .drill: "訓練（合成データ）"
        }
    }
}
