/// Step 2: prefecture and municipality.
extension AddressSearch {
    /// Reads a prefecture at the start; returns the token after it.
    mutating func readPrefecture() -> Int {
        var node = dictionary.meta.u32(0)
        var at = 0
        var found: (prefecture: Int, end: Int)?
        while at < tokens.count,
            let next = AddressDictionary.child(dictionary.cityNodes, of: node, token: tokens[at].value)
        {
            node = next
            at += 1
            if let first = AddressDictionary.firstValue(dictionary.cityNodes, of: node) {
                let value = dictionary.cityValues.u32(first * 4) & DictionaryFormat.valueMask
                found = (Int(value), at)
            }
        }
        guard let found else { return 0 }
        prefecture = found.prefecture
        rules.insert(.prefecture)
        if AddressText.isKana(tokens[0].value) { rules.insert(.prefectureKana) }
        return found.end
    }

    /// The municipalities that the text can mean, those named with the longest text first; never more than a hundred.
    mutating func readMunicipalities(from start: Int) -> [CityReading] {
        var readings: [CityReading] = []
        // A prefecture's name can open a municipality's (京都市, 千葉市): with a prefecture read, the text behind it decides.
        appendNamed(from: start, prefecture: prefecture, to: &readings)
        if start > 0, readings.isEmpty {
            prefecture = nil
            appendNamed(from: 0, prefecture: nil, to: &readings)
            if readings.isEmpty { prefecture = rules.contains(.prefecture) ? prefectureAt(start) : nil }
        }
        // One whole name of a municipality without wards: nothing to weigh.
        if within == nil, readings.count == 1, !readings[0].isPartial,
            dictionary.cityField(readings[0].city, DictionaryFormat.City.flags) & DictionaryFormat.City.hasWards == 0
        {
            return readings
        }
        let full = readings.filter { !$0.isPartial }
        if let longest = full.map(\.end).max() {
            // A shorter name of the same text is only a designated city before its ward, or 町 inside a longer name.
            readings.removeAll {
                $0.isPartial && $0.end <= longest && !isNear($0.city) && full.contains { $0.end >= longest }
            }
        }
        readings = expandWards(readings)
        if let within {
            if readings.contains(where: { isNear($0.city) && !$0.isPartial }) {
                // Named, and it is the register's own: nothing else to consider.
                let named = readings
                readings.removeAll { !isNear($0.city) && !prefersOver($0, named) }
            } else {
                readings += assumed(within, at: start)
            }
            if readings.contains(where: { $0.isPartial && isNear($0.city) }) {
                readings.removeAll { $0.isPartial && !isNear($0.city) }
            }
        }
        if readings.count > 100 { readings.removeLast(readings.count - 100) }
        return readings
    }

    private func prefectureAt(_ start: Int) -> Int? {
        var node = dictionary.meta.u32(0)
        var result: Int?
        for at in 0..<start {
            guard let next = AddressDictionary.child(dictionary.cityNodes, of: node, token: tokens[at].value) else {
                break
            }
            node = next
            if let first = AddressDictionary.firstValue(dictionary.cityNodes, of: node) {
                result = Int(dictionary.cityValues.u32(first * 4) & DictionaryFormat.valueMask)
            }
        }
        return result
    }

    /// A longer name than the register's municipality has in the same text stays in the running.
    private func prefersOver(_ reading: CityReading, _ readings: [CityReading]) -> Bool {
        !readings.contains { isNear($0.city) && $0.end >= reading.end }
    }

    private func appendNamed(from start: Int, prefecture: Int?, to readings: inout [CityReading]) {
        var node = dictionary.meta.u32(4)
        var at = start
        var found: [CityReading] = []
        while at < tokens.count,
            let next = AddressDictionary.child(dictionary.cityNodes, of: node, token: tokens[at].value)
        {
            node = next
            at += 1
            guard let first = AddressDictionary.firstValue(dictionary.cityNodes, of: node) else { continue }
            let end = at
            AddressDictionary.forEachValue(dictionary.cityValues, from: first) { value in
                let city = Int(value & DictionaryFormat.valueMask)
                if let prefecture, dictionary.cityPrefecture(city) != prefecture { return }
                found.append(
                    CityReading(
                        city: city, end: end, isPartial: value & DictionaryFormat.partialValue != 0,
                        isRenamed: value & DictionaryFormat.renamedValue != 0))
            }
        }
        if found.count > 1 { found.reverse() }
        if readings.isEmpty { readings = found } else { readings += found }
    }

    /// Adds the wards of designated cities that are named without one.
    private func expandWards(_ readings: [CityReading]) -> [CityReading] {
        var result = readings
        for reading in readings where !reading.isPartial {
            guard dictionary.cityField(reading.city, DictionaryFormat.City.flags) & DictionaryFormat.City.hasWards != 0,
                !readings.contains(where: { dictionary.cityParent($0.city) == reading.city && !$0.isPartial })
            else { continue }
            result += wards(of: reading.city).map { CityReading(city: $0, end: reading.end, isWardOfNamed: true) }
        }
        return result
    }

    private func wards(of city: Int) -> [Int] {
        (0..<dictionary.cityCount).filter { dictionary.cityParent($0) == city }
    }

    private func assumed(_ city: Int, at start: Int) -> [CityReading] {
        var result = [CityReading(city: city, end: start, isAssumed: true)]
        if dictionary.cityField(city, DictionaryFormat.City.flags) & DictionaryFormat.City.hasWards != 0 {
            result += wards(of: city).map { CityReading(city: $0, end: start, isAssumed: true) }
        }
        return result
    }
}
