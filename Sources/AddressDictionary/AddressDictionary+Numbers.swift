import Geospatial

/// Look-ups in the tables of blocks, residences and parcels. All of them are exact: there is no nearest number.
extension AddressDictionary {
    private typealias Town = DictionaryFormat.Town
    private typealias Block = DictionaryFormat.Block
    private typealias Odd = DictionaryFormat.OddNumber

    /// The number tables, once they have been checked; nil when one is damaged.
    var numberTables: NumberTables? {
        for section in NumberTables.sections where !storage.isIntact(section) { return nil }
        return NumberTables(storage)
    }

    /// The residence with the first `count` parts as block, number and branch.
    func residence(_ tables: NumberTables, _ town: Int, _ number: HouseNumber, _ count: Int) -> Int? {
        guard count >= 2 else { return nil }
        let start = Int(townField(town, Town.residenceStart))
        let total = Int(townField(town, Town.residenceCount))
        guard total > 0 else { return nil }
        return record(
            tables, tables.residenceKeys, start..<start + total, town, Odd.residence, number, count)
    }

    /// The parcel with the first `count` parts as its number.
    func parcel(_ tables: NumberTables, _ town: Int, _ number: HouseNumber, _ count: Int) -> Int? {
        guard count >= 1, count <= 3 else { return nil }
        let start = Int(townField(town, Town.parcelStart))
        let total = Int(townField(town, Town.parcelCount))
        guard total > 0 else { return nil }
        return record(tables, tables.parcelKeys, start..<start + total, town, Odd.parcel, number, count)
    }

    private func record(
        _ tables: NumberTables, _ keys: SectionView, _ range: Range<Int>, _ town: Int, _ kind: UInt32,
        _ number: HouseNumber, _ count: Int
    ) -> Int? {
        if number.isPlain(count), let first = number.value(0),
            let key = DictionaryFormat.numberKey(
                first, count > 1 ? number.value(1) : nil, count > 2 ? number.value(2) : nil)
        {
            let found = keys.lowerBound(range, key)
            return found < range.upperBound && keys.u64(found * 8) == key ? found : nil
        }
        return oddRecord(tables, town, kind, number.canonical(count))
    }

    /// The block with the first part as its number.
    func block(_ tables: NumberTables, _ town: Int, _ number: HouseNumber) -> Int? {
        let start = Int(townField(town, Town.blockStart))
        let total = Int(townField(town, Town.blockCount))
        guard total > 0, number.count > 0 else { return nil }
        guard number.isPlain(1), let value = number.value(0), value < DictionaryFormat.oddBlock - 1 else {
            return oddRecord(tables, town, Odd.block, number.canonical(1))
        }
        var low = start
        var high = start + total
        while low < high {
            let middle = (low + high) / 2
            let key = tables.blocks.u32(middle * Block.length + Block.key)
            if key == value + 1 { return middle }
            if key < value + 1 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private func oddRecord(_ tables: NumberTables, _ town: Int, _ kind: UInt32, _ text: String) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            var low = 0
            var high = tables.oddNumbers.count / Odd.length
            while low < high {
                let middle = (low + high) / 2
                let at = middle * Odd.length
                let otherTown = Int(tables.oddNumbers.u32(at + Odd.town))
                let otherKind = tables.oddNumbers.u32(at + Odd.kind)
                var order = otherTown - town
                if order == 0 { order = Int(otherKind) - Int(kind) }
                if order == 0 { order = strings.compare(tables.oddNumbers.u32(at + Odd.text), bytes) }
                if order == 0 { return Int(tables.oddNumbers.u32(at + Odd.record)) }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    // MARK: Points and ids

    func residencePoint(_ tables: NumberTables, _ town: Int, _ record: Int) -> Coordinate? {
        point(
            of: town, longitude: tables.residencePoints.i32(record * 8),
            latitude: tables.residencePoints.i32(record * 8 + 4))
    }

    func parcelPoint(_ tables: NumberTables, _ town: Int, _ record: Int) -> Coordinate? {
        point(
            of: town, longitude: tables.parcelPoints.i32(record * 8), latitude: tables.parcelPoints.i32(record * 8 + 4))
    }

    func blockPoint(_ tables: NumberTables, _ town: Int, _ block: Int) -> (point: Coordinate, radius: Double)? {
        let at = block * Block.length
        guard
            let point = point(
                of: town, longitude: tables.blocks.i32(at + Block.longitude),
                latitude: tables.blocks.i32(at + Block.latitude))
        else { return nil }
        return (point, Double(tables.blocks.f32(at + Block.radius)))
    }

    func residenceID(_ tables: NumberTables, _ record: Int) -> String {
        if let exception = exceptionalID(tables.residenceIDs, record) { return exception }
        let key = tables.residenceKeys.u64(record * 8)
        var id = Self.padded(key >> 39 & 0xFF_FFFF, 3) + "-" + Self.padded(key >> 19 & 0xF_FFFF, 3)
        if key & 0x7_FFFF != 0 { id += "-" + Self.padded(key & 0x7_FFFF, 3) }
        return id
    }

    func parcelID(_ tables: NumberTables, _ record: Int) -> String {
        if let exception = exceptionalID(tables.parcelIDs, record) { return exception }
        let key = tables.parcelKeys.u64(record * 8)
        return Self.padded(key >> 39 & 0xFF_FFFF, 5) + Self.padded(key >> 19 & 0xF_FFFF, 5)
            + Self.padded(key & 0x7_FFFF, 5)
    }

    func blockID(_ tables: NumberTables, _ block: Int) -> String {
        let key = tables.blocks.u32(block * Block.length + Block.key)
        guard key & DictionaryFormat.oddBlock == 0 else { return "" }
        return Self.padded(UInt64(key), 3)
    }

    /// A stored part (its number plus one, or 0) as zero-padded digits.
    private static func padded(_ stored: UInt64, _ width: Int) -> String {
        let digits = String(stored == 0 ? 0 : stored - 1)
        return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
    }

    private func exceptionalID(_ section: SectionView, _ record: Int) -> String? {
        var low = 0
        var high = section.count / DictionaryFormat.ExceptionalID.length
        while low < high {
            let middle = (low + high) / 2
            let at = middle * DictionaryFormat.ExceptionalID.length
            let other = Int(section.u32(at))
            if other == record { return strings.string(section.u32(at + DictionaryFormat.ExceptionalID.text)) }
            if other < record { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}

/// The sections of numbers, which are checked together when the first number is looked up.
struct NumberTables: Sendable {
    static let sections: [DictionaryFormat.Section] = [
        .blocks, .residenceKeys, .residencePoints, .residenceIDs, .parcelKeys, .parcelPoints, .parcelIDs, .oddNumbers,
        .residenceSources, .parcelSources,
    ]

    let blocks: SectionView
    let residenceKeys: SectionView
    let residencePoints: SectionView
    let residenceIDs: SectionView
    let parcelKeys: SectionView
    let parcelPoints: SectionView
    let parcelIDs: SectionView
    let oddNumbers: SectionView
    let residenceSources: SectionView
    let parcelSources: SectionView

    init(_ storage: DictionaryStorage) {
        blocks = storage.view(.blocks)
        residenceKeys = storage.view(.residenceKeys)
        residencePoints = storage.view(.residencePoints)
        residenceIDs = storage.view(.residenceIDs)
        parcelKeys = storage.view(.parcelKeys)
        parcelPoints = storage.view(.parcelPoints)
        parcelIDs = storage.view(.parcelIDs)
        oddNumbers = storage.view(.oddNumbers)
        residenceSources = storage.view(.residenceSources)
        parcelSources = storage.view(.parcelSources)
    }
}
