import FieldSheets
import Geospatial
import Registry

/// A household of an atlas with its place on the grid.
struct AtlasPlace {
    let listed: ListedHousehold
    /// Metres of the sheet's zone.
    let point: PlanePoint
    let reference: GridReference
}

/// What one team visits: households that stand together, in the order of the list.
struct AtlasSheet {
    /// From 1.
    let number: Int
    let zone: GridZone
    /// In which direction of the plane true north lies.
    let trueNorth: PlanePoint
    let places: [AtlasPlace]

    var persons: Int { places.reduce(0) { $0 + $1.listed.hit.memberCount } }
}

/// The households of a town of which no map can be made: no position is known, or it may not be told.
struct AtlasTown {
    /// From 1.
    let number: Int
    /// Nil where the town may not be told.
    let town: RegisteredTown?
    let households: [ListedHousehold]

    var persons: Int { households.reduce(0) { $0 + $1.hit.memberCount } }
}
