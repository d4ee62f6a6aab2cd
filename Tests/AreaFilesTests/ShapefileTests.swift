import Foundation
import Geospatial
import Interchange
import TestSupport
import Testing

@testable import AreaFiles

@Suite struct ShapefileTests {
    private typealias Bytes = AreaFileBytes
    private typealias Points = WellKnownBinaryTests

    private static let outer = Bytes.Ring(Points.square.reversed())
    private static let hole = Bytes.Ring(Points.hole.reversed())

    private static func far(_ ring: Bytes.Ring) -> Bytes.Ring { ring.map { ($0.x + 100, $0.y) } }

    /// A folder with the parts of a Shapefile, removed with the instance.
    final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")

        init(_ parts: [String: [UInt8]]) throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            for (name, content) in parts { try Data(content).write(to: url.appendingPathComponent(name)) }
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        func read(_ name: String = "a.shp", layer: String? = nil, attributes: Bool = false) throws(AreaFileError)
            -> AreaFile
        {
            try AreaFile.read(path: url.appendingPathComponent(name).path, layer: layer, attributes: attributes)
        }
    }

    private static func rings(_ layer: AreaLayer) -> [[[[PlanePoint]]]] {
        layer.features.map { $0.polygons.map(\.rings) }
    }

    @Test func sortsRingsIntoPolygonsByTheirDirection() throws {
        let records = [
            Bytes.record(1, [outer, hole, Self.far(outer), Self.far(hole)]), Bytes.record(2, nil),
            Bytes.record(3, [outer]),
        ]
        let layer = try AreaFile.read(Bytes.shapefile(records)).layer
        let (p, far) = (Points.points, Self.far)
        #expect(
            Self.rings(layer) == [
                [[p(outer), p(hole)], [p(far(outer)), p(far(hole))]], [], [[p(outer)]],
            ])
        #expect(layer.passedOver.featuresWithoutShape == 1)
    }

    private var outer: Bytes.Ring { Self.outer }
    private var hole: Bytes.Ring { Self.hole }

    @Test func aHoleBelongsToTheSmallestExteriorAroundIt() throws {
        let island: Bytes.Ring = [(3, 3), (3, 8), (8, 8), (8, 3), (3, 3)]
        let pond: Bytes.Ring = [(4, 4), (5, 4), (5, 5), (4, 5), (4, 4)]
        // The island touches its pond at a corner, and the moat its castle.
        let moat: Bytes.Ring = [(3, 3), (2, 8), (1, 1), (3, 3)]
        let layer = try AreaFile.read(Bytes.shapefile([Bytes.record(1, [pond, outer, island, moat])])).layer
        let p = Points.points
        #expect(Self.rings(layer) == [[[p(outer), p(moat)], [p(island), p(pond)]]])
    }

    @Test func aHoleWithoutExteriorIsAPolygonOfItsOwn() throws {
        let layer = try AreaFile.read(
            Bytes.shapefile([Bytes.record(1, [outer, Self.far(hole)]), Bytes.record(2, [hole])])
        ).layer
        let p = Points.points
        #expect(Self.rings(layer) == [[[p(outer)], [p(Self.far(hole))]], [[p(hole)]]])
    }

    @Test func readsAttributesBesideTheShapes() throws {
        let fields = [
            Bytes.Field(Array("A31a_205".utf8), "N", 4), Bytes.Field(Array("name".utf8), "C", 12),
            Bytes.Field(Array("ok".utf8), "L", 1), Bytes.Field(Array("day".utf8), "D", 8),
            Bytes.Field(Array("f".utf8), "F", 10), Bytes.Field(Array("x".utf8), "@", 8),
        ]
        let rows: [[[UInt8]?]] = [
            ["3", "紀の川", "T", "20260601", "1.5e3", "12345678"].map { Array($0.utf8) },
            ["****", "", "?", "", "nan", ""].map { Array($0.utf8) },
            [Array("4".utf8), nil, [], [], [], []],
        ]
        let records = (1...3).map { Bytes.record($0, [outer]) }
        let folder = try Folder([
            "a.shp": Bytes.shapefile(records), "a.SHX": Bytes.index(records), "a.dbf": Bytes.table(fields, rows),
            "a.cpg": Array("UTF-8\n".utf8), "a.prj": Array("GEOGCS[\"x\"]".utf8),
        ])
        let file = try folder.read(attributes: true)
        #expect(file.format == .shapefile && file.layer.declared == .wellKnownText("GEOGCS[\"x\"]"))
        #expect(file.layer.declared?.name == "x")
        let first = file.layer.features[0].properties
        #expect(first["A31a_205"] == .number(3) && first["name"] == .string("紀の川") && first["ok"] == .bool(true))
        #expect(first["day"] == .string("20260601") && first["f"] == .number(1500) && first["x"] == .null)
        let second = file.layer.features[1].properties
        #expect(["A31a_205", "name", "ok", "day", "f", "x"].allSatisfy { second[$0] == .null })
        // A row that is marked as deleted takes its shape along.
        #expect(file.layer.features[2].polygons.isEmpty && file.layer.passedOver.deletedRows == 1)
        #expect(try folder.read().layer.features[0].properties == .null)
    }

    /// 紀の川 in CP932, and cut within a character, as the ends of fields do.
    @Test(arguments: [("932", 0 as UInt8), ("Shift_JIS", 0), (nil, 0x13), (nil, 0x7B), (nil, 0)] as [(String?, UInt8)])
    func readsJapaneseOfEveryDeclaration(codePage: String?, mark: UInt8) throws {
        let kinokawa: [UInt8] = [0x8B, 0x49, 0x82, 0xCC, 0x90, 0xEC]
        let fields = [Bytes.Field([0x90, 0xEC], "C", 5), Bytes.Field(Array("b".utf8), "C", 6)]
        var parts = [
            "a.shp": Bytes.shapefile([Bytes.record(1, [outer])]),
            "a.dbf": Bytes.table(fields, [[kinokawa, kinokawa]], mark: mark),
        ]
        parts["a.cpg"] = codePage.map { Array($0.utf8) }
        let properties = try Folder(parts).read(attributes: true).layer.features[0].properties
        #expect(properties["川"] == .string("紀の") && properties["b"] == .string("紀の川"))
    }

    @Test func readsAZippedSetAndAsksWhichOfSeveral() throws {
        let table = Bytes.table([Bytes.Field(Array("a".utf8), "N", 2)], [[Array("7".utf8)]])
        let shapes = Bytes.shapefile([Bytes.record(1, [outer])])
        let one = Bytes.archive([("x/a.shp", shapes), ("x/A.DBF", table), ("x/readme.txt", [1])])
        let file = try AreaFile.read(one, attributes: true)
        #expect(file.layerName == "x/a" && file.layer.features[0].properties["a"] == .number(7))
        let two = Bytes.archive([("a.shp", shapes), ("b.shp", shapes)])
        #expect(throws: AreaFileError.severalLayers(names: ["a", "b"])) { try AreaFile.read(two) }
        #expect(try AreaFile.read(two, layer: "b").layerName == "b")
        #expect(throws: AreaFileError.noSuchLayer(names: ["a", "b"], nearest: nil)) {
            try AreaFile.read(two, layer: "flood")
        }
        #expect(throws: AreaFileError.noLayers) { try AreaFile.read(Bytes.archive([("a.txt", [1])])) }
        #expect(throws: AreaFileError.missingAttributes) { try AreaFile.read(shapes, attributes: true) }
    }

    @Test func refusesEveryBeginningOfAFile() {
        let bytes = Bytes.shapefile([Bytes.record(1, [outer, hole]), Bytes.record(2, [outer])])
        for length in 4..<bytes.count {
            #expect(throws: AreaFileError.self, "\(length)") { try AreaFile.read(Array(bytes[..<length])) }
        }
    }

    @Test func theIndexAndTheShapesMustAgree() throws {
        let records = [Bytes.record(1, [outer]), Bytes.record(2, [outer, hole])]
        let shapes = Bytes.shapefile(records)
        // Another order, as after deletions, is what the index is for.
        var index = Bytes.index(records)
        let entries = Array(index[100...])
        index.replaceSubrange(100..., with: entries[8...] + entries[..<8])
        #expect(
            try Folder(["a.shp": shapes, "a.shx": index]).read().layer.features.map { $0.polygons[0].rings.count } == [
                2, 1,
            ])
        #expect(throws: AreaFileError.damaged(.shapefile, part: ".shx", place: 2)) {
            try Folder(["a.shp": shapes, "a.shx": Bytes.index([records[0], records[0]])]).read()
        }
        #expect(throws: AreaFileError.damaged(.shapefile, part: ".dbf", place: nil)) {
            try Folder(["a.shp": shapes, "a.dbf": Bytes.table([], [[]])]).read()
        }
    }

    @Test func passesOverOrRefusesOtherKinds() throws {
        let point = Bytes.record(1, [[(1, 1)]], type: 1)
        let layer = try AreaFile.read(Bytes.shapefile([point, Bytes.record(2, [outer])])).layer
        #expect(layer.passedOver.points == 1 && layer.features[1].polygons.count == 1)
        var nothing = PassedOverShapes()
        nothing.lines = 1
        #expect(throws: AreaFileError.noAreas(nothing)) {
            try AreaFile.read(Bytes.shapefile([Bytes.record(1, [outer], type: 3)]))
        }
        #expect(throws: AreaFileError.unsupportedShape(.shapefile, kind: "MultiPatch", feature: 1)) {
            try AreaFile.read(Bytes.shapefile([Bytes.record(1, [outer], type: 31)]))
        }
    }

    @Test func ringsWithoutEndOfComparisonsAreRefused() {
        // 20,000 exteriors around 20,000 holes in one record: 400 million comparisons.
        let count = 20_000
        var rings: [Bytes.Ring] = []
        for _ in 0..<count {
            rings.append([(0, 0), (0, 9), (9, 9), (0, 0)])
            rings.append([(20, 20), (21, 20), (21, 21), (20, 20)])
        }
        let bytes = Bytes.shapefile([Bytes.record(1, rings)])
        #expect(throws: AreaFileError.beyondLimit(.work)) { try AreaFile.read(bytes) }
    }
}
