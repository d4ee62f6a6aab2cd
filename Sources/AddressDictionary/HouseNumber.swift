/// The number part of an address as it is written: up to four parts with the places where they end.
///
/// `23番5号`, `23-5`, `二十三の五`, `3155番地1`, `甲505番地1`, `468番地乙2`, `A-12`.
struct HouseNumber: Sendable {
    /// One part: a number, a letter, or a letter before a number.
    struct Part: Sendable {
        /// The letter as written, compatibility forms folded; 0 for none.
        var letter: UInt32 = 0
        /// The number, if there is one.
        var value: UInt32 = 0
        var hasValue = false
        /// The index of the token after the part and its unit.
        var end = 0
        /// Ends like a building's or room's letter: counts only when it is registered.
        var isOptional = false
    }

    static let limit = 4

    private(set) var parts: [Part] = []
    /// 番地 was written.
    private(set) var hasBanchi = false
    /// 号 was written, or 番 alone, or 街区.
    private(set) var hasBlockUnit = false
    /// 号 was written.
    private(set) var hasGo = false
    /// 丁目 was written after the first part although it was not read as a chome.
    private(set) var hasChomeUnit = false

    var isEmpty: Bool { parts.isEmpty }
    var count: Int { parts.count }

    /// How many parts count even if they are not registered.
    var firmCount: Int { parts.firstIndex { $0.isOptional } ?? parts.count }

    /// Whether all of the first `count` parts are plain numbers.
    func isPlain(_ count: Int) -> Bool { parts[..<count].allSatisfy { $0.hasValue && $0.letter == 0 } }

    func value(_ index: Int) -> UInt32? { index < parts.count && parts[index].hasValue ? parts[index].value : nil }

    /// The first `count` parts, joined by hyphens.
    func text(_ count: Int) -> String {
        var result = ""
        for part in parts.prefix(count) {
            if !result.isEmpty { result += "-" }
            Self.append(part, to: &result)
        }
        return result
    }

    private static func append(_ part: Part, to result: inout String) {
        if part.letter != 0, let scalar = Unicode.Scalar(part.letter) { result.unicodeScalars.append(scalar) }
        if part.letter == watanabe { result += "辺" }
        if part.hasValue { result += String(part.value) }
    }

    /// The text by which numbers with letters are compared: letters folded, and joined to the number after them.
    func canonical(_ count: Int) -> String {
        var result = ""
        var joins = false
        for part in parts.prefix(count) {
            if !result.isEmpty, !(joins && part.hasValue && part.letter == 0) { result += "-" }
            let letter = part.letter == 0 ? 0 : CharacterFolding.fold(part.letter).key
            Self.append(Part(letter: letter, value: part.value, hasValue: part.hasValue), to: &result)
            joins = !part.hasValue
        }
        return result
    }

    /// The same number with the letter on the other side: `乙468-2` for `468-乙2`, and the reverse; nil where there is none.
    var withLetterMoved: HouseNumber? {
        guard let first = parts.first, first.hasValue else { return nil }
        var moved = self
        if first.letter != 0 {
            moved.parts[0].letter = 0
            if parts.count > 1, parts[1].hasValue, parts[1].letter == 0 {
                moved.parts[1].letter = first.letter
            } else if parts.count == 1 {
                moved.parts.append(Part(letter: first.letter, end: first.end))
            } else {
                return nil
            }
            return moved
        }
        guard parts.count > 1, parts[1].letter != 0 else { return nil }
        moved.parts[0].letter = parts[1].letter
        if parts[1].hasValue {
            moved.parts[1].letter = 0
        } else {
            moved.parts.remove(at: 1)
            if moved.parts.count == 1 { moved.parts[0].end = parts[1].end }
        }
        return moved
    }

    // MARK: Parsing

    private static let ban: UInt32 = 0x756A
    private static let chi: UInt32 = 0x5730
    private static let go: UInt32 = 0x53F7
    private static let no: UInt32 = 0x30CE
    private static let longVowel: UInt32 = 0x30FC
    /// 渡, which as a letter stands for 渡辺.
    private static let watanabe: UInt32 = 0x6E21

    init() {}

    /// Reads the number that starts at token `start`; empty when there is none.
    init(_ tokens: [AddressToken], from start: Int) {
        var at = start
        while at < tokens.count, tokens[at].value == AddressToken.separator || tokens[at].value == Self.longVowel {
            at += 1
        }
        if at > 0, at + 1 < tokens.count, tokens[at + 1].isNumber, !tokens[at + 1].spaceBefore, !tokens[at].spaceBefore,
            Self.isParcelLetter(tokens[at - 1].value)
        {
            // イ部25番地, ニの2132: the letter is the town's or koaza's own.
            if tokens[at].value == 0x90E8 || tokens[at].plain == 0x306E { at += 1 }
        }
        while parts.count < Self.limit, at < tokens.count {
            guard let part = readPart(tokens, &at) else { return }
            if parts.isEmpty { parts.reserveCapacity(Self.limit) }
            parts.append(part)
            guard readSeparator(tokens, &at) else { return }
        }
    }

    /// Reads a part without its unit; leaves `at` behind it.
    private mutating func readPart(_ tokens: [AddressToken], _ at: inout Int) -> Part? {
        let token = tokens[at]
        var part = Part()
        if token.isNumber {
            // 第2 behind a number belongs to a building: 538番地第2コーポ.
            if isRoom(tokens, at) || isName(tokens, at) || token.isOrdinal && !parts.isEmpty { return nil }
            part.value = token.number
            part.hasValue = true
            part.end = at + 1
            at += 1
            return part
        }
        if let part = readWatanabe(tokens, &at) { return part }
        guard let letter = Self.letter(token) else { return nil }
        let next = at + 1 < tokens.count ? tokens[at + 1] : nil
        if let next, next.isNumber, !next.spaceBefore, !next.isOrdinal {
            if isRoom(tokens, at + 1) { return nil }
            part.letter = letter
            part.value = next.number
            part.hasValue = true
            part.end = at + 2
            part.isOptional = !parts.isEmpty && !Self.isParcelLetter(token.value)
            at += 2
            return part
        }
        let stops =
            next.map {
                $0.value == AddressToken.separator || $0.spaceBefore || $0.value == Self.ban || Self.isBracket($0)
                    || Self.isPause($0.value) || $0.isOrdinal
            }
            ?? true
        if !stops {
            // 469-乙ハイツ: a letter if such a number is registered, the start of a name otherwise.
            let isWord = AddressText.isKana(token.value) && next.map { AddressText.isKana($0.value) } ?? false
            guard !parts.isEmpty, !isWord, !AddressText.isKana(tokens[at - 1].value) || tokens[at - 1].value == Self.no
            else { return nil }
            part.isOptional = true
        }
        guard !parts.isEmpty || next?.value == AddressToken.separator else { return nil }
        part.letter = letter
        part.end = at + 1
        part.isOptional = part.isOptional || !parts.isEmpty && !Self.isParcelLetter(token.value)
        at += 1
        return part
    }

    /// 渡辺 as the block of 大阪市中央区久太郎町四丁目渡辺3号, the one family name that is an address.
    private func readWatanabe(_ tokens: [AddressToken], _ at: inout Int) -> Part? {
        guard parts.isEmpty, at + 2 < tokens.count, tokens[at].value == Self.watanabe, tokens[at + 1].value == 0x8FBA
        else { return nil }
        var number = at + 2
        if tokens[number].value == AddressToken.separator { number += 1 }
        guard number < tokens.count, tokens[number].isNumber, !tokens[number].spaceBefore, !isRoom(tokens, number)
        else { return nil }
        let part = Part(letter: Self.watanabe, value: tokens[number].number, hasValue: true, end: number + 1)
        at = number + 1
        return part
    }

    /// Reads what stands between two parts; false where the number ends.
    private mutating func readSeparator(_ tokens: [AddressToken], _ at: inout Int) -> Bool {
        let last = parts.count - 1
        guard at < tokens.count else { return false }
        let token = tokens[at]
        switch token.value {
        case AddressToken.separator, Self.longVowel:
            at += 1
            return at < tokens.count
        case AddressToken.chome where parts.count == 1:
            hasChomeUnit = true
            parts[last].end = at + 1
            at += 1
            if at < tokens.count, tokens[at].value == AddressToken.separator { at += 1 }
            return at < tokens.count
        case Self.ban:
            var end = at + 1
            if end < tokens.count, tokens[end].value == Self.chi {
                hasBanchi = true
                end += 1
            } else {
                hasBlockUnit = true
            }
            parts[last].end = end
            if end < tokens.count, tokens[end].value == Self.no || tokens[end].value == AddressToken.separator {
                end += 1
            }
            at = end
            guard at < tokens.count else { return false }
            // Behind a space only a number that says it belongs here.
            guard tokens[at].spaceBefore, tokens[at].isNumber else { return true }
            return at + 1 < tokens.count && !tokens[at + 1].spaceBefore
                && (tokens[at + 1].value == Self.go || tokens[at + 1].value == AddressToken.separator)
        case Self.go:
            hasBlockUnit = true
            hasGo = true
            parts[last].end = at + 1
            at += 1
            // 13線10号6番地
            return parts.count == 1 && at + 1 < tokens.count && tokens[at].isNumber && !tokens[at].spaceBefore
                && tokens[at + 1].value == Self.ban
        case 0x8857:
            // 街区
            guard at + 1 < tokens.count, tokens[at + 1].value == 0x533A else { return false }
            hasBlockUnit = true
            parts[last].end = at + 2
            at += 2
            if at < tokens.count, tokens[at].value == AddressToken.separator { at += 1 }
            return at < tokens.count && tokens[at].isNumber
        default:
            guard !token.isNumber, !token.spaceBefore, let letter = Self.letter(token) else { return false }
            return letter != 0 && parts[last].hasValue
        }
    }

    /// Whether the number counts a room, floor or building rather than land.
    private func isRoom(_ tokens: [AddressToken], _ at: Int) -> Bool {
        if tokens[at].spaceBefore, !parts.isEmpty, tokens[at - 1].value != AddressToken.separator,
            tokens[at - 1].value != Self.ban, tokens[at - 1].value != Self.chi, tokens[at - 1].value != Self.no
        {
            return true
        }
        guard at + 1 < tokens.count, !tokens[at + 1].spaceBefore else { return false }
        let next = tokens[at + 1].value
        let after = at + 2 < tokens.count ? tokens[at + 2] : nil
        switch next {
        case 0x968E, 0x68DF, 0x5BA4: return true  // 階 棟 室
        case 0x46: return after.map { !$0.isNumber } ?? true  // F
        case Self.go:
            guard let after, !after.spaceBefore else { return false }
            return [0x5BA4, 0x68DF, 0x9928, 0x7DDA].contains(after.value)  // 室 棟 館 線
        default: return false
        }
    }

    /// Whether a kanji numeral belongs to a name: 三 in 三毛, 二 in 二番館.
    private func isName(_ tokens: [AddressToken], _ at: Int) -> Bool {
        guard !tokens[at].isArabic, at + 1 < tokens.count, !tokens[at + 1].spaceBefore else { return false }
        let next = tokens[at + 1]
        if next.isNumber || Self.isBracket(next) || Self.isPause(next.value) { return false }
        if Self.letter(next) != nil {
            // 十二イ is a number and its letter, 三ツ木 a name.
            return at + 2 < tokens.count && !tokens[at + 2].isNumber && tokens[at + 2].value != AddressToken.separator
                && !tokens[at + 2].spaceBefore
        }
        switch next.value {
        case Self.ban:
            // 一番館, 二番街
            let after = at + 2 < tokens.count && !tokens[at + 2].spaceBefore ? tokens[at + 2].value : 0
            return after == 0x9928 || after == 0x8857 && !(at + 3 < tokens.count && tokens[at + 3].value == 0x533A)
        case AddressToken.separator, AddressToken.chome, Self.go, Self.longVowel, 0x8857: return false
        default: return true
        }
    }

    /// The letter that a part can start with, as written; nil for any other token.
    private static func letter(_ token: AddressToken) -> UInt32? {
        if isParcelLetter(token.value) || (0x41...0x5A).contains(token.value) { return token.plain }
        // The unit 丁 and the letter 丁 (甲乙丙丁) are one character.
        if token.value == AddressToken.chome { return nil }
        return nil
    }

    /// Letters of parcels: 甲乙丙… and イロハ….
    static func isParcelLetter(_ value: UInt32) -> Bool {
        (0x30A1...0x30F6).contains(value) || isKanjiLetter(value)
    }

    /// 甲乙丙戊己庚辛壬癸; 丁 is left to 丁目.
    static func isKanjiLetter(_ value: UInt32) -> Bool {
        switch value {
        case 0x7532, 0x4E59, 0x4E19, 0x620A, 0x5DF1, 0x5E9A, 0x8F9B, 0x58EC, 0x7678: true
        default: false
        }
    }

    /// A mark at which a number ends: 、 ， 。 ・ ： ； ／ and their like.
    private static func isPause(_ value: UInt32) -> Bool {
        switch value {
        case 0x3001, 0x3002, 0x2C, 0x2E, 0x3A, 0x3B, 0x2F, 0x30FB, 0xB7, 0x2022, 0x2026, 0x7C, 0x22, 0x27,
            0x300C...0x300F:
            true
        default: false
        }
    }

    private static func isBracket(_ token: AddressToken) -> Bool {
        switch token.value {
        case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x3008...0x3011, 0x3014...0x301B: true
        default: false
        }
    }
}
