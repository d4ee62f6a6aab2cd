/// Registered addresses that an operator may have meant by one that has no certain match.
///
/// For people only: matching never takes a near name or number. The towns of a municipality are folded once and kept, so that
/// thousands of addresses of one city cost a few microseconds a town each.
package struct AddressSuggester {
    /// At most this many suggestions for one address.
    package static let limit = 3

    let dictionary: AddressDictionary
    private let municipality: LocalGovernmentCode
    private var townsOfCity: [Int: [KnownTown]] = [:]

    /// A town with its folded key.
    struct KnownTown {
        let town: Int
        let key: [UInt32]
        let text: String
    }

    /// Suggests addresses of this municipality, or of the one that an address names.
    package init(_ dictionary: AddressDictionary, municipality: LocalGovernmentCode) {
        self.dictionary = dictionary
        self.municipality = municipality
    }

    /// At most ``limit`` full addresses in registered spelling, the likeliest first; empty when nothing is near enough.
    ///
    /// - The readings between which the text does not decide.
    /// - For an unregistered number: registered numbers of that town, those that share most of its parts first.
    /// - For an unregistered town or koaza: names at a small edit distance, with the number as written.
    package mutating func suggestions(for address: String) -> [String] {
        let match = dictionary.match(address, within: municipality)
        if !match.candidates.isEmpty { return Array(match.candidates.prefix(Self.limit)) }
        if match.isCertain, match.matchLevel >= .block { return [] }
        guard match.matchLevel >= .town else { return towns(like: match) }
        if match.rules.contains(MatchRule.koazaUnregistered.id) {
            let near = koaza(like: match)
            if !near.isEmpty { return near }
        }
        if match.rules.contains(MatchRule.townStem.id) { return chome(of: match) }
        if match.rules.contains(MatchRule.townDangling.id), match.number.isEmpty { return towns(longerThan: match) }
        return match.number.isEmpty ? [] : numbers(near: match)
    }

    /// The municipality that the match names, or the register's.
    private func cityIndex(_ match: AddressMatch) -> Int? {
        dictionary.city(code: match.lgCode.isEmpty ? municipality.text : match.lgCode)
    }

    /// The towns of a municipality and, for a designated city, of its wards, in registered order.
    private mutating func knownTowns(of city: Int) -> [KnownTown] {
        if let known = townsOfCity[city] { return known }
        var result: [KnownTown] = []
        let parts = [city] + (0..<dictionary.cityCount).filter { dictionary.cityParent($0) == city }
        for part in parts {
            let start = Int(dictionary.cityField(part, DictionaryFormat.City.townStart))
            let count = Int(dictionary.cityField(part, DictionaryFormat.City.townCount))
            let place = dictionary.prefectureName(dictionary.cityPrefecture(part)) + dictionary.cityName(part)
            for town in start..<start + count {
                let name = dictionary.townName(town)
                let koaza = dictionary.koazaName(town)
                let key = TownKeys.main(name: name, koaza: koaza)
                // A stem is no town that anybody lives in; its chome are.
                let isStem = dictionary.townFlags(town) & DictionaryFormat.Town.isStem != 0
                if !key.isEmpty, !isStem { result.append(KnownTown(town: town, key: key, text: place + name + koaza)) }
            }
        }
        townsOfCity[city] = result
        return result
    }

    // MARK: Towns

    private mutating func towns(like match: AddressMatch) -> [String] {
        guard let city = cityIndex(match) else { return [] }
        let text = AddressText(TownKeys.withoutPrefix(match.number.isEmpty ? match.rest : match.number + match.rest))
        return nearest(knownTowns(of: city), to: text)
    }

    /// Towns like the one that was found and the text behind it that cannot be read: 広瀬西 is nearer to 広瀬東 than to 広瀬.
    private mutating func towns(longerThan match: AddressMatch) -> [String] {
        guard let city = cityIndex(match) else { return [] }
        let found = TownKeys.withoutPrefix(match.town)
        let text = AddressText(found + match.rest)
        let length = AddressText(found).tokens.count
        return nearest(knownTowns(of: city).filter { $0.key.count > length }, to: text)
    }

    /// The chome of a stem under which the number is registered.
    private mutating func chome(of match: AddressMatch) -> [String] {
        guard let city = cityIndex(match), !match.number.isEmpty else { return [] }
        let stem = AddressText(TownKeys.withoutPrefix(match.town)).key
        let found = knownTowns(of: city).filter { TownKeys.stem($0.key) == stem }.map { $0.text + match.number }
        return Self.firstDistinct(
            found.filter { dictionary.match($0, within: municipality).matchLevel >= .block })
    }

    private mutating func koaza(like match: AddressMatch) -> [String] {
        guard let city = cityIndex(match), let town = town(of: match, in: city) else { return [] }
        let name = dictionary.townName(town)
        let kin = knownTowns(of: city).filter {
            dictionary.townName($0.town).utf8.elementsEqual(name.utf8) && !dictionary.koazaName($0.town).isEmpty
        }
        let text = AddressText(TownKeys.withoutPrefix(name) + TownKeys.withoutPrefix(match.koaza) + match.number)
        return nearest(kin, to: text)
    }

    private func nearest(_ towns: [KnownTown], to text: AddressText) -> [String] {
        struct Near {
            let distance: Int
            let isRegistered: Bool
            let length: Int
            let text: String
        }
        let tokens = text.withoutAza
        let values = tokens.map(\.value)
        var found: [Near] = []
        for known in towns {
            guard let alignment = TownAlignment(key: known.key, text: values) else { continue }
            let number = HouseNumber(tokens, from: alignment.end)
            let written = number.text(min(number.firmCount, 3))
            let full = known.text + written
            let match = dictionary.match(full, within: municipality)
            found.append(
                Near(
                    distance: alignment.distance, isRegistered: !written.isEmpty && match.matchLevel >= .block,
                    length: known.key.count, text: full))
        }
        found.sort { left, right in
            if left.distance != right.distance { return left.distance < right.distance }
            if left.isRegistered != right.isRegistered { return left.isRegistered }
            if left.length != right.length { return left.length > right.length }
            return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
        }
        // Where a near name holds the very number, names without it are noise.
        if found.first?.isRegistered == true { found.removeAll { !$0.isRegistered } }
        return Self.firstDistinct(found.map(\.text))
    }

    /// The town that a match answers, found by its names; several of one name in a municipality give the first.
    private func town(of match: AddressMatch, in city: Int) -> Int? {
        let start = Int(dictionary.cityField(city, DictionaryFormat.City.townStart))
        let count = Int(dictionary.cityField(city, DictionaryFormat.City.townCount))
        var withoutKoaza: Int?
        for town in start..<start + count
        where dictionary.townName(town).utf8.elementsEqual(match.town.utf8) {
            let koaza = dictionary.koazaName(town)
            if koaza.utf8.elementsEqual(match.koaza.utf8) { return town }
            if koaza.isEmpty { withoutKoaza = withoutKoaza ?? town }
        }
        return withoutKoaza
    }

    // MARK: Numbers

    private func numbers(near match: AddressMatch) -> [String] {
        guard let city = cityIndex(match), let town = town(of: match, in: city),
            let nearby = NumbersNearby(match.number, in: town, of: dictionary)
        else { return [] }
        let place =
            dictionary.prefectureName(dictionary.cityPrefecture(city)) + dictionary.cityName(city)
            + dictionary.townName(town) + dictionary.koazaName(town)
        return Self.firstDistinct(nearby.texts.map { place + $0 })
    }

    private static func firstDistinct(_ texts: [String]) -> [String] {
        var result: [String] = []
        for text in texts where !result.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
            result.append(text)
            if result.count == limit { break }
        }
        return result
    }
}

extension AddressText {
    /// The tokens without 大字, 小字 and 字, which keys of towns do not have either.
    fileprivate var withoutAza: [AddressToken] {
        let aza: UInt32 = 0x5B57
        return tokens.indices.filter { index in
            if tokens[index].value == aza { return false }
            let isSize = tokens[index].value == 0x5927 || tokens[index].value == 0x5C0F  // 大 小
            return !(isSize && index + 1 < tokens.count && tokens[index + 1].value == aza)
        }.map { tokens[$0] }
    }
}
