/// The registered numbers of a town that are nearest to one that is not registered.
///
/// Those that share the most leading parts come first; of these the shared parts alone (the parent parcel), then the smallest
/// difference in the part after them, then the fewest parts, then the smaller number, residences before parcels.
struct NumbersNearby {
    /// The numbers as they are written behind a town: `23番5号`, `3155番地2`.
    let texts: [String]

    private struct Candidate {
        let parts: [UInt32]
        let text: String
        let isParcel: Bool
    }

    /// A first part that differs by more is no neighbour.
    private static let reach = 20
    /// At most this many records before and behind the wanted first part are looked at.
    private static let window = 64

    /// Looks beside a number as the matcher writes it (`3155-1`, `甲505-1`); nil when it begins with no number.
    init?(_ number: String, in town: Int, of dictionary: AddressDictionary) {
        let wanted = Self.values(number)
        guard let tables = dictionary.numberTables, let first = wanted.first else { return nil }
        var candidates: [Candidate] = []
        for isParcel in [false, true] {
            let keys = isParcel ? tables.parcelKeys : tables.residenceKeys
            let start = Int(
                dictionary.townField(
                    town, isParcel ? DictionaryFormat.Town.parcelStart : DictionaryFormat.Town.residenceStart))
            let count = Int(
                dictionary.townField(
                    town, isParcel ? DictionaryFormat.Town.parcelCount : DictionaryFormat.Town.residenceCount))
            guard count > 0 else { continue }
            let range = start..<start + count
            let low = DictionaryFormat.numberKey(first, nil, nil).map { keys.lowerBound(range, $0) } ?? range.upperBound
            let high =
                DictionaryFormat.numberKey(first + 1, nil, nil).map { keys.lowerBound(range, $0) } ?? range.upperBound
            let wide = max(start, low - Self.window)..<min(range.upperBound, high + Self.window)
            for record in wide {
                let key = keys.u64(record * 8)
                guard key & DictionaryFormat.oddKey == 0 else { break }
                let parts = Self.parts(key)
                guard let other = parts.first, abs(Int(other) - Int(first)) <= Self.reach else { continue }
                candidates.append(
                    Candidate(parts: parts, text: Self.text(parts.map(String.init), isParcel), isParcel: isParcel))
            }
        }
        candidates += Self.odd(wanted, town, dictionary, tables)
        candidates.sort { Self.precedes($0, $1, wanted) }
        texts = candidates.map(\.text)
    }

    /// Numbers with letters, where their digits share the first part: 甲505-1 beside 505-1.
    private static func odd(
        _ wanted: [UInt32], _ town: Int, _ dictionary: AddressDictionary, _ tables: NumberTables
    ) -> [Candidate] {
        var result: [Candidate] = []
        let section = tables.oddNumbers
        let length = DictionaryFormat.OddNumber.length
        var low = 0
        var high = section.count / length
        while low < high {
            let middle = (low + high) / 2
            if Int(section.u32(middle * length + DictionaryFormat.OddNumber.town)) < town {
                low = middle + 1
            } else {
                high = middle
            }
        }
        while low * length < section.count,
            Int(section.u32(low * length + DictionaryFormat.OddNumber.town)) == town
        {
            let kind = section.u32(low * length + DictionaryFormat.OddNumber.kind)
            let text = dictionary.strings.string(section.u32(low * length + DictionaryFormat.OddNumber.text))
            let parts = values(text)
            if kind != DictionaryFormat.OddNumber.block, parts.first == wanted.first {
                let isParcel = kind == DictionaryFormat.OddNumber.parcel
                let pieces = text.split(separator: "-").map(String.init)
                result.append(Candidate(parts: parts, text: Self.text(pieces, isParcel), isParcel: isParcel))
            }
            low += 1
        }
        return result
    }

    private static func precedes(_ left: Candidate, _ right: Candidate, _ wanted: [UInt32]) -> Bool {
        let leftShared = shared(left.parts, wanted)
        let rightShared = shared(right.parts, wanted)
        if leftShared != rightShared { return leftShared > rightShared }
        let leftGap = gap(left.parts, wanted, leftShared)
        let rightGap = gap(right.parts, wanted, rightShared)
        if leftGap != rightGap { return leftGap < rightGap }
        if left.parts.count != right.parts.count { return left.parts.count < right.parts.count }
        if left.parts != right.parts { return left.parts.lexicographicallyPrecedes(right.parts) }
        if left.isParcel != right.isParcel { return right.isParcel }
        return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    private static func shared(_ parts: [UInt32], _ wanted: [UInt32]) -> Int {
        zip(parts, wanted).prefix { $0 == $1 }.count
    }

    /// How far the first part that differs lies away; 0 for the shared parts alone.
    private static func gap(_ parts: [UInt32], _ wanted: [UInt32], _ shared: Int) -> Int {
        guard shared < parts.count else { return 0 }
        return abs(Int(parts[shared]) - Int(shared < wanted.count ? wanted[shared] : 0))
    }

    private static func parts(_ key: UInt64) -> [UInt32] {
        [key >> 39 & 0xFF_FFFF, key >> 19 & 0xF_FFFF, key & 0x7_FFFF].prefix { $0 != 0 }.map { UInt32($0) - 1 }
    }

    /// The runs of ASCII digits in a number.
    private static func values(_ number: String) -> [UInt32] {
        number.utf8.split { !(0x30...0x39).contains($0) }.compactMap { UInt32(String(decoding: $0, as: UTF8.self)) }
    }

    private static func text(_ pieces: [String], _ isParcel: Bool) -> String {
        var result = ""
        for (index, piece) in pieces.enumerated() {
            result += piece
            if isParcel {
                result += index == 0 ? "番地" : (index + 1 < pieces.count ? "-" : "")
            } else {
                result += index == 0 ? "番" : (index == 1 ? "号" : (index + 1 < pieces.count ? "-" : ""))
            }
        }
        return result
    }
}
