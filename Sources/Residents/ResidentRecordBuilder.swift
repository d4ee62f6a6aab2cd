/// Makes records one after the other in the same memory; see ``ResidentRecord``.
package struct ResidentRecordBuilder: Sendable {
    /// The record, once every text was appended and it was finished.
    package private(set) var bytes: [UInt8] = []
    private var next = 0

    /// Makes room.
    package init() { bytes.reserveCapacity(1_024) }

    /// Begins a record with what is no text.
    ///
    /// - Parameter isKept: whether the person comes from the register that is there.
    package mutating func begin(
        line: Int, rank: RelationshipRank, sex: Sex, birthDay: CalendarDate?, floor: Int?, buildYear: Int?,
        survey: (longitude: Double, latitude: Double)?, isKept: Bool = false
    ) {
        typealias Layout = ResidentRecord.Layout
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: repeatElement(0, count: Layout.texts))
        next = 0
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: UInt32(clamping: line), toByteOffset: Layout.line, as: UInt32.self)
            bytes.storeBytes(of: survey?.longitude ?? .nan, toByteOffset: Layout.longitude, as: Double.self)
            bytes.storeBytes(of: survey?.latitude ?? .nan, toByteOffset: Layout.latitude, as: Double.self)
            bytes[Layout.rank] = rank.rawValue
            bytes[Layout.origin] = isKept ? 1 : 0
            bytes[Layout.sex] = sex.recordCode
            bytes.storeBytes(
                of: floor.map { Int16(clamping: $0) } ?? Layout.noNumber, toByteOffset: Layout.floor, as: Int16.self)
            bytes.storeBytes(of: birthDay?.packed ?? 0, toByteOffset: Layout.birth, as: Int32.self)
            bytes.storeBytes(
                of: buildYear.map { Int16(clamping: $0) } ?? Layout.noNumber, toByteOffset: Layout.buildYear,
                as: Int16.self)
        }
    }

    /// The most bytes of a text.
    package static let longestText = Int(ResidentRecord.Layout.absent) - 1

    /// Appends the next text, in the order of ``ResidentRecord/Text``; at most ``longestText`` bytes.
    @inline(__always)
    package mutating func append(_ text: ResidentRecord.Text, _ content: UnsafeRawBufferPointer?) {
        precondition(text.rawValue == next && (content?.count ?? 0) <= Self.longestText)
        next += 1
        let length = content.map { UInt16(truncatingIfNeeded: $0.count) } ?? ResidentRecord.Layout.absent
        bytes.withUnsafeMutableBytes {
            $0.storeBytes(
                of: length, toByteOffset: ResidentRecord.Layout.lengths + 2 * text.rawValue, as: UInt16.self)
        }
        if let content { bytes.append(contentsOf: content) }
    }

    /// Ends the record.
    package mutating func finish() {
        precondition(next == ResidentRecord.Text.allCases.count)
        let count = UInt32(bytes.count)
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: count, as: UInt32.self) }
    }
}
