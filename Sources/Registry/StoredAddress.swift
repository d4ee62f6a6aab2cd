package import Geospatial

/// What is needed to locate one household.
package struct StoredAddress: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// 住所 of the household's first member in listing order.
    package let address: String
    /// Position from the register itself (the city's house survey), JGD2011.
    package let survey: Coordinate?
}
