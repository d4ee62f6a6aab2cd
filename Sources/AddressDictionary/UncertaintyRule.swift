/// How the radius of uncertainty of each level follows from the data.
///
/// - survey: ``surveyMetres``, half the width of a house; the survey's own error is below that.
/// - residence, parcel: three times the standard deviation of the map level that the point was taken from, and the half width
///   of what stands there: ``recordMetres(scale:isParcel:)``.
/// - block: the distance of its farthest residence from the representative point, at least the radius of one residence.
/// - town, koaza: the distance of its farthest registered point (residence, parcel, block) from the representative point; where
///   it has fewer than ``fewPoints`` of them, at least ``neighbourFactor`` times the distance to the third nearest town of the
///   municipality.
/// - city: the distance of the farthest registered point, or of its farthest town with that town's radius.
package enum UncertaintyRule {
    /// For points of the house survey, in metres.
    package static let surveyMetres = 10.0
    /// By how much the distance to the third nearest town is lengthened. Measured with the registered points of 和歌山市 left out:
    /// without it 92 % of the parcels lie within the radius of their town, with it 97 %; of the residences 97.6 and 99.9 %.
    static let neighbourFactor = 1.5
    /// Below so many registered points their spread says little about the town.
    static let fewPoints = 20
    /// Radius of a town when nothing else is known of its municipality, in metres.
    static let loneTownMetres = 3000.0
    /// The smallest radius of a town, in metres.
    static let smallestTownMetres = 50.0
    /// The largest radius that is taken from neighbours, in metres.
    static let largestNeighbourMetres = 10_000.0
    /// The map level taken where a source states none.
    static let unknownScale = 2500.0

    /// The radius of a residence's or parcel's point, in metres.
    ///
    /// - Source: 国土交通省「作業規程の準則」: the standard deviation of horizontal position is 0.7 mm on the map (1.75 m at
    ///   level 2500, 0.25 m at 500). The half width is 10 m for a house and 20 m for a parcel.
    static func recordMetres(scale: Double, isParcel: Bool) -> Double {
        let scale = scale > 0 ? scale : unknownScale
        return 3 * 0.0007 * scale + (isParcel ? 20 : 10)
    }
}
