package import AddressDictionary

/// How well one position is known, in the one byte that the packed positions have for it.
package struct PackedLevel: Hashable, Sendable {
    /// Which kind of record gave the point.
    package let coordinateLevel: MatchLevel
    /// Whether the address has exactly one reading.
    package let isCertain: Bool

    private static let uncertainBit: UInt8 = 0x80

    /// Reads the byte; an unknown level counts as `none`.
    package init(rawValue: UInt8) {
        coordinateLevel = MatchLevel(rawValue: rawValue & ~Self.uncertainBit) ?? .none
        isCertain = rawValue & Self.uncertainBit == 0
    }

    init(_ match: AddressMatch) {
        coordinateLevel = match.coordinateLevel
        isCertain = match.isCertain
    }

    var rawValue: UInt8 { coordinateLevel.rawValue | (isCertain ? 0 : Self.uncertainBit) }
}
