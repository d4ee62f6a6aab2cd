/// A declaration that a disaster happens or is about to (発令): what allows the disaster basis. It ends by itself.
///
/// - Source: 災害対策基本法第49条の11第3項: only when, and as far as, a disaster makes it necessary.
package struct Activation: Hashable, Sendable {
    /// Its number in the workspace, from 1.
    package let id: Int64
    /// What it is about, such as 洪水.
    package let event: String
    /// Who declared it, by office.
    package let declaredBy: String
    /// The first moment, as an ISO 8601 UTC time.
    package let from: String
    /// The moment at which it ends by itself.
    package let until: String
    /// The moment at which somebody ended it earlier; nil when nobody did.
    package let ended: String?
    /// The saved area to which it is limited; nil for the whole municipality.
    package let area: String?

    /// Describes a declaration.
    package init(
        id: Int64, event: String, declaredBy: String, from: String, until: String, ended: String?, area: String?
    ) {
        self.id = id
        self.event = event
        self.declaredBy = declaredBy
        self.from = from
        self.until = until
        self.ended = ended
        self.area = area
    }

    /// Whether it holds at a time.
    package func holds(at time: String) -> Bool {
        from <= time && time < until && (ended.map { time < $0 } ?? true)
    }
}
