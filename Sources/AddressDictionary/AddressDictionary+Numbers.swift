import Geospatial

/// Look-ups in the tables of blocks, residences and parcels. All of them are exact: there is no nearest number.
extension AddressDictionary {
    private typealias Town = DictionaryFormat.Town
    private typealias Block = DictionaryFormat.Block
    private typealias Odd = DictionaryFormat.OddNumber

    /// The number tables, once they have been checked; nil when one is damaged.
    var numberTables: NumberTables? { uncheckedNumbers.areIntact(in: storage) ? uncheckedNumbers : nil }

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
        let branch = key & 0x7_FFFF
        return Self.digits([key >> 39 & 0xFF_FFFF, key >> 19 & 0xF_FFFF] + (branch == 0 ? [] : [branch]), 3, "-")
    }

    func parcelID(_ tables: NumberTables, _ record: Int) -> String {
        if let exception = exceptionalID(tables.parcelIDs, record) { return exception }
        let key = tables.parcelKeys.u64(record * 8)
        return Self.digits([key >> 39 & 0xFF_FFFF, key >> 19 & 0xF_FFFF, key & 0x7_FFFF], 5, "")
    }

    func blockID(_ tables: NumberTables, _ block: Int) -> String {
        let key = tables.blocks.u32(block * Block.length + Block.key)
        guard key & DictionaryFormat.oddBlock == 0 else { return "" }
        return Self.digits([UInt64(key)], 3, "")
    }

    /// Stored parts (each its number plus one, or 0) as zero-padded digits, in one string.
    private static func digits(_ parts: [UInt64], _ width: Int, _ separator: String) -> String {
        String(unsafeUninitializedCapacity: parts.count * 9) { buffer in
            var end = 0
            for (index, stored) in parts.enumerated() {
                if index > 0 {
                    for byte in separator.utf8 {
                        buffer[end] = byte
                        end += 1
                    }
                }
                var value = stored == 0 ? 0 : stored - 1
                var length = 1
                var limit: UInt64 = 10
                while value >= limit {
                    length += 1
                    limit *= 10
                }
                length = max(length, width)
                for place in stride(from: end + length - 1, through: end, by: -1) {
                    buffer[place] = UInt8(ascii: "0") + UInt8(value % 10)
                    value /= 10
                }
                end += length
            }
            return end
        }
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
