import Geospatial
import Interchange
import Testing

@testable import AreaFiles

@Suite struct FlatGeobufTests {
    private static let magic: [UInt8] = [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0]
    private static let triangle = [0.0, 0, 1, 0, 0, 1, 0, 0]

    private static func columns(_ columns: [(String, UInt8)]) -> FlatBytes {
        .tables(columns.map { .table([0: .text($0.0), 1: .uint8($0.1)]) })
    }

    private static func header(type: UInt8, _ more: [Int: FlatBytes] = [:]) -> [UInt8] {
        magic + FlatBytes.sized([2: .uint8(type)].merging(more) { $1 })
    }

    private static func feature(_ geometry: [Int: FlatBytes], _ more: [Int: FlatBytes] = [:]) -> [UInt8] {
        FlatBytes.sized([0: .table(geometry)].merging(more) { $1 })
    }

    private static func read(_ bytes: [UInt8], layer: String? = nil) throws(AreaFileError) -> AreaLayer {
        let file = try AreaFile.read(bytes, layer: layer, attributes: true)
        #expect(file.format == .flatGeobuf)
        return file.layer
    }

    private static func error(_ bytes: [UInt8], layer: String? = nil) -> AreaFileError? {
        do throws(AreaFileError) { _ = try read(bytes, layer: layer) } catch { return error }
        return nil
    }

    @Test func readsRingsSystemNameAndAttributes() throws {
        let hole = [0.1, 0.1, 0.2, 0.1, 0.1, 0.2, 0.1, 0.1]
        let text = Array("紀の川".utf8)
        let properties: [UInt8] =
            FlatBytes.little(UInt16(1)) + FlatBytes.little(UInt32(text.count)) + text
            + FlatBytes.little(UInt16(0)) + FlatBytes.little(Int32(-3)) + FlatBytes.little(UInt16(2))
            + FlatBytes.little((1.25).bitPattern)
        let bytes =
            Self.header(
                type: 3,
                [
                    0: .text("洪水"), 7: Self.columns([("rank", 5), ("river", 11), ("depth", 10), ("none", 11)]),
                    10: .table([0: .text("EPSG"), 1: .int32(6674)]),
                ])
            + Self.feature(
                [0: .counts([4, 8]), 1: .doubles(Self.triangle + hole), 2: .doubles([9, 9, 9, 9, 9, 9, 9, 9])],
                [1: .bytes(properties)])
        let layer = try Self.read(bytes, layer: "洪水")
        #expect(layer.declared == .epsg(6674))
        #expect(layer.features.map { $0.polygons.map { $0.rings.map(\.count) } } == [[[4, 4]]])
        #expect(layer.features[0].polygons[0].rings[1][1] == PlanePoint(x: 0.2, y: 0.1))
        let found = layer.features[0].properties
        #expect(found["rank"] == .number(-3) && found["river"] == .string("紀の川"))
        #expect(found["depth"] == .number(1.25) && found["none"] == .null)
        #expect(Self.error(bytes, layer: "洪永") == .noSuchLayer(names: ["洪水"], nearest: "洪水"))
    }

    @Test func readsPartsAndCollectionsAndCountsTheRest() throws {
        let polygon = FlatBytes.table([1: .doubles(Self.triangle), 6: .uint8(3)])
        let layer = try Self.read(
            Self.header(type: 0)
                + Self.feature([6: .uint8(6), 7: .tables([polygon, .table([1: .doubles(Self.triangle)])])])
                + Self.feature([
                    6: .uint8(7),
                    7: .tables([polygon, .table([1: .doubles([1, 2]), 6: .uint8(1)]), .table([6: .uint8(2)])]),
                ])
                + FlatBytes.sized([1: .bytes([])]) + Self.feature([6: .uint8(3)]))
        #expect(layer.features.map(\.polygons.count) == [2, 1, 0, 0])
        var passedOver = PassedOverShapes()
        passedOver.points = 1
        passedOver.lines = 1
        passedOver.featuresWithoutShape = 1
        passedOver.emptyShapes = 1
        #expect(layer.passedOver == passedOver)
    }

    @Test func passesOverTheIndexAndMissesNoFeature() throws {
        let feature = Self.feature([1: .doubles(Self.triangle)])
        let index = [UInt8](repeating: 0xEE, count: 40 * (3 + 1))
        let whole = Self.header(type: 3, [8: .uint64(3)]) + index + feature + feature + feature
        #expect(try Self.read(whole).features.count == 3)
        // The last feature is not there: a shorter list would be the worst answer.
        #expect(
            Self.error(Array(whole.dropLast(feature.count))) == .damaged(.flatGeobuf, part: "feature", place: 3))
        let none = Self.header(type: 3, [8: .uint64(2), 9: .uint16(0)]) + feature + feature
        #expect(try Self.read(none).features.count == 2)
    }

    @Test func refusesWhatItCannotRead() {
        func shape(_ geometry: [Int: FlatBytes], type: UInt8 = 3) -> AreaFileError? {
            Self.error(Self.header(type: type) + Self.feature(geometry))
        }
        let damaged = AreaFileError.damaged(.flatGeobuf, part: "geometry", place: 1)
        #expect(shape([1: .doubles([1, 2, 3])]) == damaged)
        #expect(shape([0: .counts([5]), 1: .doubles(Self.triangle)]) == damaged)
        #expect(shape([0: .counts([3, 2, 4]), 1: .doubles(Self.triangle)]) == damaged)
        #expect(shape([0: .counts([3]), 1: .doubles(Self.triangle)]) == damaged)
        #expect(
            shape([1: .doubles(Self.triangle)], type: 10)
                == .unsupportedShape(.flatGeobuf, kind: "curve", feature: 1))
        #expect(
            shape([1: .doubles(Self.triangle)], type: 0)
                == .unsupportedShape(.flatGeobuf, kind: "type 0", feature: 1))
        #expect(Self.error(Self.magic + [1, 0]) == .damaged(.flatGeobuf, part: "header", place: nil))
        #expect(
            Self.error(Self.header(type: 3, [8: .uint64(1 << 40)]))
                == .damaged(.flatGeobuf, part: "index", place: nil))
        #expect(
            Self.error(
                Self.header(type: 3, [7: Self.columns([("a", 5)])])
                    + Self.feature([1: .doubles(Self.triangle)], [1: .bytes([1, 0, 1, 0, 0, 0])]))
                == .damaged(.flatGeobuf, part: "feature", place: 1))
    }

    @Test func attributesThatTakeNoBytesAreLimited() {
        let columns = Self.columns((0..<10_000).map { ("c\($0)", 5) })
        let feature = Self.feature([1: .doubles(Self.triangle)])
        let bytes = Self.header(type: 3, [7: columns]) + (0..<1_001).flatMap { _ in feature }
        #expect(Self.error(bytes) == .beyondLimit(.work))
    }

    /// A file of some kilobytes that would become fifty megabytes of names.
    @Test func columnsThatShareOneLongNameAreDamage() {
        let columns = FlatBytes.sameTable(
            .table([0: .text(String(repeating: "名", count: 1_700)), 1: .uint8(5)]), 10_000)
        let feature = Self.feature([1: .doubles(Self.triangle)])
        #expect(
            Self.error(Self.header(type: 3, [7: columns]) + feature)
                == .damaged(.flatGeobuf, part: "header", place: nil))
        #expect(
            Self.error(Self.header(type: 3) + feature + Self.feature([1: .doubles(Self.triangle)], [2: columns]))
                == .damaged(.flatGeobuf, part: "feature", place: 2))
        // Two columns of one name are odd, but take nothing that is not there.
        let two = FlatBytes.sameTable(.table([0: .text("名"), 1: .uint8(5)]), 2)
        #expect(Self.error(Self.header(type: 3, [7: two]) + feature) == nil)
    }

    @Test func noCutAndNoChangedByteTraps() {
        let bytes =
            Self.header(type: 0, [7: Self.columns([("a", 5), ("b", 11)]), 10: .table([4: .text("LOCAL_CS[]")])])
            + Self.feature(
                [
                    6: .uint8(7),
                    7: .tables([
                        .table([0: .counts([4]), 1: .doubles(Self.triangle), 6: .uint8(3)]), .table([6: .uint8(1)]),
                    ]),
                ], [1: .bytes([0, 0, 1, 0, 0, 0])])
        #expect((try? Self.read(bytes))?.features.count == 1)
        var refusals = 0
        for length in 8..<bytes.count where Self.error(Array(bytes.prefix(length))) != nil { refusals += 1 }
        for place in 8..<bytes.count {
            for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
                var changed = bytes
                changed[place] = value
                if let error = Self.error(changed) {
                    refusals += 1
                    if case .content = error { Issue.record("an error of text for bytes") }
                }
            }
        }
        #expect(refusals > bytes.count)
    }
}
