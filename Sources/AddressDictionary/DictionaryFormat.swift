/// The compiled file: a header, a directory of sections, and flat sections of little-endian records.
///
/// Header (32 bytes): magic, version, section count, file length, edition. Directory: 24 bytes a section: number, checksum,
/// offset, length; then the checksum of header and directory. Sections start at multiples of eight bytes, in order of their
/// numbers, without gaps that hold anything but zero. Every reference to a string is an offset in the string section, where a
/// string is two bytes of length and its UTF-8. Positions are degrees times 10⁹ in 64 bits, or differences of such in 32:
/// divided again they give the very double of any decimal with up to nine places.
enum DictionaryFormat {
    static let magic: [UInt8] = Array("ENGOADR1".utf8)
    static let version: UInt32 = 4
    static let headerLength = 32
    static let directoryEntryLength = 24
    /// Degrees per unit of stored positions, inverted.
    static let unitsPerDegree = 1e9
    static let wholeDegree: Int64 = 1_000_000_000
    /// The difference that means no point.
    static let noPoint = Int32.min
    /// The reference that means nothing.
    static let none = UInt32.max
    /// In a list of values in a trie: the last one.
    static let lastValue: UInt32 = 1 << 31
    /// In a list of municipalities: named by the ward alone.
    static let partialValue: UInt32 = 1 << 30
    /// In a list of municipalities: a former name.
    static let renamedValue: UInt32 = 1 << 29
    static let valueMask: UInt32 = (1 << 29) - 1
    /// In a number key: the rest is the ordinal of a number that is not plain digits.
    static let oddKey: UInt64 = 1 << 63
    static let oddBlock: UInt32 = 1 << 31

    /// The sections, in file order.
    enum Section: UInt32, CaseIterable {
        case meta = 1
        case strings
        case prefectures
        case cities
        case cityNodes
        case cityValues
        case townNodes
        case townValues
        case towns
        case children
        case blocks
        case residenceKeys
        case residencePoints
        case residenceIDs
        case parcelKeys
        case parcelPoints
        case parcelIDs
        case oddNumbers
        case surveyKeys
        case surveyTexts
        /// One byte a record: the source of its point plus one; 0 for none.
        case residenceSources
        case parcelSources

        var name: String { String(describing: self) }
    }

    /// A trie node: token, first child, number of children, first value or ``none``.
    enum Node {
        static let length = 16
        static let token = 0
        static let firstChild = 4
        static let childCount = 8
        static let firstValue = 12
    }

    /// A prefecture: name and code.
    enum Prefecture {
        static let length = 16
        static let name = 0
        static let code = 4
        static let kana = 8
    }

    /// A municipality.
    enum City {
        static let length = 56
        static let code = 0
        static let name = 4
        static let prefecture = 8
        /// The designated city of a ward, plus one; 0 for none.
        static let parent = 12
        static let root = 16
        static let flags = 20
        static let longitude = 24
        static let latitude = 32
        static let radius = 40
        static let townStart = 44
        static let townCount = 48
        /// The source of the point, plus one; 0 for none.
        static let pointSource = 52
        /// Flag: has a point.
        static let hasPoint: UInt32 = 1
        /// Flag: a designated city, whose towns belong to its wards.
        static let hasWards: UInt32 = 2
        /// Flag: in Kyoto City, where street text may stand before the town.
        static let hasStreetText: UInt32 = 4
    }

    /// A town (町字), all of its rows together.
    enum Town {
        static let length = 104
        static let city = 0
        static let id = 4
        static let name = 8
        static let koaza = 12
        static let flags = 16
        /// The town without the koaza, plus one; 0 for none.
        static let parent = 20
        static let longitude = 24
        static let latitude = 32
        static let originLongitude = 40
        static let originLatitude = 48
        static let radius = 56
        static let residenceRadius = 60
        static let parcelRadius = 64
        static let blockStart = 68
        static let blockCount = 72
        static let residenceStart = 76
        static let residenceCount = 80
        static let parcelStart = 84
        static let parcelCount = 88
        static let childStart = 92
        static let childCount = 96
        /// The source of the point, plus one; 0 for none.
        static let pointSource = 100
        /// Flag: has a point.
        static let hasPoint: UInt32 = 1
        /// Flag: under residence indication (住居表示), at least in part.
        static let isResidential: UInt32 = 2
        /// Flag: not registered itself; only its chome are.
        static let isStem: UInt32 = 4
        /// Flag: registered with 大字 or 字 in front.
        static let hasPrefix: UInt32 = 8
        /// Flag: has a chome.
        static let hasChome: UInt32 = 16
        /// Flag: the town of a koaza row, whose own name is empty.
        static let isKoazaOnly: UInt32 = 32
        /// Flag: found by another name as well.
        static let hasAlias: UInt32 = 64
    }

    /// A block: its number, its residences within the town, its point and radius.
    enum Block {
        static let length = 28
        static let key = 0
        static let start = 4
        static let count = 8
        static let longitude = 12
        static let latitude = 16
        static let radius = 20
        /// The source of the point, plus one; 0 for none.
        static let pointSource = 24
    }

    /// A number that is not plain digits: town, kind, text, record.
    enum OddNumber {
        static let length = 16
        static let town = 0
        static let kind = 4
        static let text = 8
        static let record = 12
        static let block: UInt32 = 0
        static let residence: UInt32 = 1
        static let parcel: UInt32 = 2
    }

    /// An id that cannot be derived from the number: record and text.
    enum ExceptionalID {
        static let length = 8
        static let record = 0
        static let text = 4
    }

    /// A point of the house survey: hash of the key, point, key, source.
    enum Survey {
        static let length = 32
        static let hash = 0
        static let longitude = 8
        static let latitude = 16
        static let key = 24
        /// Bit 0: several points that differ; the rest: the source.
        static let source = 28
    }

    /// Number parts as one sortable key: up to 24, 20 and 19 bits; nil when a part is larger.
    static func numberKey(_ first: UInt32, _ second: UInt32?, _ third: UInt32?) -> UInt64? {
        guard first < (1 << 24) - 1, (second ?? 0) < (1 << 20) - 1, (third ?? 0) < (1 << 19) - 1 else { return nil }
        return UInt64(first + 1) << 39 | UInt64(second.map { $0 + 1 } ?? 0) << 19 | UInt64(third.map { $0 + 1 } ?? 0)
    }
}
