import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

@Suite struct PackedPositionsTests {
    private typealias Point = (household: UInt32, coordinate: Coordinate, level: UInt8, uncertainty: Float)

    /// A town on a lattice, so that many households share a place, in random order.
    private static func town(_ count: Int, seed: UInt64) throws -> [Point] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { index in
            (
                household: UInt32(index),
                coordinate: try Coordinate(
                    longitude: 135 + Double(Int.random(in: 0...400, using: &generator)) / 4096,
                    latitude: 34 + Double(Int.random(in: 0...300, using: &generator)) / 4096),
                level: UInt8.random(in: 0...8, using: &generator),
                uncertainty: Float.random(in: 0...500, using: &generator)
            )
        }.shuffled(using: &generator)
    }

    static func decode(_ packed: PackedPositions) throws -> PackedPositions {
        var decoder = PackedPositionsDecoder(expectedCount: packed.count)
        for chunk in 0..<packed.chunkCount {
            try decoder.append(packed.columns(ofChunk: chunk))
        }
        return try decoder.finish()
    }

    @Test(arguments: [0, 1, 4095, 4096, 4097, 12_345])
    func keepsEveryPositionWithItsValues(count: Int) throws {
        let town = try Self.town(count, seed: 5)
        let packed = PackedPositions.packing(town)
        #expect(packed.count == count)
        #expect(packed.chunkCount == (count + 4095) / 4096)
        let byHousehold = Dictionary(uniqueKeysWithValues: town.map { ($0.household, $0) })
        for place in 0..<packed.count {
            let point = try #require(byHousehold[packed.households[place]])
            #expect(packed.longitudes[place] == point.coordinate.longitude)
            #expect(packed.latitudes[place] == point.coordinate.latitude)
            #expect(packed.levels[place] == point.level)
            #expect(packed.uncertainties[place] == point.uncertainty)
            #expect(
                packed.chunkBounds[place / PackedPositions.chunkSize].contains(
                    longitude: packed.longitudes[place], latitude: packed.latitudes[place]))
        }
        #expect(Set(packed.households).count == count)
    }

    @Test(arguments: [100, 30_000])
    func packsTheSameWhateverTheOrderOfTheInput(count: Int) throws {
        let town = try Self.town(count, seed: 9)
        let packed = PackedPositions.packing(town)
        #expect(PackedPositions.packing(town.reversed()).households == packed.households)
        #expect(PackedPositions.packing(town.sorted { $0.household < $1.household }).households == packed.households)
    }

    @Test func putsHouseholdsOfOnePlaceInOrder() throws {
        let place = try Coordinate(longitude: 135, latitude: 34)
        let points = [7, 3, 4_000_000_000, 5].map { (UInt32($0), place, UInt8(1), Float(0)) }
        #expect(PackedPositions.packing(points).households == [3, 5, 7, 4_000_000_000])
    }

    @Test func keepsNeighboursTogether() throws {
        let packed = PackedPositions.packing(try Self.town(40_960, seed: 3))
        let boxes = packed.chunkBounds.map { ($0.east - $0.west) * ($0.north - $0.south) }
        let whole = (400.0 / 4096) * (300.0 / 4096)
        #expect(boxes.reduce(0, +) < 2 * whole)
    }

    @Test(arguments: [0, 1, 4096, 10_000])
    func readsBackWhatItStores(count: Int) throws {
        let packed = PackedPositions.packing(try Self.town(count, seed: 11))
        let decoded = try Self.decode(packed)
        #expect(decoded.longitudes == packed.longitudes)
        #expect(decoded.latitudes == packed.latitudes)
        #expect(decoded.households == packed.households)
        #expect(decoded.levels == packed.levels)
        #expect(decoded.uncertainties == packed.uncertainties)
        #expect(decoded.chunkBounds == packed.chunkBounds)
    }

    @Test func storesLittleEndianElements() throws {
        let place = try Coordinate(longitude: 1, latitude: -2)
        let packed = PackedPositions.packing([(0x0102_0304, place, 9, 0.5)])
        #expect(packed.bytes(of: .longitude, chunk: 0) == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
        #expect(packed.bytes(of: .latitude, chunk: 0) == [0, 0, 0, 0, 0, 0, 0, 0xC0])
        #expect(packed.bytes(of: .household, chunk: 0) == [4, 3, 2, 1])
        #expect(packed.bytes(of: .level, chunk: 0) == [9])
        #expect(packed.bytes(of: .uncertainty, chunk: 0) == [0, 0, 0, 0x3F])
    }

    @Test(arguments: PackedPositions.Column.allCases.filter { $0 != .longitude })
    func refusesColumnsOfDifferentLength(column: PackedPositions.Column) throws {
        let packed = PackedPositions.packing(try Self.town(10, seed: 2))
        var columns = packed.columns(ofChunk: 0)
        columns[column]?.removeLast()
        let expected = 10 * column.elementSize
        var decoder = PackedPositionsDecoder()
        #expect(
            throws: SpatialQueryError.columnLengthMismatch(column: column, bytes: expected - 1, expected: expected)
        ) {
            try decoder.append(columns)
        }
    }

    /// Bytes that begin at no address of a double, as a store may hand them out.
    @Test(arguments: 1...7)
    func readsBytesOfAnyAlignment(offset: Int) throws {
        let packed = PackedPositions.packing(try Self.town(5000, seed: 3))
        var decoder = PackedPositionsDecoder()
        for chunk in 0..<packed.chunkCount {
            let columns = PackedPositions.Column.allCases.map { column in
                [UInt8](repeating: 0xAA, count: offset) + packed.bytes(of: column, chunk: chunk)
            }
            let (longitudes, latitudes, households) = (columns[0], columns[1], columns[2])
            let (levels, uncertainties) = (columns[3], columns[4])
            try decoder.append(
                longitudes: longitudes.span.bytes.extracting(offset..<longitudes.count),
                latitudes: latitudes.span.bytes.extracting(offset..<latitudes.count),
                households: households.span.bytes.extracting(offset..<households.count),
                levels: levels.span.bytes.extracting(offset..<levels.count),
                uncertainties: uncertainties.span.bytes.extracting(offset..<uncertainties.count))
        }
        let read = try decoder.finish()
        #expect(read.longitudes == packed.longitudes && read.latitudes == packed.latitudes)
        #expect(read.households == packed.households && read.levels == packed.levels)
        #expect(read.uncertainties == packed.uncertainties)
    }

    @Test func refusesLongitudesThatAreNoWholeElements() throws {
        var columns = PackedPositions.packing(try Self.town(1, seed: 2)).columns(ofChunk: 0)
        columns[.longitude]?.append(0)
        var decoder = PackedPositionsDecoder()
        #expect(throws: SpatialQueryError.columnLengthMismatch(column: .longitude, bytes: 9, expected: 8)) {
            try decoder.append(columns)
        }
    }

    @Test(arguments: [Double.nan, .infinity, 180.5, -1e300])
    func refusesStoredCoordinatesOutOfRange(value: Double) throws {
        let packed = PackedPositions.packing(try Self.town(5000, seed: 2))
        var columns = packed.columns(ofChunk: 1)
        columns[.latitude]?.replaceSubrange(
            80..<88, with: withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init))
        var decoder = PackedPositionsDecoder()
        try decoder.append(packed.columns(ofChunk: 0))
        try decoder.append(columns)
        #expect(throws: SpatialQueryError.coordinateOutOfRange(index: 4106)) { try decoder.finish() }
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func findsWhatALinearScanFinds(seed: UInt64) throws {
        var random = RandomArea(seed: seed)
        let town = try Self.town(9000, seed: seed)
        let packed = PackedPositions.packing(town)
        // Areas over part of the town, all of it, next to it, and stars on the town's own lattice.
        let corners = try (0..<Int.random(in: 3...12, using: &random.generator)).map { _ in
            try Coordinate(
                longitude: 135 + Double(Int.random(in: -50...500, using: &random.generator)) / 4096,
                latitude: 34 + Double(Int.random(in: -50...400, using: &random.generator)) / 4096)
        }
        let whole = try PreparedAreaTests.rectangle(134.9, 33.9, 135.0 + Double(seed) / 320, 34.2)
        let area = MultiPolygon(
            [Polygon(exterior: try Ring(corners + [corners[0]]))] + (seed % 2 == 0 ? [Polygon(exterior: whole)] : []))
        let oracle = try CoverOracle(area)
        let expected = try (0..<packed.count).filter { try oracle.covers(packed.longitudes[$0], packed.latitudes[$0]) }
        #expect(try packed.hits(in: PreparedArea(area)) == expected, "seed \(seed)")
    }

    @Test func findsNothingInAnEmptyArea() throws {
        let packed = PackedPositions.packing(try Self.town(100, seed: 1))
        #expect(try packed.hits(in: PreparedArea(MultiPolygon([]))).isEmpty)
    }
}

extension PackedPositions {
    fileprivate func columns(ofChunk chunk: Int) -> [Column: [UInt8]] {
        Dictionary(uniqueKeysWithValues: Column.allCases.map { ($0, bytes(of: $0, chunk: chunk)) })
    }
}

extension PackedPositionsDecoder {
    /// Appends from one byte behind the start of a buffer, so that no element is aligned.
    fileprivate mutating func append(_ columns: [PackedPositions.Column: [UInt8]]) throws {
        func shifted(_ column: PackedPositions.Column) -> [UInt8] { [0] + (columns[column] ?? []) }
        let (longitudes, latitudes) = (shifted(.longitude), shifted(.latitude))
        let (households, levels, uncertainties) = (shifted(.household), shifted(.level), shifted(.uncertainty))
        try append(
            longitudes: longitudes.span.bytes.extracting(droppingFirst: 1),
            latitudes: latitudes.span.bytes.extracting(droppingFirst: 1),
            households: households.span.bytes.extracting(droppingFirst: 1),
            levels: levels.span.bytes.extracting(droppingFirst: 1),
            uncertainties: uncertainties.span.bytes.extracting(droppingFirst: 1))
    }
}
