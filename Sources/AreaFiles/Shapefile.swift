import Geospatial
import Interchange

/// Reads the shapes of a Shapefile's `.shp`, with the order and places of its `.shx` where there is one.
///
/// Polygons with or without heights and measures. Points, and lines unless they are wanted, are counted and passed over.
///
/// - Source: *ESRI Shapefile Technical Description*, ESRI White Paper J-7855, July 1998.
struct Shapefile {
    private let records: [Range<Int>]
    private let bytes: [UInt8]

    /// Finds the records.
    ///
    /// - Throws: ``AreaFileError/damaged(_:part:place:)``, ``AreaFileError/beyondLimit(_:)``.
    init(_ bytes: [UInt8], index: [UInt8]?) throws(AreaFileError) {
        self.bytes = bytes
        try Self.checkHeader(bytes, part: ".shp")
        if let index {
            try Self.checkHeader(index, part: ".shx")
            records = try Self.records(bytes, index: index)
        } else {
            records = try Self.records(bytes)
        }
    }

    /// Whether bytes begin like a `.shp` or `.shx`.
    static func isShapefile(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0, 0, 0x27, 0x0A]) }

    /// Records.
    var count: Int { records.count }

    private static func checkHeader(_ bytes: [UInt8], part: String) throws(AreaFileError) {
        let length = bytes.withUnsafeBytes { all -> Int? in
            var cursor = ByteCursor(all)
            guard bytes.count >= 100, isShapefile(bytes), cursor.seek(24) else { return nil }
            return cursor.count(bigEndian: true).map { $0 * 2 }
        }
        guard let length, length >= 100, length <= bytes.count else {
            throw .damaged(.shapefile, part: part, place: nil)
        }
    }

    /// The contents of the records one after the other.
    private static func records(_ bytes: [UInt8]) throws(AreaFileError) -> [Range<Int>] {
        try bytes.withUnsafeBufferPointer { (buffer) throws(AreaFileError) in
            let all = UnsafeRawBufferPointer(buffer)
            var records: [Range<Int>] = []
            var cursor = ByteCursor(all)
            _ = cursor.seek(100)
            while cursor.left > 0 {
                guard cursor.skip(4), let length = cursor.count(bigEndian: true) else {
                    throw .damaged(.shapefile, part: ".shp", place: records.count + 1)
                }
                let start = cursor.at
                guard cursor.skip(length * 2) else {
                    throw .damaged(.shapefile, part: ".shp", place: records.count + 1)
                }
                guard records.count < AreaLimit.features.most else { throw .beyondLimit(.features) }
                records.append(start..<cursor.at)
            }
            return records
        }
    }

    /// The contents of the records as the index orders and places them; both files must agree on every length.
    private static func records(_ bytes: [UInt8], index: [UInt8]) throws(AreaFileError) -> [Range<Int>] {
        guard (index.count - 100) / 8 <= AreaLimit.features.most else { throw .beyondLimit(.features) }
        return try bytes.withUnsafeBufferPointer { (buffer) throws(AreaFileError) in
            let all = UnsafeRawBufferPointer(buffer)
            var records: [Range<Int>] = []
            for entry in stride(from: 100, through: index.count - 8, by: 8) {
                let (offset, length) = index.withUnsafeBytes { table -> (Int, Int) in
                    var cursor = ByteCursor(table)
                    _ = cursor.seek(entry)
                    return ((cursor.count(bigEndian: true) ?? 0) * 2, (cursor.count(bigEndian: true) ?? 0) * 2)
                }
                var cursor = ByteCursor(all)
                guard offset >= 100, cursor.seek(offset), cursor.skip(4), let stated = cursor.count(bigEndian: true),
                    stated * 2 == length, length <= cursor.left
                else { throw .damaged(.shapefile, part: ".shx", place: records.count + 1) }
                records.append(cursor.at..<cursor.at + length)
            }
            return records
        }
    }

    /// Reads the shape of a record, counted from 0, into the feature that is being gathered.
    ///
    /// - Parameter work: how many comparisons of holes with rings are left.
    func read(_ record: Int, into shapes: inout ShapeCollector, work: inout Int) throws(AreaFileError) {
        let range = records[record]
        try bytes.withUnsafeBufferPointer { (buffer) throws(AreaFileError) in
            var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[range]))
            guard let type = cursor.number(UInt32.self) else { throw damaged(record) }
            switch type {
            case 0: shapes.passOverMissing()
            case 1, 8, 11, 18, 21, 28: shapes.passOverPoint()
            case 3, 13, 23:
                guard shapes.keepsLines else { return shapes.passOverLine() }
                for line in try rings(&cursor, record, &shapes) { shapes.add(line: line) }
            case 5, 15, 25:
                let rings = try rings(&cursor, record, &shapes)
                for polygon in try ShapefileRings.polygons(rings, work: &work) { shapes.add(polygon) }
                if rings.isEmpty { shapes.passOverEmpty() }
            case 31: throw .unsupportedShape(.shapefile, kind: "MultiPatch", feature: record + 1)
            default: throw .unsupportedShape(.shapefile, kind: "type \(type)", feature: record + 1)
            }
        }
    }

    private func damaged(_ record: Int) -> AreaFileError {
        .damaged(.shapefile, part: ".shp", place: record + 1)
    }

    /// The parts of a record: rings of polygons, or lines.
    private func rings(
        _ cursor: inout ByteCursor, _ record: Int, _ shapes: inout ShapeCollector
    ) throws(AreaFileError) -> [[PlanePoint]] {
        guard cursor.skip(32), let parts = cursor.count(), let points = cursor.count(), parts <= cursor.left / 4 else {
            throw damaged(record)
        }
        var starts: [Int] = []
        for _ in 0..<parts {
            guard let start = cursor.count(), start <= points, start >= starts.last ?? 0 else { throw damaged(record) }
            starts.append(start)
        }
        guard points <= cursor.left / 16, parts > 0 || points == 0, starts.first ?? 0 == 0 else {
            throw damaged(record)
        }
        var rings: [[PlanePoint]] = []
        for (part, start) in starts.enumerated() {
            let count = (part + 1 < parts ? starts[part + 1] : points) - start
            try shapes.reserve(positions: count)
            guard let ring = cursor.points(count) else { throw damaged(record) }
            rings.append(ring)
        }
        return rings
    }
}
