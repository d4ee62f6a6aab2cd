import Geospatial

/// Step 5: the answer and its point.
extension AddressSearch {
    private typealias Town = DictionaryFormat.Town

    /// Makes the answer of a reading with a town.
    mutating func answer(_ best: Reading, rivals: [Reading], among cities: [CityReading]) -> AddressMatch {
        if !rivals.isEmpty { return ambiguousCities([best] + rivals) }
        rules.formUnion(best.rules)
        noteCity(best.city, among: cities)
        if best.rivalIsRecord { return torn(best) }
        var match = AddressMatch()
        fillCity(best.city.city, &match)
        let shown = best.koazaTown ?? best.town
        match.town = dictionary.townName(shown)
        match.koaza = best.writtenKoaza.map { original($0) } ?? dictionary.koazaName(shown)
        if !match.koaza.isEmpty, best.writtenKoaza == nil { rules.insert(.koaza) }
        match.machiazaID = dictionary.strings.string(dictionary.townField(best.town, Town.id))
        match.number = best.number.text(best.usedParts)
        if best.writtenKoaza == nil { moveLetterToNumber(&match) }
        match.rest = rest(from: best.end)
        if rules.contains(.kyotoStreet), best.townStart > best.city.end {
            let street = original(best.city.end..<best.townStart)
            match.rest = match.rest.isEmpty ? street : street + " " + match.rest
        }
        setLevel(best, &match)
        setPoint(best, &match)
        if best.townStart < best.townEnd {
            let varied = spellingDifference(best.town, best.townStart..<best.townEnd) > 0
            if isAlias(best) {
                rules.insert(.townAlias)
            } else {
                rules.insert(varied && best.koazaTown == nil ? .townVariant : .townExact)
            }
        }
        match.candidates = best.otherCandidates
        match.isCertain =
            !best.isUncertain && best.otherCandidates.isEmpty
            && [.record, .recordWithRoom, .block, .town].contains(best.quality)
        return match
    }

    /// Whether the town was found by another name than its registered one.
    private func isAlias(_ reading: Reading) -> Bool {
        guard dictionary.townFlags(reading.town) & Town.hasAlias != 0 else { return false }
        let key = TownKeys.main(name: dictionary.townName(reading.town), koaza: dictionary.koazaName(reading.town))
        return !tokens[reading.townStart..<reading.townEnd].map(\.value).elementsEqual(key)
            && spellingDifference(reading.town, reading.townStart..<reading.townEnd) > 0
    }

    /// A koaza that is one letter (甲, ニ) reads as the letter of the number behind it.
    private func moveLetterToNumber(_ match: inout AddressMatch) {
        let scalars = match.koaza.unicodeScalars
        guard scalars.count == 1, let only = scalars.first, let first = match.number.unicodeScalars.first,
            (0x30...0x39).contains(first.value),
            HouseNumber.isParcelLetter(CharacterFolding.fold(only.value).key)
        else { return }
        match.number = match.koaza + match.number
        match.koaza = ""
    }

    /// Two towns hold the number: neither is taken.
    private mutating func torn(_ best: Reading) -> AddressMatch {
        var match = AddressMatch()
        fillCity(best.city.city, &match)
        rules.insert(.townAmbiguous)
        match.matchLevel = .city
        match.rest = rest(from: best.city.end)
        match.candidates = best.otherCandidates
        setCityPoint(best.city.city, &match)
        return match
    }

    private mutating func noteCity(_ city: CityReading, among cities: [CityReading]) {
        if city.isAssumed {
            rules.insert(.cityAssumed)
        } else {
            rules.insert(city.isPartial ? .wardAlone : .city)
        }
        if city.isRenamed { rules.insert(.cityRenamed) }
        if city.isWardOfNamed { rules.insert(.cityWithoutWard) }
        if cities.contains(where: { $0.city != city.city && $0.end == city.end && !$0.isAssumed }) {
            rules.insert(.cityByTown)
        }
    }

    private func fillCity(_ city: Int, _ match: inout AddressMatch) {
        match.prefecture = dictionary.prefectureName(dictionary.cityPrefecture(city))
        match.city = dictionary.cityName(city)
        match.lgCode = dictionary.strings.string(dictionary.cityField(city, DictionaryFormat.City.code))
    }

    private func setLevel(_ reading: Reading, _ match: inout AddressMatch) {
        if let tables, let residence = reading.residence {
            match.matchLevel = .residence
            match.recordID = dictionary.residenceID(tables, residence)
        } else if let tables, let parcel = reading.parcel {
            match.matchLevel = .parcel
            match.recordID = dictionary.parcelID(tables, parcel)
        } else if let tables, let block = reading.block, reading.quality >= .blockPartly {
            match.matchLevel = .block
            match.recordID = dictionary.blockID(tables, block)
        } else {
            let hasKoaza = dictionary.townField(reading.town, Town.koaza) != DictionaryFormat.none
            match.matchLevel = hasKoaza ? .koaza : .town
        }
    }

    // MARK: Point

    /// Gives the point of the finest record that has one, going up from the record to the municipality.
    private mutating func setPoint(_ reading: Reading, _ match: inout AddressMatch) {
        if let tables {
            if let residence = reading.residence,
                let point = dictionary.residencePoint(tables, reading.town, residence)
            {
                return set(
                    point, .residence, dictionary.townRadius(reading.town, Town.residenceRadius),
                    source: Int(tables.residenceSources.u8(residence)), &match)
            }
            if let parcel = reading.parcel, let point = dictionary.parcelPoint(tables, reading.town, parcel) {
                return set(
                    point, .parcel, dictionary.townRadius(reading.town, Town.parcelRadius),
                    source: Int(tables.parcelSources.u8(parcel)), &match)
            }
            if reading.parcel == nil, let block = reading.block,
                let found = dictionary.blockPoint(tables, reading.town, block)
            {
                rules.insert(.pointOfBlock)
                let source = tables.blocks.u32(
                    block * DictionaryFormat.Block.length + DictionaryFormat.Block.pointSource)
                return set(found.point, .block, found.radius, source: Int(source), &match)
            }
        }
        if let town = reading.koazaTown, setTownPoint(town, &match) { return }
        if setTownPoint(reading.town, &match) { return }
        let parent = dictionary.townField(reading.town, Town.parent)
        if parent != 0, setTownPoint(Int(parent) - 1, &match) { return }
        setCityPoint(reading.city.city, &match)
    }

    /// Gives a town's own point; false when it has none.
    private mutating func setTownPoint(_ town: Int, _ match: inout AddressMatch) -> Bool {
        guard let point = dictionary.townPoint(town) else { return false }
        let isKoaza = dictionary.townField(town, Town.koaza) != DictionaryFormat.none
        rules.insert(.pointOfTown)
        set(
            point, isKoaza ? .koaza : .town, dictionary.townRadius(town),
            source: Int(dictionary.townField(town, Town.pointSource)), &match)
        return true
    }

    private mutating func setCityPoint(_ city: Int, _ match: inout AddressMatch) {
        guard let point = dictionary.cityPoint(city) else {
            rules.insert(.noPoint)
            return
        }
        rules.insert(.pointOfCity)
        set(
            point, .city, dictionary.cityRadius(city),
            source: Int(dictionary.cityField(city, DictionaryFormat.City.pointSource)), &match)
    }

    private func set(
        _ point: Coordinate, _ level: MatchLevel, _ radius: Double, source: Int, _ match: inout AddressMatch
    ) {
        match.position = point
        match.pointSource = dictionary.sourceName(source)
        match.coordinateLevel = level
        match.uncertaintyMetres = radius
    }

    // MARK: Without a town

    /// Makes the answer when no town fits: the municipality if the text decides it, else the prefecture.
    mutating func answerWithoutTown(_ cities: [CityReading], start: Int) -> AddressMatch {
        var named = cities.filter { !$0.isAssumed && !$0.isWardOfNamed }
        let longest = named.map(\.end).max() ?? 0
        named.removeAll { $0.end < longest }
        if named.contains(where: { !$0.isPartial }) { named.removeAll { $0.isPartial } }
        if named.contains(where: { isNear($0.city) }) { named.removeAll { !isNear($0.city) } }
        var match = AddressMatch()
        guard let only = named.first else { return withoutCity(&match, start: start) }
        if named.count > 1 {
            rules.insert(.cityAmbiguous)
            match.candidates = named.map {
                dictionary.prefectureName(dictionary.cityPrefecture($0.city)) + dictionary.cityName($0.city)
            }
            return withoutCity(&match, start: start)
        }
        noteCity(only, among: cities)
        fillCity(only.city, &match)
        match.matchLevel = .city
        setCityPoint(only.city, &match)
        var end = only.end
        let number = number(at: end)
        // Behind a space only a number that is all there is: a building's may begin with one.
        let isApart = tokens[min(end, tokens.count - 1)].spaceBefore
        if !number.isEmpty, !isApart || number.parts.last?.end == tokens.count {
            rules.insert(.numberWithoutTown)
            let used = min(number.firmCount, 3)
            match.number = number.text(used)
            end = number.parts[used - 1].end
        } else if end < tokens.count {
            rules.insert(.townUnknown)
        }
        match.rest = rest(from: end)
        match.isCertain = end == tokens.count && match.number.isEmpty
        return match
    }

    private mutating func withoutCity(_ match: inout AddressMatch, start: Int) -> AddressMatch {
        if let prefecture {
            match.prefecture = dictionary.prefectureName(prefecture)
            match.matchLevel = .prefecture
            match.isCertain = start == tokens.count
        }
        match.rest = rest(from: prefecture == nil ? 0 : start)
        rules.insert(.noPoint)
        return match
    }

    private mutating func ambiguousCities(_ readings: [Reading]) -> AddressMatch {
        rules.insert(.cityAmbiguous)
        var match = AddressMatch()
        let prefectures = Set(readings.map { dictionary.cityPrefecture($0.city.city) })
        if prefectures.count == 1, let only = prefectures.first {
            match.prefecture = dictionary.prefectureName(only)
            match.matchLevel = .prefecture
        }
        match.candidates = readings.prefix(20).map { fullText($0) }
        match.rest = rest(from: 0)
        rules.insert(.noPoint)
        return match
    }

    // MARK: Texts of candidates

    /// The full address of a reading as it would be written out.
    func fullText(_ reading: Reading) -> String {
        if reading.parcel != nil { return candidate(reading, reading.usedParts, asParcel: true) }
        if reading.residence != nil || reading.block != nil {
            return candidate(reading, reading.usedParts, asParcel: false)
        }
        return townText(reading) + reading.number.text(reading.usedParts)
    }

    /// The full address with the number written so that it has one reading: 番地 for a parcel, 番 and 号 for a residence.
    func candidate(_ reading: Reading, _ parts: Int, asParcel: Bool) -> String {
        let texts = reading.number.text(parts).split(separator: "-").map(String.init)
        var result = townText(reading)
        for (index, text) in texts.enumerated() {
            result += text
            if asParcel {
                result += index == 0 ? "番地" : (index + 1 < texts.count ? "-" : "")
            } else {
                result += index == 0 ? "番" : (index == 1 ? "号" : (index + 1 < texts.count ? "-" : ""))
            }
        }
        return result
    }

    private func townText(_ reading: Reading) -> String {
        let city = reading.city.city
        return dictionary.prefectureName(dictionary.cityPrefecture(city)) + dictionary.cityName(city)
            + dictionary.townName(reading.town) + dictionary.koazaName(reading.town)
    }
}
