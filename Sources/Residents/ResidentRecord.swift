import Glibc

/// One resident as consecutive bytes: a view that is valid as long as the bytes are.
///
/// A register of millions is read, sorted, compared and stored in this form, without an object per cell. Behind the length:
/// line, position, rank, origin; then the facts (sex, floor, birth date, build year, and the texts with their lengths). Two residents
/// are the same person in the same state when the bytes of their facts are.
package struct ResidentRecord {
    /// The texts of a resident, in the order in which a record holds them.
    package enum Text: Int, CaseIterable, Sendable {
        case residentNumber, householdNumber, name, kana
        /// A birth date that is no day, as recorded.
        case recordedBirthDate
        case relationship, address, building, postalCode, phone, placeOfStay, structure
    }

    /// Where the parts of a record stand, in bytes.
    enum Layout {
        static let line = 4
        static let longitude = 8
        static let latitude = 16
        static let rank = 24
        static let origin = 25
        static let facts = 26
        static let sex = 26
        static let floor = 27
        static let birth = 29
        static let buildYear = 33
        static let lengths = 35
        static let texts = lengths + 2 * Text.allCases.count
        static let absent = UInt16.max
        static let noNumber = Int16.min
    }

    /// All bytes of the record.
    package let bytes: UnsafeRawBufferPointer

    /// Views bytes that a ``ResidentRecordBuilder`` made.
    package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// How many bytes a record takes that begins here.
    package static func length(at start: UnsafeRawPointer) -> Int {
        Int(start.loadUnaligned(as: UInt32.self))
    }

    /// Physical line in the imported file.
    package var sourceLine: Int { Int(bytes.loadUnaligned(fromByteOffset: Layout.line, as: UInt32.self)) }

    /// The position from the municipality's own survey, JGD2011 degrees; nil when there is none.
    package var surveyPosition: (longitude: Double, latitude: Double)? {
        let longitude = bytes.loadUnaligned(fromByteOffset: Layout.longitude, as: Double.self)
        if longitude.isNaN { return nil }
        return (longitude, bytes.loadUnaligned(fromByteOffset: Layout.latitude, as: Double.self))
    }

    /// The place of the relationship in the listing order.
    package var rank: RelationshipRank { RelationshipRank(rawValue: bytes[Layout.rank]) ?? .unrecognised }

    /// Whether the person comes from the register that is there, so that the line is one of an earlier file.
    package var isKept: Bool { bytes[Layout.origin] != 0 }

    /// 性別.
    package var sex: Sex { Sex(recordCode: bytes[Layout.sex]) }

    /// The birth date when it is a day.
    package var birthDay: CalendarDate? {
        let packed = bytes.loadUnaligned(fromByteOffset: Layout.birth, as: Int32.self)
        return packed == 0 ? nil : CalendarDate(packed: packed)
    }

    /// Storey, or nil.
    package var floor: Int? { number(Layout.floor) }

    /// Year in which the house was built, or nil.
    package var buildYear: Int? { number(Layout.buildYear) }

    private func number(_ offset: Int) -> Int? {
        let value = bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self)
        return value == Layout.noNumber ? nil : Int(value)
    }

    /// Everything that makes the person and the state, and nothing of where it was read.
    package var facts: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[Layout.facts...]) }

    /// All texts in their order; nil for those that the register does not have.
    @inline(__always)
    package func forEachText(_ body: (Text, UnsafeRawBufferPointer?) -> Void) {
        var at = Layout.texts
        for text in Text.allCases {
            let length = bytes.loadUnaligned(fromByteOffset: Layout.lengths + 2 * text.rawValue, as: UInt16.self)
            if length == Layout.absent {
                body(text, nil)
            } else {
                body(text, UnsafeRawBufferPointer(rebasing: bytes[at..<at + Int(length)]))
                at += Int(length)
            }
        }
    }

    /// A bit for each text that the register has, by its raw value.
    package var presentTexts: UInt32 {
        var bits: UInt32 = 0
        for text in 0..<Text.allCases.count {
            let length = bytes.loadUnaligned(fromByteOffset: Layout.lengths + 2 * text, as: UInt16.self)
            if length != Layout.absent { bits |= 1 << UInt32(text) }
        }
        return bits
    }

    /// One text; nil when the register does not have it.
    package func text(_ text: Text) -> UnsafeRawBufferPointer? {
        var at = Layout.texts
        for place in 0..<text.rawValue {
            let length = bytes.loadUnaligned(fromByteOffset: Layout.lengths + 2 * place, as: UInt16.self)
            if length != Layout.absent { at += Int(length) }
        }
        let length = bytes.loadUnaligned(fromByteOffset: Layout.lengths + 2 * text.rawValue, as: UInt16.self)
        return length == Layout.absent ? nil : UnsafeRawBufferPointer(rebasing: bytes[at..<at + Int(length)])
    }

    /// Whether this resident is listed before another one of the same household.
    ///
    /// By 続柄, then the older first with unknown birth dates last, then by resident number; a total order within a register.
    ///
    /// - Source: 住民記録システム標準仕様書 5.2 (1010).
    package func isListed(before other: ResidentRecord) -> Bool {
        if bytes[Layout.rank] != other.bytes[Layout.rank] { return bytes[Layout.rank] < other.bytes[Layout.rank] }
        switch (birthDay, other.birthDay) {
        case (let left?, let right?) where left != right: return left < right
        case (.some, nil): return true
        case (nil, .some): return false
        default: break
        }
        guard let left = text(.residentNumber), let right = other.text(.residentNumber) else { return false }
        return left.lexicographicallyPrecedes(right)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether both hold the same bytes.
    package func holdsSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let left = baseAddress, let right = other.baseAddress, count > 0 else { return true }
        return memcmp(left, right, count) == 0
    }
}

extension Sex {
    init(recordCode: UInt8) {
        self = recordCode == 1 ? .male : recordCode == 2 ? .female : .unknown
    }

    var recordCode: UInt8 {
        switch self {
        case .unknown: 0
        case .male: 1
        case .female: 2
        }
    }
}
