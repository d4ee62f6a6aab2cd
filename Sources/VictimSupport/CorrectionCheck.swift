import AddressDictionary
import Geospatial
import Registry

/// What one correction must be before it is kept.
///
/// A spelling must lead to a town of the register's municipality in the current dictionary: one that leads nowhere would hide the
/// household behind a text that nobody registered. There is no way around it; a point needs no dictionary.
struct CorrectionCheck {
    let locator: Locator

    /// A point may lie this far from the municipality's middle, or as far as its farthest registered point.
    private static let reachMetres = 40_000.0
    /// How far beyond its farthest registered point a municipality's houses may stand.
    private static let marginMetres = 5_000.0
    /// The most characters of an address or a note.
    private static let longestText = 1_000

    /// Checks an address that is to be corrected.
    func address(_ text: String) throws(RowErrorCode) -> AddressKey {
        guard text.unicodeScalars.count <= Self.longestText, let key = AddressKey(text, within: locator.municipality)
        else { throw .unreadableAddress }
        return key
    }

    /// Checks the spelling to read instead.
    ///
    /// - Returns: how much of it the dictionary holds.
    @discardableResult
    func spelling(_ text: String, of original: String, hasPoint: Bool) throws(RowErrorCode) -> MatchLevel {
        guard let dictionary = locator.dictionary else { throw .correctionNotFound }
        if try address(text) == address(original), !hasPoint { throw .correctionUnchanged }
        let match = dictionary.match(text, within: locator.municipality)
        if !match.candidates.isEmpty { throw .correctionAmbiguous }
        guard match.matchLevel >= .town else { throw .correctionNotFound }
        guard match.lgCode.isEmpty || dictionary.isPart(match.lgCode, of: locator.municipality) else {
            throw .otherMunicipality
        }
        return match.matchLevel
    }

    /// Checks a point in degrees, longitude first.
    func point(longitude: Double, latitude: Double) throws(RowErrorCode) -> Coordinate {
        if JapanExtent.holds(longitude: latitude, latitude: longitude) { throw .swappedCoordinate }
        if abs(longitude) > 180 || abs(latitude) > 180 { throw .metresCoordinate }
        guard JapanExtent.holds(longitude: longitude, latitude: latitude),
            let point = try? Coordinate(longitude: longitude, latitude: latitude)
        else { throw .badCoordinate }
        let beyond = locator.dictionary?.metresBeyond(
            locator.municipality, reachMetres: Self.reachMetres - Self.marginMetres, of: point)
        guard (beyond ?? 0) <= Self.marginMetres else { throw .farFromMunicipality }
        return point
    }

    func note(_ text: String) throws(RowErrorCode) -> String {
        guard text.unicodeScalars.count <= Self.longestText else { throw .tooLong }
        return text
    }
}

extension RowErrorCode: Error {}
