package import Residents
import SupportScoring

/// The outcome of one scoring, ready to be stored; households and residents in id order.
package struct HouseholdScores: Sendable {
    /// Thousandths of points per household.
    package var households: [Int32] = []
    /// Raw value of ``SupportScoring/SupportBand`` per household.
    package var bands: [UInt8] = []
    /// Thousandths of points per resident.
    package var residents: [Int32] = []
    /// The needs that are shown as of the date, ordered by resident.
    package var currentNeeds: [(resident: UInt32, kind: NeedKind, grade: NeedGrade, state: NeedState)] = []

    /// No scores yet.
    package init() {}
}
