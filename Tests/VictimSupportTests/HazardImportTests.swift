import Disclosure
import Foundation
import GRDB
import Geospatial
import Interchange
import Places
import Registry
import Residents
import TestSupport
import Testing

@testable import VictimSupport

/// `engo import hazard` and `engo hazard remove`.
@Suite struct HazardImportTests {
    private static let square = "[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]"
    private static let hole = "[[135.14,34.24],[135.14,34.26],[135.16,34.26],[135.16,34.24],[135.14,34.24]]"

    private static func polygon(_ rings: String...) -> String {
        "{\"type\":\"Polygon\",\"coordinates\":[\(rings.joined(separator: ","))]}"
    }

    private static func collection(_ features: [(properties: String, geometry: String)], crs: String = "") -> String {
        "{\"type\":\"FeatureCollection\",\(crs)\"features\":["
            + features.map { "{\"type\":\"Feature\",\"properties\":\($0.properties),\"geometry\":\($0.geometry)}" }
            .joined(separator: ",") + "]}"
    }

    private static func collection(properties: [String]) -> String {
        collection(properties.map { ($0, polygon(square)) })
    }

    @discardableResult
    private static func add(
        _ city: TestCity, _ text: String, name: String = "層", kind: HazardKind? = nil, edition: String? = nil,
        replaces: Bool = false, isDryRun: Bool = false
    ) throws -> HazardReport {
        try HazardImport(city.paths, moment: city.moment, isDryRun: isDryRun).layer(
            file: city.write("zones.geojson", text),
            HazardImport.Request(
                name: StoredText(name), kind: kind, edition: edition.map { try StoredText($0) }, replaces: replaces))
    }

    private static func stored(_ city: TestCity, name: String = "層") throws -> (StoredHazardLayer?, [HazardZone]) {
        try RegistryReader(city.paths).read { snapshot in
            let text = try StoredText(name)
            return (
                try snapshot.hazardLayers().first { $0.layer.name == text }, try snapshot.hazardZones(ofLayer: text)
            )
        }
    }

    @Test func storesHolesAndManyPolygonsWithEveryDouble() throws {
        let city = try TestCity()
        let odd =
            "[[135.1000000000000023,34.2],[135.30000000000001,34.2],[135.2,34.299999999999997],[135.1000000000000023,34.2]]"
        let text = Self.collection(
            [
                ("{\"A31a_205\":3,\"A31a_201\":8303030555}", Self.polygon(Self.square, Self.hole)),
                (
                    "{\"A31a_205\":1}",
                    "{\"type\":\"MultiPolygon\",\"coordinates\":[[\(Self.square),\(Self.hole)],[\(odd)]]}"
                ),
            ], crs: "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::6668\"}},")
        let report = try Self.add(city, text, edition: "令和6年度")
        #expect(report.outcome == .new && report.generation == 2 && report.zones == 2 && report.unknownZones == 0)
        let (layer, zones) = try Self.stored(city)
        #expect(layer?.layer == report.layer)
        #expect(layer?.zonesByCode == report.zonesByCode)
        #expect(layer?.layer.kind == .floodDepthMaximum)
        #expect(layer?.layer.attribute == .riverDepthMaximum)
        #expect(layer?.layer.edition?.text == "令和6年度")
        #expect(layer?.layer.referenceSystem == "EPSG:6668")
        #expect(layer?.layer.receivedOn == city.moment.today)
        #expect(layer?.layer.sourceName == "zones.geojson")
        #expect(zones.map(\.code.rank) == ["3", "1"])
        #expect(zones.map(\.feature) == [1, 2])
        let read = try QueryArea(file: city.write("z.geojson", text)).geometry.polygons
        #expect(zones[0].area.polygons == Array(read[..<1]))
        #expect(zones[1].area.polygons == Array(read[1...]))
    }

    @Test(arguments: [
        ("{\"A31a_105\":2}", HazardKind.floodDepthPlanned), ("{\"A31a_205\":2}", .floodDepthMaximum),
        ("{\"A31a_305\":2}", .floodDuration), ("{\"A31a_405\":2}", .houseCollapse),
        ("{\"A31_001\":12}", .floodDepthPlanned),
        ("{\"A31_105\":\"2\"}", .floodDepthPlanned), ("{\"A31_205\":\"2\"}", .floodDepthMaximum),
        ("{\"A31_305\":\"2\"}", .floodDuration), ("{\"A33_001\":2,\"A33_002\":2}", .landslide),
        ("{\"A33_001\":\"2\",\"A33_002\":\"2\"}", .landslide),
    ])
    func recognisesWhatALayerTells(properties: String, kind: HazardKind) throws {
        let city = try TestCity()
        let report = try Self.add(city, Self.collection(properties: [properties]))
        #expect(report.layer.kind == kind)
        #expect(report.unknownZones == 0)
    }

    /// A file that has the rivers' numbers alone has no rank.
    @Test func theNumberOfARiverIsNoRank() throws {
        let city = try TestCity()
        let text = Self.collection(properties: ["{\"A31a_101\":1,\"A31a_201\":2,\"A31_101\":\"3\",\"A31a_102\":\"川\"}"])
        #expect(throws: VictimSupportError.unknownHazardKind(file: "zones.geojson")) { try Self.add(city, text) }
        let report = try Self.add(city, text, kind: .floodDepthMaximum)
        #expect(report.layer.attribute == nil && report.unknownZones == 1)
        #expect(try Self.stored(city).1.map(\.code.rank) == [nil])
    }

    @Test func unknownCodesAreKeptAndCounted() throws {
        let city = try TestCity()
        let report = try Self.add(
            city,
            Self.collection(properties: [
                "{\"A31a_205\":9}", "{\"A31a_205\":null}", "{}", "null", "{\"A31a_205\":\"深い\"}", "{\"A31a_205\":2.5}",
                "{\"A31a_205\":[1]}", "{\"A31a_205\":\"2\"}", "{\"A31a_205\":2}",
            ]))
        #expect(report.zones == 9 && report.unknownZones == 7)
        let (layer, zones) = try Self.stored(city)
        #expect(layer?.unknownZones == 7)
        #expect(zones.map(\.code.rank) == ["9", nil, nil, nil, "深い", "2.5", nil, "2", "2"])
        #expect(layer?.zonesByCode.map(\.code.rank) == [nil, "2", "2.5", "9", "深い"])
        #expect(zones.filter { layer?.layer.meaning(of: $0.code) == .depth(fromMetres: 0.5, upToMetres: 3) }.count == 2)
    }

    @Test func whatStaffSayStandsAboveWhatTheNamesSay() throws {
        let city = try TestCity()
        let both = Self.collection(properties: ["{\"A31a_105\":1,\"A31a_205\":3}", "{\"A31a_205\":4}"])
        #expect(
            throws: VictimSupportError.ambiguousHazardKind(
                file: "zones.geojson", attributes: ["A31a_105", "A31a_205"])
        ) { try Self.add(city, both) }
        try Self.add(city, both, name: "計画", kind: .floodDepthPlanned)
        try Self.add(city, both, name: "最大", kind: .floodDepthMaximum)
        #expect(try Self.stored(city, name: "計画").1.map(\.code.rank) == ["1", nil])
        #expect(try Self.stored(city, name: "最大").1.map(\.code.rank) == ["3", "4"])
        let old = Self.collection(properties: ["{\"A31_001\":25}"])
        let layer = try Self.add(city, old, name: "旧", kind: .floodDepthMaximum).layer
        #expect(layer.kind == .floodDepthMaximum && layer.attribute == .depthOf2012)
        #expect(
            throws: VictimSupportError.otherHazardKind(file: "zones.geojson", attributes: ["A31_001"])
        ) { try Self.add(city, old, name: "時間", kind: .floodDuration) }
    }

    @Test func aLayerIsReplacedOnlyWhenAsked() throws {
        let city = try TestCity()
        let first = Self.collection(properties: ["{\"A31a_205\":1}"])
        let second = Self.collection(properties: ["{\"A31a_205\":1}", "{\"A31a_205\":2}"])
        try Self.add(city, first)
        #expect(try Self.add(city, first).outcome == .same)
        #expect(try Self.add(city, first, replaces: true).generation == nil)
        #expect(throws: VictimSupportError.hazardLayerExists) { try Self.add(city, second) }
        #expect(throws: VictimSupportError.hazardLayerExists) { try Self.add(city, first, edition: "新版") }
        let dry = try Self.add(city, second, replaces: true, isDryRun: true)
        #expect(dry.outcome == .replaced && dry.generation == nil)
        #expect(try Self.stored(city).1.count == 1)
        #expect(try Self.add(city, second, replaces: true).generation == 3)
        #expect(try Self.stored(city).1.count == 2)
        try Self.add(city, first, name: "別の層")
        #expect(try RegistryReader(city.paths).read { try $0.hazardLayers().map(\.layer.name.text) } == ["別の層", "層"])
    }

    @Test func aLayerIsRemovedWithItsZones() throws {
        let city = try TestCity()
        try Self.add(city, Self.collection(properties: ["{\"A31a_205\":1}"]))
        let removing = HazardImport(city.paths, moment: city.moment, isDryRun: false)
        let name = try StoredText("層")
        #expect(try HazardImport(city.paths, moment: city.moment, isDryRun: true).remove(name).generation == nil)
        #expect(try Self.stored(city).1.count == 1)
        #expect(try removing.remove(name).generation == 3)
        #expect(throws: VictimSupportError.noSuchHazardLayer) { try removing.remove(name) }
        let zones = try DatabaseQueue(path: city.paths.database).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM hazard_zone")
        }
        #expect(zones == 0)
    }

    @Test(
        arguments: [
            (
                "[[-0.1,51.5],[0.1,51.5],[0.1,51.6],[-0.1,51.5]]",
                VictimSupportError.outsideJapan(file: "zones.geojson", feature: 2)
            ),
            (
                "[[34.2,135.1],[34.2,135.2],[34.3,135.2],[34.2,135.1]]",
                AreaError.swappedAxes(source: "zones.geojson", feature: 2)
            ),
            (
                "[[-60000,-190000],[-60001,-190000],[-60001,-190001],[-60000,-190000]]",
                AreaError.notDegrees(source: "zones.geojson", feature: 2)
            ),
            (
                "[[135.1,34.2],[135.2,34.2],[135.2,34.3],[155,34.3],[135.1,34.2]]",
                VictimSupportError.outsideJapan(file: "zones.geojson", feature: 2)
            ),
        ] as [(String, any Error)])
    func whatIsNotInJapanIsRefused(ring: String, error: any Error) throws {
        let city = try TestCity()
        let text = Self.collection([
            ("{\"A31a_205\":1}", Self.polygon(Self.square)), ("{\"A31a_205\":1}", Self.polygon(ring)),
        ])
        let thrown = #expect(throws: (any Error).self) { try Self.add(city, text) }
        #expect(String(describing: thrown ?? CancellationError()) == String(describing: error))
        #expect(try RegistryReader(city.paths).read { try $0.hazardLayers() }.isEmpty)
    }

    @Test func featuresWithoutShapeAreCountedAndAreNoZones() throws {
        let city = try TestCity()
        let report = try Self.add(
            city,
            Self.collection([
                ("{\"A31a_205\":1}", "null"), ("{\"A31a_205\":2}", Self.polygon(Self.square)),
                ("{\"A31a_205\":2}", "{\"type\":\"MultiPolygon\",\"coordinates\":[]}"),
            ]))
        #expect(report.layer.featuresWithoutShape == 2 && report.zones == 1)
        #expect(try Self.stored(city).1.map(\.feature) == [2])
    }

    @Test func theFictionalCitysOwnFloodIsReadExactly() throws {
        let city = try TestCity()
        let file = Checkout.root.appendingPathComponent("GeoData/shiose/flood.geojson").path
        let name = try StoredText("浮川")
        let report = try HazardImport(city.paths, moment: city.moment, isDryRun: false)
            .layer(file: file, HazardImport.Request(name: name))
        #expect(report.layer.kind == .floodDepthMaximum && report.unknownZones == 0)
        #expect(report.zonesByCode.map(\.code.rank) == ["1", "2", "3", "4", "5"])
        let zones = try RegistryReader(city.paths).read { try $0.hazardZones(ofLayer: name) }
        let area = try QueryArea(file: file).geometry
        #expect(zones.flatMap(\.area.polygons) == area.polygons)
    }

    /// Places change no list: the same households, in the same order, with the same scores.
    @Test(arguments: [WorkspaceMode.drill, .real])
    func listsStayAsTheyWere(mode: WorkspaceMode) throws {
        let city = try TestCity(mode: mode)
        _ = try city.importer.residents(
            file: city.write(
                "r.csv",
                "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n1,A,甲,昭和10年1月2日,男,世帯主,丙町1,135.15,34.25\n"
                    + "2,B,乙,昭和10年1月2日,男,世帯主,丙町2,135.16,34.26\n"))
        func state() throws -> [[String]] {
            try RegistryReader(city.paths).rehearse { transaction in
                [
                    try transaction.register(at: 2, city.paths).numbers(),
                    [
                        "\(try transaction.snapshot.counts())",
                        "\(String(describing: try transaction.snapshot.scoreRun()))",
                    ],
                ]
            }
        }
        let before = try state()
        try Self.add(city, Self.collection(properties: ["{\"A31a_205\":1}"]))
        _ = try ShelterImportTests.importer(city).shelters(
            file: Checkout.root.appendingPathComponent("GeoData/shiose/shelters.csv").path)
        #expect(try state() == before)
        let status = try WorkspaceStatus(city.paths, moment: city.moment)
        #expect(status.info.mode == mode)
        #expect(status.generation == 4)
        #expect(status.shelters.shelters == 4 && status.hazardLayers.count == 1)
    }
}

extension RegisterDraft {
    fileprivate func numbers() throws -> [String] {
        var result: [String] = []
        try forEachHousehold { members in
            result += members.compactMap { $0.text(.residentNumber).map { String(decoding: $0, as: UTF8.self) } }
        }
        return result
    }
}
