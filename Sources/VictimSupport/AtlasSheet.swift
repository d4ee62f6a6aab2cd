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
    /// One at least.
    let places: [AtlasPlace]
    /// What its map shows.
    let frame: MapFrame
    /// How far the map reaches beyond the places.
    let reachMetres: Double

    /// Places one at least, with a map on the paper.
    init(number: Int, zone: GridZone, trueNorth: PlanePoint, places: [AtlasPlace], on paper: PaperSize) {
        self.number = number
        self.zone = zone
        self.trueNorth = trueNorth
        self.places = places
        let points = places.map(\.point)
        // A single place is shown with what is around it.
        frame = MapFrame(showing: points, in: paper.mapBox, least: MapScale(Set(points).count > 1 ? 500 : 2_500))
        reachMetres = frame.reachMetres(beyond: points)
    }
}

/// The map of all sheets, in the zone of their middle; a sheet of a neighbouring zone is brought to it.
struct AtlasOverview {
    let zone: GridZone
    /// In which direction of the plane true north lies.
    let trueNorth: PlanePoint
    /// Metres of the zone.
    let sheets: [(number: Int, points: [PlanePoint])]
    /// Of all places, sheet by sheet; one at least.
    let references: [GridReference]
    /// What the map shows.
    let frame: MapFrame
    /// How far it reaches beyond the places.
    let reachMetres: Double

    init(
        zone: GridZone, trueNorth: PlanePoint, sheets: [(number: Int, points: [PlanePoint])],
        references: [GridReference], on paper: PaperSize
    ) {
        self.zone = zone
        self.trueNorth = trueNorth
        self.sheets = sheets
        self.references = references
        let points = sheets.flatMap(\.points)
        frame = MapFrame(showing: points, in: paper.mapBox, least: MapScale(2_500))
        reachMetres = frame.reachMetres(beyond: points)
    }
}

/// The households of a town of which no map can be made: no position is known, or it may not be told.
struct AtlasTown {
    /// From 1.
    let number: Int
    /// Nil where the town may not be told.
    let town: RegisteredTown?
    let households: [ListedHousehold]
}
