/// How urgently help is needed (援護区分); A first.
package enum SupportBand: UInt8, CaseIterable, Comparable, BitwiseCopyable, Sendable {
    /// At or above the policy's threshold for A, or by an override.
    case a = 1
    /// At or above the threshold for B.
    case b
    /// Everything below, no points included.
    case c

    /// `A`, `B` or `C`.
    package var label: String {
        switch self {
        case .a: "A"
        case .b: "B"
        case .c: "C"
        }
    }

    /// The band of a label, exactly as ``label`` writes it; nil for anything else.
    package init?(label: String) {
        guard let band = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = band
    }

    /// A sorts before B, B before C.
    package static func < (lhs: SupportBand, rhs: SupportBand) -> Bool { lhs.rawValue < rhs.rawValue }
}
