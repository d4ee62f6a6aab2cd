import Geospatial
import Interchange
import TestSupport
import Testing

@testable import AreaFiles

@Suite struct WellKnownBinaryTests {
    static let square: AreaFileBytes.Ring = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    static let hole: AreaFileBytes.Ring = [(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]

    static func points(_ ring: AreaFileBytes.Ring) -> [PlanePoint] { ring.map { PlanePoint(x: $0.x, y: $0.y) } }

    private func read(_ bytes: [UInt8]) throws(AreaFileError) -> AreaLayer {
        try bytes.withUnsafeBufferPointer { (buffer) throws(AreaFileError) in
            var shapes = ShapeCollector()
            var shape = WellKnownBinaryShape(
                format: .geoPackage, cursor: ByteCursor(UnsafeRawBufferPointer(buffer)))
            try shape.read(into: &shapes)
            try shapes.end()
            return shapes.finished(nil)
        }
    }

    @Test(arguments: [
        (false, 3 as UInt32, [Double]()), (true, 3, []), (false, 1003, [5]), (true, 2003, [5]), (false, 3003, [5, 6]),
        (false, 0x8000_0003, [5]), (true, 0xC000_0003, [5, 6]), (false, 17, []),
    ])
    func readsEitherByteOrderAndPassesOverHeights(bigEndian: Bool, code: UInt32, more: [Double]) throws {
        let bytes = AreaFileBytes.wellKnownBinary(
            [Self.square, Self.hole], bigEndian: bigEndian, code: code, more: more)
        let layer = try read(bytes)
        #expect(layer.features[0].polygons.map(\.rings) == [[Self.points(Self.square), Self.points(Self.hole)]])
    }

    @Test func readsTheReferenceOfExtendedBinary() throws {
        var bytes = AreaFileBytes.wellKnownBinary([Self.square], code: 0x2000_0003)
        bytes.insert(contentsOf: AreaFileBytes.number(6668 as UInt32), at: 5)
        #expect(try read(bytes).features[0].polygons.count == 1)
    }

    @Test func readsCollectionsAndCountsWhatHasNoArea() throws {
        let point = [1] + AreaFileBytes.number(1 as UInt32) + AreaFileBytes.double(1) + AreaFileBytes.double(2)
        let line = [1] + AreaFileBytes.number(2 as UInt32) + AreaFileBytes.number(0 as UInt32)
        let parts = [
            point, line, AreaFileBytes.wellKnownBinary(polygons: [[Self.square], [Self.square]]),
            AreaFileBytes.wellKnownBinary(polygons: []), AreaFileBytes.wellKnownBinary([]),
        ]
        let bytes = [1] + AreaFileBytes.number(7 as UInt32) + AreaFileBytes.number(UInt32(parts.count)) + parts.joined()
        let layer = try read(bytes)
        #expect(layer.features[0].polygons.count == 2)
        #expect(layer.passedOver.points == 1 && layer.passedOver.lines == 1 && layer.passedOver.emptyShapes == 2)
    }

    @Test func refusesEveryBeginningOfAShape() {
        let bytes = AreaFileBytes.wellKnownBinary(polygons: [[Self.square, Self.hole], [Self.square]])
        for length in bytes.indices {
            #expect(throws: AreaFileError.damaged(.geoPackage, part: "geometry", place: 1)) {
                try read(Array(bytes[..<length]))
            }
        }
        #expect(throws: AreaFileError.damaged(.geoPackage, part: "geometry", place: 1)) { try read(bytes + [0]) }
    }

    @Test func refusesFalseCountsWithoutTakingMemory() {
        for type in [2, 3, 4, 6, 7, 15] as [UInt32] {
            let bytes = [1] + AreaFileBytes.number(type) + AreaFileBytes.number(UInt32.max) + [0, 0, 0, 0]
            #expect(throws: AreaFileError.damaged(.geoPackage, part: "geometry", place: 1)) { try read(bytes) }
        }
    }

    @Test(arguments: [8, 9, 10, 11, 12, 13, 14, 18, 0] as [UInt32])
    func refusesCurvesAndUnknownTypes(type: UInt32) {
        #expect(throws: AreaFileError.self) {
            try read([1] + AreaFileBytes.number(type) + AreaFileBytes.number(0 as UInt32))
        }
    }

    @Test func refusesDeepNesting() {
        let level = [1] + AreaFileBytes.number(7 as UInt32) + AreaFileBytes.number(1 as UInt32)
        let bytes = [[UInt8]](repeating: level, count: 50_000).flatMap(\.self)
        #expect(throws: AreaFileError.beyondLimit(.nesting)) { try read(bytes) }
    }
}
