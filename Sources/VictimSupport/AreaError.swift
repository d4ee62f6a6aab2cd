package import AddressDictionary
package import AreaFiles

/// Why an area cannot be used; facts only, places and codes, never a resident's data.
package enum AreaError: Error, Equatable, Sendable {
    /// The file or text cannot be read as areas.
    case unreadable(source: String, AreaFileError)
    /// The reference system has no code or description that PROJ knows; the name is the source's own.
    case unknownReferenceSystem(source: String, name: String)
    /// A reference system must be computed with, and PROJ is not there.
    case projectionUnavailable
    /// Numbers that cannot be longitude and latitude, as metres are; `feature` counts from 1.
    case notDegrees(source: String, feature: Int)
    /// Latitude stands where longitude should.
    case swappedAxes(source: String, feature: Int)
    /// The reference system is a plane, and the numbers are degrees.
    case degreesAsMetres(source: String, system: String)
    /// PROJ refused a position.
    case notTransformable(source: String, feature: Int)
    /// Nothing of it is in Japan.
    case outsideJapan(source: String)
    /// All of it lies far from every household, by so many kilometres.
    case elsewhere(kilometres: Int)
    /// Reprojected edges need more positions than an area may have.
    case tooManyPositions(limit: Int)

    /// The condition cannot be read from the character on, counted from 1.
    case invalidCondition(column: Int)
    /// No feature has an attribute of the name; the nearest, and all that there are.
    case unknownAttribute(source: String, nearest: String?, known: [String])
    /// The attribute is never of the kind that it is compared with.
    case incomparableAttribute(source: String, name: String)
    /// The condition selects none of the features.
    case nothingSelected(source: String, features: Int)
    /// There is a condition, and nothing with attributes to apply it to.
    case conditionWithoutAttributes

    /// Neither a file nor a saved area has the name; the nearest saved name.
    case noSuchArea(nearest: String?)
    /// There is a saved area of the name, and nobody said to replace it.
    case areaExists
    /// A declaration of a disaster that holds is limited to the area, or an open incident is about it.
    case areaInUse
    /// The dictionary knows no such town, and no household is in one.
    case unknownTown
    /// The name or code stands for several towns.
    case ambiguousTown(candidates: [String])
    /// The address of a circle is not found down to a block; the level that was found.
    case addressTooCoarse(level: MatchLevel)
    /// The address of a circle has several readings.
    case ambiguousAddress
}
