/// A place as the military grid reference system (MGRS) writes it: `54S UE 884 493`, the corner of a square of 100 m.
///
/// - Source: DMA TM 8358.1, chapter 3 (zones, bands, squares of 100 km; numbers are cut, not rounded).
package struct GridReference: Hashable, Sendable {
    /// Zone and band, such as `54S`.
    package let zone: String
    /// The square of 100 km, such as `UE`.
    package let square: String
    /// Hundreds of metres east in the square, three digits.
    package let east: String
    /// Hundreds of metres north in the square, three digits.
    package let north: String

    /// The reference of metres of a zone.
    ///
    /// - Parameter latitude: degrees north of the place, −80…84, which gives the band.
    package init(zone: GridZone, eastingMetres: Double, northingMetres: Double, latitude: Double) {
        let bands = Array("CDEFGHJKLMNPQRSTUVWX")
        let rows = Array("ABCDEFGHJKLMNPQRSTUV")
        let columns = Array(["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"][(zone.number - 1) % 3])
        let band = min(bands.count - 1, max(0, Int(((latitude + 80) / 8).rounded(.down))))
        self.zone = "\(zone.number)\(bands[band])"
        let column = min(columns.count - 1, max(0, Int((eastingMetres / 100_000).rounded(.down)) - 1))
        // Zones of even numbers begin five letters later.
        let row = Int((northingMetres / 100_000).rounded(.down)) + (zone.number.isMultiple(of: 2) ? 5 : 0)
        square = "\(columns[column])\(rows[(row % rows.count + rows.count) % rows.count])"
        east = Self.digits(eastingMetres)
        north = Self.digits(northingMetres)
    }

    /// The whole reference.
    package var text: String { "\(zone) \(square) \(east) \(north)" }

    /// The reference where another's square is known: the numbers alone, with the square where it differs, and with the zone where that does.
    package func text(in other: GridReference) -> String {
        guard zone == other.zone else { return text }
        return square == other.square ? "\(east) \(north)" : "\(square) \(east) \(north)"
    }

    /// Three digits of hundreds of metres within 100 km, as at a line of the grid.
    package static func digits(_ metres: Double) -> String {
        let hundreds = Int((metres / 100).rounded(.down))
        let text = String((hundreds % 1_000 + 1_000) % 1_000)
        return String(repeating: "0", count: 3 - text.count) + text
    }
}
