/// Guesses from the header line, piece by piece, what separates the fields of a text: the comma, or the tab when the header
/// has tabs and no comma outside quotes.
struct SeparatorGuess: Sendable {
    /// Whether more text would change nothing.
    private(set) var isDecided = false

    private var sawComma = false
    private var sawTab = false
    private var sawText = false
    private var inQuotes = false

    /// The separator, as far as it can be told.
    var separator: UInt8 { sawTab && !sawComma ? 0x09 : 0x2C }

    /// Looks at the next piece.
    mutating func look(at piece: [UInt8]) {
        for byte in piece {
            if isDecided { return }
            switch byte {
            case 0x22:
                inQuotes.toggle()
                sawText = true
            case 0x2C where !inQuotes:
                sawComma = true
                isDecided = true
            case 0x09 where !inQuotes:
                sawTab = true
                sawText = true
            case 0x0A where !inQuotes && sawText, 0x0D where !inQuotes && sawText: isDecided = true
            case 0x0A, 0x0D: break
            default: sawText = true
            }
        }
    }
}
