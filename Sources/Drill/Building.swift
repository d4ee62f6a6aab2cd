/// A house, apartment building or care home of the fictional city, small enough to hold two million of them.
struct Building {
    /// What kind of building it is.
    enum Kind: UInt8 {
        case house, apartments, careHome
    }

    let longitude: Double
    let latitude: Double
    /// Position in the list of towns.
    let town: UInt32
    /// Block number, or first part of the parcel number.
    let first: UInt32
    /// Residence number, or second part of the parcel number; 0 means none.
    let second: UInt32
    /// Branch of the residence number, or third part of the parcel number; 0 means none.
    let third: UInt16
    /// Households that can be registered here.
    let units: UInt16
    let kind: Kind
    /// Position of the 小字 in the town's list, or -1.
    let koaza: Int8
    /// Whether the address tables hold a point for it.
    let hasPoint: Bool
}

/// A dwelling: one household's place in a building.
struct Dwelling {
    /// Position in the list of buildings.
    let building: UInt32
    /// Counted from 0 inside the building.
    let unit: UInt16
}
