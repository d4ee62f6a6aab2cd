import Testing

@testable import VectorTiles

@Suite struct TileAddressTests {
    @Test func keepsItsParts() {
        #expect(TileAddress(zoom: 3, column: 2, row: 1).column == 2)
    }
}
