import Geospatial
import Testing

@testable import Reprojection

@Suite struct ReprojectorTests {
    @Test func leavesJGD2011AsItIs() throws {
        let reprojector = try Reprojector(from: "EPSG:6668")
        let position = try reprojector.transform(longitude: 135.165196745, latitude: 34.214456043)
        #expect(position.longitude == 135.165196745)
        #expect(position.latitude == 34.214456043)
        #expect(reprojector.lastOperation == nil)
    }

    @Test func takesJGD2000AsJGD2011WithoutAGrid() throws {
        let reprojector = try Reprojector(from: "EPSG:4612")
        let position = try reprojector.transform(longitude: 141.0, latitude: 38.3)
        #expect(abs(position.longitude - 141.0) < 1e-9)
        #expect(abs(position.latitude - 38.3) < 1e-9)
    }

    /// Tokyo's datum lies about 400 m away; GSI's own grid gives the expected position within PROJ's stated 10 m.
    @Test func movesTokyoDatumByItsShiftAndUsesNoGrid() throws {
        let reprojector = try Reprojector(from: "EPSG:4301")
        let position = try reprojector.transform(longitude: 139.7671, latitude: 35.6780)
        let expected = try Coordinate(longitude: 139.763865, latitude: 35.681236)
        #expect(abs(position.longitude - expected.longitude) < 0.00015)
        #expect(abs(position.latitude - expected.latitude) < 0.00012)
        let operation = try #require(reprojector.lastOperation)
        #expect(!operation.definition.contains("gsb") && !operation.definition.contains("tif"))
        #expect(operation.accuracyMetres.map { $0 > 1 } ?? true)
    }

    @Test(arguments: Array(6669...6687))
    func returnsFromEveryPlaneRectangularZone(_ number: Int) throws {
        let out = try Reprojector(from: "EPSG:6668", to: "EPSG:\(number)")
        let back = try Reprojector(from: "EPSG:\(number)")
        let plane = try out.transform(x: 135.5, y: 34.5)
        let position = try back.transform(eastingMetres: plane.x, northingMetres: plane.y)
        // Zones whose meridian is 20 degrees away still return, less exactly.
        #expect(abs(position.longitude - 135.5) < 1e-6)
        #expect(abs(position.latitude - 34.5) < 1e-6)
    }

    /// The origin of zone VI is 136° E, 36° N: 平成14年国土交通省告示第9号.
    @Test func putsTheOriginOfZoneSixAtItsMeridian() throws {
        let position = try Reprojector(from: "EPSG:6674").transform(eastingMetres: 0, northingMetres: 0)
        #expect(abs(position.longitude - 136) < 1e-9)
        #expect(abs(position.latitude - 36) < 1e-9)
    }

    @Test(arguments: [
        "EPSG:1", "EPSG:6697", "EPSG:5773", "EPSG:4978", "6668x", "", "EPSG:", "JGD2011", "EPSG:99999999999999999999",
    ])
    func refusesWhatIsNoHorizontalSystem(_ code: String) {
        #expect(throws: ReprojectionError.unsupportedReferenceSystem(code: code)) { try Reprojector(from: code) }
    }

    @Test func takesAnySystemThatProjKnows() throws {
        let mercator = try Reprojector(from: "EPSG:3857").transform(
            eastingMetres: 15_028_131.257, northingMetres: 4_163_881.144)
        #expect(abs(mercator.longitude - 135) < 1e-6)
        #expect(abs(mercator.latitude - 35) < 1e-6)
        #expect(try ReferenceSystem(code: "3100").isProjected)
        #expect(try !ReferenceSystem(code: "EPSG:4019").isProjected)
    }

    @Test func refusesWhatIsNotANumber() throws {
        let same = try Reprojector(from: "EPSG:6668")
        #expect(throws: ReprojectionError.resultOutOfRange) { try same.transform(longitude: .nan, latitude: 35) }
        #expect(throws: ReprojectionError.resultOutOfRange) { try same.transform(longitude: 35, latitude: 135) }
        let plane = try Reprojector(from: "EPSG:6674")
        #expect(throws: ReprojectionError.self) { try plane.transform(eastingMetres: .infinity, northingMetres: 0) }
    }
}
