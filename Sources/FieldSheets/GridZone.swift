/// A zone of the universal transverse Mercator grid, in the northern hemisphere.
///
/// - Source: DMA TM 8358.1, *Datums, Ellipsoids, Grids, and Grid Reference Systems*, chapters 2 and 3; zones are six degrees wide,
///   the first begins at 180° west. Its exceptions lie in Norway and Svalbard.
package struct GridZone: Hashable, Sendable {
    /// Its number, 1…60.
    package let number: Int

    /// The zone in which a longitude lies, in degrees east; a border belongs to the zone east of it.
    package init(longitude: Double) {
        number = min(60, max(1, Int(((longitude + 180) / 6).rounded(.down)) + 1))
    }

    /// The zone's reference system: JGD2011 in zones 51 to 55, WGS 84 elsewhere, which agrees with it within the accuracy of a map.
    package var systemCode: String { (51...55).contains(number) ? "EPSG:\(6_637 + number)" : "EPSG:\(32_600 + number)" }
}
