import FieldSheets
import Testing

@Suite struct GridReferenceTests {
    /// Longitude, latitude, metres of the zone, and the reference that GEOTRANS gives: cities and corners of Japan.
    static let known: [(Double, Double, Double, Double, String)] = [
        (139.767125, 35.681236, 388435.7, 3949294.0, "54S UE 884 492"),
        (135.1675, 34.226, 515427.2, 3787227.6, "53S NT 154 872"),
        (141.3544, 43.0621, 528857.5, 4767771.9, "54T WN 288 677"),
        (127.6809, 26.2124, 368218.7, 2899876.3, "52R CP 682 998"),
        (123.0045, 24.4667, 500456.0, 2705898.3, "51R WH 004 058"),
        (135.0, 35.0, 500000.0, 3873043.1, "53S NU 000 730"),
        (145.75, 43.33, 398661.0, 4798220.4, "55T CH 986 982"),
        (153.9833, 24.2833, 599795.6, 2685944.6, "56R NM 997 859"),
        (130.5571, 31.5966, 647725.0, 3496775.1, "52R FV 477 967"),
        (131.0, 32.0, 688927.6, 3542183.5, "52S FA 889 421"),
        (140.0, 40.0, 414639.5, 4428236.1, "54T VK 146 282"),
    ]

    @Test(arguments: known)
    func givesTheReferenceOfGEOTRANS(_ place: (Double, Double, Double, Double, String)) {
        let zone = GridZone(longitude: place.0)
        let reference = GridReference(
            zone: zone, eastingMetres: place.2, northingMetres: place.3, latitude: place.1)
        #expect(reference.text == place.4)
    }

    /// Longitude, latitude and, by PROJ, metres of the zone; what is written beside `53S NU 000 175`.
    @Test(arguments: [
        (135.002, 34.5, 500_183.6, 3_817_597.2, "001 175"), (134.999, 34.5, 499_908.2, 3_817_597.2, "MU 999 175"),
        (131.999, 34.5, 775_363.3, 3_821_681.3, "52S GD 753 216"),
        (135.001, 31.999, 500_094.5, 3_540_324.9, "53R NR 000 403"),
    ])
    func besideAnotherItSaysWhatDiffers(_ place: (Double, Double, Double, Double, String)) {
        func reference(_ longitude: Double, _ latitude: Double, _ east: Double, _ north: Double) -> GridReference {
            GridReference(
                zone: GridZone(longitude: longitude), eastingMetres: east, northingMetres: north, latitude: latitude)
        }
        let first = reference(135.001, 34.5, 500_091.8, 3_817_597.2)
        #expect(reference(place.0, place.1, place.2, place.3).text(in: first) == place.4)
    }

    @Test func namesTheReferenceSystemsOfJapan() {
        let codes = [123.0, 129, 135, 141, 147, 154].map { GridZone(longitude: $0).systemCode }
        #expect(codes == ["EPSG:6688", "EPSG:6689", "EPSG:6690", "EPSG:6691", "EPSG:6692", "EPSG:32656"])
        // A border belongs to the zone east of it.
        #expect(GridZone(longitude: 132).number == 53 && GridZone(longitude: 131.999_999).number == 52)
    }

    @Test func numbersOfGridLinesAreCutNotRounded() {
        #expect(GridReference.digits(515_499.99) == "154")
        #expect(GridReference.digits(500_000) == "000")
        #expect(GridReference.digits(3_787_200) == "872")
    }
}
