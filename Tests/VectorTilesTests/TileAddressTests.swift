import Geospatial
import Testing

@testable import VectorTiles

@Suite struct TileAddressTests {
    @Test(arguments: [(-1, 0, 0), (23, 0, 0), (1, 2, 0), (1, 0, 2), (5, -1, 0), (5, 0, -1), (0, 1, 0)])
    func refusesWhatIsNotInThePyramid(zoom: Int, row: Int, column: Int) {
        #expect(TileAddress(zoom: zoom, row: row, column: column) == nil)
    }

    @Test func knowsTheTileOfAPlace() throws {
        // Tokyo Station, as the maps of 地理院地図 number it: 16/58211/25806.
        let place = try Coordinate(longitude: 139.767_1, latitude: 35.681_2)
        let address = TileAddress(of: place, zoom: 16)
        #expect(address == TileAddress(zoom: 16, row: 25_806, column: 58_211))
        #expect(address.box.contains(longitude: place.longitude, latitude: place.latitude))
    }

    @Test func theWholeWorldIsOneTile() throws {
        let world = try #require(TileAddress(zoom: 0, row: 0, column: 0)).box
        #expect(world.west == -180 && world.east == 180)
        #expect(
            abs(world.north - WebMercator.lastParallel) < 1e-9 && abs(world.south + WebMercator.lastParallel) < 1e-9)
    }

    @Test func neighboursShareTheirSides() throws {
        let one = try #require(TileAddress(zoom: 15, row: 13_000, column: 29_000)).box
        let east = try #require(TileAddress(zoom: 15, row: 13_000, column: 29_001)).box
        let south = try #require(TileAddress(zoom: 15, row: 13_001, column: 29_000)).box
        #expect(one.east == east.west && one.south == south.north)
    }

    @Test func positionsBeyondTheLastParallelLieInTheOutermostRows() throws {
        let pole = try Coordinate(longitude: 180, latitude: 90)
        #expect(TileAddress(of: pole, zoom: 3) == TileAddress(zoom: 3, row: 0, column: 7))
    }

    /// The figures of annex D.1 of the standard.
    @Test(arguments: [
        (0, 1, 156_543.033_928_041, 559_082_264.028_717_9), (1, 2, 78_271.516_964_020_5, 279_541_132.014_358_9),
        (18, 262_144, 0.597_164_283_559_817, 2_132.729_583_849_784),
    ])
    func matricesHaveTheNumbersOfTheStandard(zoom: Int, count: Int, cell: Double, scale: Double) {
        let matrix = TileMatrix.all[zoom]
        #expect(matrix.zoom == zoom && matrix.count == count)
        #expect(abs(matrix.cellMetres / cell - 1) < 1e-9)
        #expect(abs(matrix.scaleDenominator / scale - 1) < 1e-9)
    }
}
