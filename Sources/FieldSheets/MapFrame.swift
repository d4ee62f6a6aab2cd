package import Geospatial

/// A map on a page: which metres of a plane stand at which millimetres.
package struct MapFrame: Hashable, Sendable {
    /// Where it stands on the page.
    package let box: SheetBox
    /// Its scale.
    package let scale: MapScale
    /// What is in its middle, in metres of the plane.
    package let center: PlanePoint

    /// A map of a scale around a point.
    package init(box: SheetBox, scale: MapScale, center: PlanePoint) {
        self.box = box
        self.scale = scale
        self.center = center
    }

    /// The map of the largest round scale that shows all points, with room for their numbers around them.
    ///
    /// - Parameters:
    ///   - points: metres of the plane; of none, the map shows the plane's origin.
    ///   - least: no larger scale than this one.
    package init(showing points: [PlanePoint], in box: SheetBox, least: MapScale) {
        let padding = 9.0
        let (east, north) = (points.map(\.x), points.map(\.y))
        let (west, south) = (east.min() ?? 0, north.min() ?? 0)
        let (width, height) = ((east.max() ?? 0) - west, (north.max() ?? 0) - south)
        self.init(
            box: box,
            scale: .fitting(
                widthMetres: width, heightMetres: height, into: box.width - 2 * padding,
                by: box.height - 2 * padding, least: least),
            center: PlanePoint(x: (west + width / 2).rounded(), y: (south + height / 2).rounded()))
    }

    /// Where a point of the plane stands on the page; up is north.
    package func place(_ point: PlanePoint) -> PlanePoint {
        let middle = box.middle
        return PlanePoint(
            x: middle.x + scale.millimetres(metres: point.x - center.x),
            y: middle.y - scale.millimetres(metres: point.y - center.y))
    }

    /// The smallest and the largest metres east that the map shows.
    package var eastings: ClosedRange<Double> {
        let half = scale.metres(millimetres: box.width / 2)
        return center.x - half...center.x + half
    }

    /// The smallest and the largest metres north that the map shows.
    package var northings: ClosedRange<Double> {
        let half = scale.metres(millimetres: box.height / 2)
        return center.y - half...center.y + half
    }

    /// How far the map reaches beyond points that it shows, in metres, on the side where that is most; 0 when there are none.
    package func reachMetres(beyond points: [PlanePoint]) -> Double {
        let (east, north) = (points.map(\.x), points.map(\.y))
        guard let west = east.min(), let east = east.max(), let south = north.min(), let north = north.max() else {
            return 0
        }
        return max(
            west - eastings.lowerBound, eastings.upperBound - east, south - northings.lowerBound,
            northings.upperBound - north)
    }

    /// The lines of the grid that cross the map, metres east and metres north, ascending.
    package var gridLines: (eastings: [Double], northings: [Double]) {
        let step = scale.gridMetres
        func lines(_ range: ClosedRange<Double>) -> [Double] {
            Array(stride(from: (range.lowerBound / step).rounded(.up) * step, through: range.upperBound, by: step))
        }
        return (lines(eastings), lines(northings))
    }
}
