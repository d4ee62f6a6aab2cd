import FieldSheets
import Geospatial
import Testing

@testable import VictimSupport

/// The grid of the maps on the ground: references of known places, and lengths that are right to a thousandth.
@Suite struct AtlasProjectionTests {
    @Test(arguments: [
        (139.767125, 35.681236, "54S UE 884 492"), (135.1675, 34.226, "53S NT 154 872"),
        (141.3544, 43.0621, "54T WN 288 677"), (127.6809, 26.2124, "52R CP 682 998"),
        (123.0045, 24.4667, "51R WH 004 058"), (145.75, 43.33, "55T CH 986 982"),
        (153.9833, 24.2833, "56R NM 997 859"),
    ])
    func givesTheReferencesOfGEOTRANS(longitude: Double, latitude: Double, text: String) throws {
        let place = try Coordinate(longitude: longitude, latitude: latitude)
        let zone = GridZone(longitude: longitude)
        #expect(try GridProjection().place(place, in: zone).reference.text == text)
    }

    @Test(arguments: [139.76, 135.17, 141.35, 127.68, 131.95])
    func aMillimetreOnTheMapIsWhatTheScaleSaysOnTheGround(longitude: Double) throws {
        let projection = GridProjection()
        let zone = GridZone(longitude: longitude)
        let places = try [(0.0, 0.0), (0.01, 0), (0, 0.01), (0.007, 0.004)].map {
            try Coordinate(longitude: longitude + $0.0, latitude: 34.5 + $0.1)
        }
        let points = try places.map { try projection.point($0, in: zone) }
        let frame = MapFrame(showing: points, in: PaperSize.a4.mapBox, least: MapScale(500))
        for (place, point) in zip(places, points).dropFirst() {
            let (from, to) = (frame.place(points[0]), frame.place(point))
            let millimetres = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot()
            let ground = places[0].geodesicMetres(to: place)
            #expect(abs(frame.scale.metres(millimetres: millimetres) - ground) < ground / 1_000)
        }
    }

    @Test func trueNorthTurnsWithTheDistanceFromTheMiddleOfTheZone() throws {
        let projection = GridProjection()
        for (longitude, sign) in [(134.0, 1.0), (135, 0), (136.5, -1)] {
            let place = try Coordinate(longitude: longitude, latitude: 34)
            let north = try projection.trueNorth(at: place, in: GridZone(longitude: 135))
            #expect(north.y > 500)
            // West of the middle the grid's north lies west of true north.
            #expect(sign == 0 ? abs(north.x) < 0.01 : north.x * sign > 1)
        }
    }
}
