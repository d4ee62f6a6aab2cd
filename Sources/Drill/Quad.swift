/// A convex four-sided piece of land, corners counter-clockwise from the south-west one.
struct Quad {
    let southWest: PlanePoint
    let southEast: PlanePoint
    let northEast: PlanePoint
    let northWest: PlanePoint

    /// The point at the shares `u` (eastward) and `v` (northward), both 0…1, by bilinear interpolation.
    func point(_ u: Double, _ v: Double) -> PlanePoint {
        southWest.towards(southEast, u).towards(northWest.towards(northEast, u), v)
    }

    /// The strip between two northward shares.
    func strip(from lower: Double, to upper: Double) -> Quad {
        Quad(
            southWest: point(0, lower), southEast: point(1, lower), northEast: point(1, upper),
            northWest: point(0, upper))
    }

    var center: PlanePoint { point(0.5, 0.5) }

    /// Square metres.
    var area: Double {
        let a = (northEast.x - southWest.x) * (northWest.y - southEast.y)
        let b = (northWest.x - southEast.x) * (northEast.y - southWest.y)
        return (a - b).magnitude / 2
    }

    /// Mean of the southern and the northern side, in metres.
    var meanWidth: Double {
        (southWest.distance(to: southEast) + northWest.distance(to: northEast)) / 2
    }

    /// Mean of the western and the eastern side, in metres.
    var meanHeight: Double {
        (southWest.distance(to: northWest) + southEast.distance(to: northEast)) / 2
    }

    /// The corners counter-clockwise, the first repeated at the end.
    var closedRing: [PlanePoint] { [southWest, southEast, northEast, northWest, southWest] }
}
