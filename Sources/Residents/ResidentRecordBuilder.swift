/// Makes records one after the other in the same memory; see ``ResidentRecord``.
package struct ResidentRecordBuilder: Sendable {
    /// The record, and room behind it.
    private var memory = [UInt8](repeating: 0, count: 1_024)
    private var end = 0
    private var next = 0

    /// Makes room.
    package init() {}

    /// A copy of the record, once every text was appended and it was finished.
    package var bytes: [UInt8] { Array(memory[..<end]) }

    /// Lends the same without copying it.
    package func withBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try memory.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    }

    /// Begins a record with what is no text.
    ///
    /// - Parameter isKept: whether the person comes from the register that is there.
    package mutating func begin(
        line: Int, rank: RelationshipRank, sex: Sex, birthDay: CalendarDate?, floor: Int?, buildYear: Int?,
        survey: (longitude: Double, latitude: Double)?, isKept: Bool = false
    ) {
        typealias Layout = ResidentRecord.Layout
        next = 0
        end = Layout.texts
        memory.withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: bytes[..<Layout.texts]).initializeMemory(
                as: UInt8.self, repeating: 0)
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
    package mutating func append(_ text: ResidentRecord.Text, _ content: UnsafeRawBufferPointer?) {
        precondition(text.rawValue == next && (content?.count ?? 0) <= Self.longestText)
        next += 1
        let count = content?.count ?? 0
        if end + count > memory.count { memory += [UInt8](repeating: 0, count: max(count, memory.count)) }
        memory.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(
                of: content == nil ? ResidentRecord.Layout.absent : UInt16(truncatingIfNeeded: count),
                toByteOffset: ResidentRecord.Layout.lengths + 2 * text.rawValue, as: UInt16.self)
            if let content {
                UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + count]).copyMemory(from: content)
            }
        }
        end += count
    }

    /// Ends the record.
    package mutating func finish() {
        precondition(next == ResidentRecord.Text.allCases.count)
        let count = UInt32(end)
        memory.withUnsafeMutableBytes { $0.storeBytes(of: count, as: UInt32.self) }
    }
}
