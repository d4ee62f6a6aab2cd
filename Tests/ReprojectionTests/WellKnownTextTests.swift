import Geospatial
import Testing

@testable import Reprojection

@Suite struct WellKnownTextTests {
    private static let jgd2011 = """
        GEOGCS["GCS_JGD_2011",DATUM["D_JGD_2011",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],\
        UNIT["Degree",0.0174532925199433]]
        """

    private static let zone6 = """
        PROJCS["JGD_2011_Japan_Zone_6",\(jgd2011),PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],\
        PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",136.0],PARAMETER["Scale_Factor",0.9999],\
        PARAMETER["Latitude_Of_Origin",36.0],UNIT["Meter",1.0]]
        """

    /// What ESRI's programs and GDAL write beside Shapefiles.
    @Test(arguments: [
        (jgd2011, 6668), (" \n" + jgd2011, 6668), (zone6, 6674),
        (
            """
            GEOGCS["GCS_JGD_2000",DATUM["D_JGD_2000",SPHEROID["GRS_1980",6378137.0,298.257222101]],\
            PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
            """, 4612
        ),
        (
            """
            GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],\
            PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
            """, 4326
        ),
        (
            """
            GEOGCS["Tokyo",DATUM["Tokyo",SPHEROID["Bessel 1841",6377397.155,299.1528128],\
            TOWGS84[-146.414,507.337,680.507,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],\
            AUTHORITY["EPSG","4301"]]
            """, 4301
        ),
    ])
    func recognisesTheRegisteredSystems(text: String, number: Int) throws {
        #expect(try ReferenceSystem(wellKnownText: text).number == number)
    }

    @Test func takesAPlaneOfItsOwn() throws {
        let text = Self.zone6.replacing("136.0", with: "135.25").replacing("JGD_2011_Japan_Zone_6", with: "city")
        let system = try ReferenceSystem(wellKnownText: text)
        #expect(system.number == nil && system.isProjected && system.code == "city" && !system.agreesWithJGD2011)
        let position = try Reprojector(from: system, to: .jgd2011).transform(eastingMetres: 0, northingMetres: 0)
        #expect(abs(position.longitude - 135.25) < 1e-9 && abs(position.latitude - 36) < 1e-9)
    }

    @Test(arguments: [
        "", "EPSG:6668", "+proj=longlat", "x", "GEOGCS[", "/etc/passwd", "urn:ogc:def:crs:EPSG::4326", "VERT_CS[\"x\"]",
        "{\"type\":\"GeographicCRS\"}", "GEOGCS[\"\u{0}\"]", "[" + String(repeating: "x", count: 100_000),
    ])
    func refusesWhatDescribesNoSystem(text: String) {
        #expect(throws: ReprojectionError.self) { try ReferenceSystem(wellKnownText: text) }
    }

    @Test func measuresAlongTheEllipsoid() throws {
        let geodesic = try Geodesic()
        // A quarter of the meridian (10,001,965.7293 m on GRS 80, as Moritz gives it) and one degree of the equator.
        let pole = geodesic.metres(
            from: try Coordinate(longitude: 0, latitude: 0), to: try Coordinate(longitude: 0, latitude: 90))
        #expect(abs(pole - 10_001_965.7293) < 0.001)
        let degree = geodesic.metres(
            from: try Coordinate(longitude: 135, latitude: 0), to: try Coordinate(longitude: 136, latitude: 0))
        #expect(abs(degree - 6_378_137 * Double.pi / 180) < 1e-6)
        let start = try Coordinate(longitude: 135.17, latitude: 34.23)
        for azimuth in stride(from: 0.0, to: 360, by: 30) {
            let end = try #require(geodesic.destination(from: start, azimuthDegrees: azimuth, metres: 500))
            #expect(abs(geodesic.metres(from: start, to: end) - 500) < 1e-6)
        }
    }
}
