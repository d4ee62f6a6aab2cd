/// A value that a feature of a tile carries under a name.
package enum TileValue: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
}

/// A named value of a feature.
package struct TileProperty: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// Its value.
    package let value: TileValue

    /// Takes the parts as they are.
    package init(_ name: String, _ value: TileValue) {
        self.name = name
        self.value = value
    }
}
