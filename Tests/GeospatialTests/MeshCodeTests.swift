import Geospatial
import Testing

@Suite struct MeshCodeTests {
    /// The squares of JIS X 0410 around 東京タワー and 那覇, from the standard's own rules by hand.
    @Test(arguments: [
        ("5339", 139.0, 35.0 + 20.0 / 60, 140.0, 36.0),
        ("533935", 139.625, 35.583333333333336, 139.75, 35.666666666666664),
        ("53393599", 139.7375, 35.65833333333333, 139.75, 35.666666666666664),
        ("533935991", 139.7375, 35.65833333333333, 139.74375, 35.6625),
        ("533935994", 139.74375, 35.6625, 139.75, 35.666666666666664),
        ("5339359921", 139.74375, 35.65833333333333, 139.746875, 35.66041666666667),
        ("53393599212", 139.7453125, 35.65833333333333, 139.746875, 35.659375),
        ("5339-35-99", 139.7375, 35.65833333333333, 139.75, 35.666666666666664),
        ("3927", 127.0, 26.0, 128.0, 26.666666666666668),
    ])
    func hasTheStandardsBorders(code: String, west: Double, south: Double, east: Double, north: Double) throws {
        let box = try #require(MeshCode(code)).box
        #expect(box.west == west && box.east == east)
        #expect(abs(box.south - south) < 1e-12 && abs(box.north - north) < 1e-12)
    }

    @Test func neighboursOfEveryOrderShareTheirBorder() throws {
        let whole = try #require(MeshCode("533935")).box
        let row = try (0...9).map { try #require(MeshCode("533935" + "4\($0)".suffix(2))) }
        #expect(row.first?.box.west == whole.west && row.last?.box.east == whole.east)
        for (left, right) in zip(row, row.dropFirst()) { #expect(left.box.east == right.box.west) }
        let halves = try (1...4).map { try #require(MeshCode("53393545\($0)")).box }
        #expect(halves[0].north == halves[2].south && halves[0].east == halves[1].west)
        let eighths = try (1...4).map { try #require(MeshCode("5339354511\($0)")).box }
        #expect(eighths[3].east == (try #require(MeshCode("5339354511")).box.east))
    }

    @Test(arguments: [
        "", "5", "53", "533", "53393", "533985", "533938", "5339359", "533935995", "533935990", "5339359915",
        "533935999999",
        "5339x5", "５３３９", "9999", "0000", "5339 35", "533935993535353535353",
    ])
    func refusesWhatIsNoCode(code: String) { #expect(MeshCode(code) == nil) }
}
