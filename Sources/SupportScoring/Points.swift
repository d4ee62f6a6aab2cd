import Interchange

/// Points of a support score, exact to the thousandth; never a binary fraction.
package struct Points: Hashable, Comparable, BitwiseCopyable, Sendable {
    /// No points.
    package static let zero = Points(thousandths: 0)

    /// The points in thousandths.
    package let thousandths: Int

    /// Points from thousandths.
    package init(thousandths: Int) {
        self.thousandths = thousandths
    }

    /// Reads points of at most nine whole digits and three decimals, such as `82.5`; nil for any other text.
    package init?(text: String) {
        guard let thousandths = ScaledNumber.parse(text) else { return nil }
        self.thousandths = thousandths
    }

    /// The points in decimal digits without needless zeros: `82.5`, `165`, `-0.125`.
    package var text: String { DecimalText.text(thousandths: thousandths) }

    /// Whether the left points are fewer.
    package static func < (lhs: Points, rhs: Points) -> Bool { lhs.thousandths < rhs.thousandths }

    /// The sum.
    package static func + (lhs: Points, rhs: Points) -> Points {
        Points(thousandths: lhs.thousandths + rhs.thousandths)
    }

    /// The difference.
    package static func - (lhs: Points, rhs: Points) -> Points {
        Points(thousandths: lhs.thousandths - rhs.thousandths)
    }
}
