import Interchange
import SupportScoring

/// What stands in one cell of a list. Numbers stay numbers until they are written: a long list would else make a text of each.
enum ListCell {
    /// What the cells of one column hold.
    enum Kind { case text, whole, decimal }

    case text(String)
    /// Nothing for nil, and so for the others.
    case whole(Int?)
    case points(Points?)
    /// With seven decimals, a centimetre.
    case degrees(Double?)
    /// With one decimal.
    case metres(Double?)

    private static let degreeDecimals = 7
    private static let metreDecimals = 1

    /// The cell as text.
    var text: String {
        switch self {
        case .text(let text): text
        case .whole(let number): number.map(String.init) ?? ""
        case .points(let points): points?.text ?? ""
        case .degrees(let degrees): degrees.map { DecimalText.fixed($0, decimals: Self.degreeDecimals) } ?? ""
        case .metres(let metres): metres.map { DecimalText.fixed($0, decimals: Self.metreDecimals) } ?? ""
        }
    }

    /// Writes the same text as the next field of a row.
    @inline(__always)
    func write(to writer: inout DelimitedWriter) {
        switch self {
        case .text(let text): writer.field(text)
        case .whole(let number?): writer.field(number)
        case .points(let points?): writer.field(thousandths: points.thousandths)
        case .degrees(let degrees?): writer.field(degrees, decimals: Self.degreeDecimals)
        case .metres(let metres?): writer.field(metres, decimals: Self.metreDecimals)
        case .whole(nil), .points(nil), .degrees(nil), .metres(nil): writer.field("")
        }
    }
}
