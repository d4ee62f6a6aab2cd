import Geospatial

/// The plane of the fictional city, laid on the open sea south of Honshu, where no place can be mistaken for it.
///
/// A linear map is enough: nothing is measured across the city on the ellipsoid. Only the four basic operations are
/// used, so that every machine gets the same digits.
struct LocalFrame {
    /// Degrees east of the city's centre (JGD2011): open sea, some 130 km from the nearest coast.
    static let centerLongitude = 137.2
    /// Degrees north of the city's centre (JGD2011).
    static let centerLatitude = 33.2
    /// Metres in a degree of longitude at the centre's latitude on GRS80.
    static let metresPerDegreeEast = 93_241.6
    /// Metres in a degree of latitude there.
    static let metresPerDegreeNorth = 110_908.0

    /// East–west extent of the city in metres.
    let width: Double
    /// North–south extent of the city in metres.
    let height: Double

    func longitude(_ point: PlanePoint) -> Double {
        Self.centerLongitude + (point.x - width / 2) / Self.metresPerDegreeEast
    }

    func latitude(_ point: PlanePoint) -> Double {
        Self.centerLatitude + (point.y - height / 2) / Self.metresPerDegreeNorth
    }

    /// The position in degrees.
    ///
    /// - Throws: ``GeospatialError/coordinateOutOfRange``, which no point of a city can cause.
    func coordinate(_ point: PlanePoint) throws(GeospatialError) -> Coordinate {
        try Coordinate(longitude: longitude(point), latitude: latitude(point))
    }
}
