package import Geospatial

extension AddressDictionary {
    /// How far a point lies outside what the dictionary knows of a municipality, in metres.
    ///
    /// The municipality reaches to its farthest registered point, but never less than `reachMetres` from its middle; a
    /// designated city reaches as far as any of its wards.
    /// - Returns: 0 inside, and where the dictionary holds no point of the municipality.
    package func metresBeyond(
        _ municipality: LocalGovernmentCode, reachMetres: Double, of point: Coordinate
    ) -> Double {
        guard let own = city(code: municipality.text) else { return 0 }
        let parts = [own] + (0..<cityCount).filter { cityParent($0) == own }
        let distances = parts.compactMap { part in
            cityPoint(part).map { $0.metres(to: point) - max(reachMetres, cityRadius(part)) }
        }
        return max(0, distances.min() ?? 0)
    }

    /// Whether a municipality of this code is the given one or a ward of it.
    package func isPart(_ code: String, of municipality: LocalGovernmentCode) -> Bool {
        if code.utf8.elementsEqual(municipality.text.utf8) { return true }
        guard let part = city(code: code), let whole = city(code: municipality.text) else { return false }
        return cityParent(part) == whole
    }
}
