import Geospatial

/// One address on its way through the steps: text → municipality → town → chome → number → point.
///
/// Each step has a file of its own. Steps produce readings; the best one becomes the answer, and what speaks against it makes
/// the answer uncertain.
struct AddressSearch {
    let dictionary: AddressDictionary
    let bytes: UnsafeBufferPointer<UInt8>
    /// The register's municipality.
    let within: Int?
    let text: AddressText
    /// The text's own, held here because every step asks for them many times.
    let tokens: [AddressToken]
    var rules = FiredRules()
    /// The prefecture named in the text.
    var prefecture: Int?
    let tables: NumberTables?
    /// Numbers already parsed, by the token where they start.
    var parsedNumbers: [(start: Int, number: HouseNumber)] = []
    /// Bounds the work on texts that fit many readings.
    var budget = 4000

    init(_ dictionary: AddressDictionary, _ bytes: UnsafeBufferPointer<UInt8>, within: Int?) {
        self.dictionary = dictionary
        self.bytes = bytes
        self.within = within
        text = AddressText(utf8: bytes)
        tokens = text.tokens
        tables = dictionary.numberTables
    }

    /// A municipality that the text names, or that is assumed.
    struct CityReading {
        var city: Int
        /// The token after the name.
        var end: Int
        /// Named by the ward alone.
        var isPartial = false
        /// Named as it was called before.
        var isRenamed = false
        /// Not named.
        var isAssumed = false
        /// A ward tried because only its designated city is named.
        var isWardOfNamed = false
    }

    /// How well a reading explains the text; a better one has a higher value.
    enum Quality: Int, Comparable {
        case nothing = 0
        /// The town only, and text that cannot be read behind it.
        case dangling
        /// Only the stem of chome.
        case stem
        /// The town; its number is not registered.
        case unregistered
        /// The town; there is no number.
        case town
        /// The block; the rest of the number is not registered.
        case blockPartly
        /// The block, and there is no more.
        case block
        /// A residence, with a room left over.
        case recordWithRoom
        /// A residence or parcel, the whole number.
        case record

        var isRecord: Bool { self >= .recordWithRoom }

        static func < (left: Quality, right: Quality) -> Bool { left.rawValue < right.rawValue }
    }

    /// A town with what follows it.
    struct Reading {
        var city: CityReading
        var town = -1
        /// The first token of the town, and the token after it.
        var townStart = 0
        var townEnd = 0
        /// How many tokens the town's key took.
        var townLength = 0
        /// 大字 is written, and the town is a chome taken from a bare number.
        var ignoresPrefix = false
        var penalty = 0
        var quality = Quality.nothing
        var number = HouseNumber()
        /// How many parts of the number belong to the answer.
        var usedParts = 0
        var residence: Int?
        var parcel: Int?
        var block: Int?
        /// The token after everything that was read.
        var end = 0
        var isUncertain = false
        /// Another town of the municipality holds the whole number too.
        var rivalIsRecord = false
        /// A koaza that is written but not registered, in tokens.
        var writtenKoaza: Range<Int>?
        /// The registered koaza under whose town the number was found.
        var koazaTown: Int?
        /// Readings of the number that the text allows as well.
        var otherCandidates: [String] = []
        var rules = FiredRules()
    }

    mutating func run() -> AddressMatch {
        guard !tokens.isEmpty else { return AddressMatch() }
        rules.insert(.fold)
        if text.hadPostalCode { rules.insert(.postalCode) }
        if text.isCut { rules.insert(.lengthLimit) }
        if tables == nil { rules.insert(.sectionCorrupt) }
        let start = readPrefecture()
        let cities = readMunicipalities(from: start)
        var best: Reading?
        var rivals: [Reading] = []
        for city in cities {
            guard let reading = readTown(in: city) else { continue }
            guard let current = best else {
                best = reading
                continue
            }
            switch compare(reading, current) {
            case 1:
                best = reading
                rivals = []
            case 0: rivals.append(reading)
            default: break
            }
        }
        var match: AddressMatch
        if let best {
            match = answer(best, rivals: rivals, among: cities)
        } else {
            match = answerWithoutTown(cities, start: start)
        }
        applySurvey(&match)
        match.rules = rules.ids
        return match
    }

    /// Compares readings of different municipalities: 1 when the first is better, −1 when it is worse, 0 when nothing decides.
    private func compare(_ left: Reading, _ right: Reading) -> Int {
        if left.quality.isRecord != right.quality.isRecord { return left.quality.isRecord ? 1 : -1 }
        if left.townEnd != right.townEnd { return left.townEnd > right.townEnd ? 1 : -1 }
        if left.quality != right.quality { return left.quality > right.quality ? 1 : -1 }
        if left.penalty != right.penalty { return left.penalty < right.penalty ? 1 : -1 }
        let leftNear = isNear(left.city.city)
        if leftNear != isNear(right.city.city) { return leftNear ? 1 : -1 }
        if left.city.isPartial != right.city.isPartial { return right.city.isPartial ? 1 : -1 }
        // A municipality of today before one that only an older source has.
        let leftIsRegistered = isRegistered(left.city.city)
        if leftIsRegistered != isRegistered(right.city.city) { return leftIsRegistered ? 1 : -1 }
        return left.town == right.town ? -1 : 0
    }

    /// Whether the municipality is the register's, or a ward of it.
    func isNear(_ city: Int) -> Bool {
        guard let within else { return false }
        return city == within || dictionary.cityParent(city) == within
    }

    private func isRegistered(_ city: Int) -> Bool {
        dictionary.cityField(city, DictionaryFormat.City.code) != DictionaryFormat.none
    }

    /// The number that starts at a token; parsed once.
    mutating func number(at start: Int) -> HouseNumber {
        for entry in parsedNumbers where entry.start == start { return entry.number }
        let number = HouseNumber(tokens, from: start)
        parsedNumbers.append((start, number))
        return number
    }

    /// The original text from a token to the end, without leading spaces and hyphens.
    func rest(from token: Int) -> String {
        var offset: Int
        if token < tokens.count {
            offset = Int(tokens[token].start)
        } else {
            offset = tokens.last.map { Int($0.end) } ?? 0
        }
        var end = bytes.count
        while offset < end, Self.isTrimmed(AddressText.decode(bytes, offset).scalar) {
            offset = AddressText.decode(bytes, offset).next
        }
        while end > offset {
            var previous = end - 1
            while previous > offset, bytes[previous] & 0xC0 == 0x80 { previous -= 1 }
            guard CharacterFolding.fold(AddressText.decode(bytes, previous).scalar).kind == .space else { break }
            end = previous
        }
        guard offset < end else { return "" }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[offset..<end]), as: UTF8.self)
    }

    private static func isTrimmed(_ scalar: UInt32) -> Bool {
        switch CharacterFolding.fold(scalar).kind {
        case .space, .hyphen, .removed: true
        case .longVowel: true
        default: scalar == 0x3001 || scalar == 0x2C || scalar == 0xFF0C
        }
    }

    /// The original text of a range of tokens.
    func original(_ range: Range<Int>) -> String {
        guard !range.isEmpty, range.upperBound <= tokens.count else { return "" }
        let slice = bytes[Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound - 1].end)]
        return String(decoding: UnsafeBufferPointer(rebasing: slice), as: UTF8.self)
    }
}
