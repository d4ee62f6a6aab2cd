/// One piece of a folded address: a character or a whole number.
struct AddressToken: Sendable {
    /// A scalar folded for comparison, a number with ``numberFlag``, or one of the unit values.
    var value: UInt32
    /// The scalar as written, compatibility forms folded; for numbers 0.
    var plain: UInt32
    /// Where the piece starts and ends in the original text, in UTF-8 bytes.
    var start: UInt16
    var end: UInt16
    /// Whether a space stood before the piece.
    var spaceBefore: Bool
    /// For numbers: written in digits rather than kanji.
    var isArabic: Bool
    /// For numbers: 第 stands in front.
    var isOrdinal = false

    static let numberFlag: UInt32 = 1 << 31
    /// A separator between numbers, however written.
    static let separator: UInt32 = 1 << 30
    /// 丁目 or 丁 after a number.
    static let chome: UInt32 = 1 << 30 | 1

    var isNumber: Bool { value & Self.numberFlag != 0 }
    var number: UInt32 { value & ~Self.numberFlag }
}

/// An address folded for matching: tokens that know where they stand in the original text.
///
/// Registered names are folded by the same code, so whatever it does to a name it does to both sides. Only the first
/// ``limit`` characters become tokens. One pass over the UTF-8 bytes without Foundation.
struct AddressText: Sendable {
    /// How many characters are looked at; the rest of a longer text is leftover.
    static let limit = 400

    private(set) var tokens: [AddressToken] = []
    /// Whether a postal code was removed from the start.
    private(set) var hadPostalCode = false
    /// Whether the text is longer than ``limit``.
    private(set) var isCut = false

    private var numerals: [UInt32] = []
    private var numeralStarts: [UInt16] = []
    private var numeralsSpace = false
    private var numeralsEnd: UInt16 = 0

    /// Folds a text; `bytes` must be valid UTF-8.
    init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        tokens.reserveCapacity(48)
        var at = Self.postalCodeEnd(bytes)
        hadPostalCode = at > 0
        var space = false
        var seen = 0
        while at < bytes.count {
            if seen == Self.limit {
                isCut = true
                break
            }
            seen += 1
            let (scalar, next) = Self.decode(bytes, at)
            let folded = CharacterFolding.fold(scalar)
            if folded.kind == .removed {
                at = next
                continue
            }
            if folded.kind == .numeral {
                if numerals.isEmpty { numeralsSpace = space }
                if space, !numerals.isEmpty {
                    flushNumerals()
                    numeralsSpace = true
                }
                numerals.append(folded.plain)
                numeralStarts.append(UInt16(at))
                numeralsEnd = UInt16(next)
                space = false
                at = next
                continue
            }
            if folded.kind == .space {
                space = true
                at = next
                continue
            }
            if !numerals.isEmpty { flushNumerals() }
            append(folded, start: at, end: next, space: &space)
            at = next
        }
        if !numerals.isEmpty { flushNumerals() }
        resolveContext()
    }

    /// Folds a registered name.
    init(_ name: String) {
        var copy = name
        self = copy.withUTF8 { AddressText(utf8: $0) }
    }

    /// The comparison values alone, as the keys of the dictionary hold them.
    var key: [UInt32] { tokens.map(\.value) }

    private mutating func append(_ folded: FoldedCharacter, start: Int, end: Int, space: inout Bool) {
        defer { space = false }
        switch folded.kind {
        case .digit:
            if let last = tokens.indices.last, tokens[last].isNumber, tokens[last].isArabic, !space,
                Int(tokens[last].end) == start, tokens[last].number <= (KanjiNumerals.limit - 9) / 10
            {
                tokens[last].value = AddressToken.numberFlag | (tokens[last].number * 10 + folded.key)
                tokens[last].end = UInt16(end)
                return
            }
            emit(AddressToken.numberFlag | folded.key, 0, start, end, space, arabic: true)
        case .enclosedNumber:
            emit(AddressToken.numberFlag | folded.key, 0, start, end, space, arabic: true)
        case .voicing:
            guard let last = tokens.indices.last, (0x30A1...0x30FA).contains(tokens[last].value) else { return }
            tokens[last].value = CharacterFolding.voiced(tokens[last].value, mark: folded.key)
            tokens[last].end = UInt16(end)
        default:
            emit(folded.key, folded.plain, start, end, space, arabic: false)
        }
    }

    @inline(__always)
    private mutating func emit(_ value: UInt32, _ plain: UInt32, _ start: Int, _ end: Int, _ space: Bool, arabic: Bool)
    {
        tokens.append(
            AddressToken(
                value: value, plain: plain, start: UInt16(start), end: UInt16(end), spaceBefore: space, isArabic: arabic
            ))
    }

    private mutating func flushNumerals() {
        var at = 0
        while at < numerals.count {
            let (value, end) = KanjiNumerals.read(numerals, from: at)
            let stop = end < numerals.count ? numeralStarts[end] : numeralsEnd
            tokens.append(
                AddressToken(
                    value: AddressToken.numberFlag | value, plain: end == at + 1 ? numerals[at] : 0,
                    start: numeralStarts[at], end: stop, spaceBefore: at == 0 && numeralsSpace, isArabic: false))
            at = end
        }
        numerals.removeAll(keepingCapacity: true)
        numeralStarts.removeAll(keepingCapacity: true)
    }

    /// Decodes one scalar of valid UTF-8.
    @inline(__always)
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (scalar: UInt32, next: Int) {
        let first = UInt32(bytes[at])
        if first < 0x80 { return (first, at + 1) }
        let count = bytes.count
        if first < 0xE0 {
            guard at + 1 < count else { return (0xFFFD, count) }
            return ((first & 0x1F) << 6 | UInt32(bytes[at + 1]) & 0x3F, at + 2)
        }
        if first < 0xF0 {
            guard at + 2 < count else { return (0xFFFD, count) }
            return (
                (first & 0x0F) << 12 | (UInt32(bytes[at + 1]) & 0x3F) << 6 | UInt32(bytes[at + 2]) & 0x3F, at + 3
            )
        }
        guard at + 3 < count else { return (0xFFFD, count) }
        let high = (first & 0x07) << 18 | (UInt32(bytes[at + 1]) & 0x3F) << 12
        return (high | (UInt32(bytes[at + 2]) & 0x3F) << 6 | UInt32(bytes[at + 3]) & 0x3F, at + 4)
    }

    // MARK: Context

    private static let no: UInt32 = 0x30CE
    private static let dai: UInt32 = 0x7B2C

    /// Second pass: hyphens against long vowels, の and 一 between numbers, 丁目, 第, and numerals that count only in company.
    private mutating func resolveContext() {
        let count = tokens.count
        var kept = 0
        for index in 0..<count {
            var token = tokens[index]
            let previous = kept > 0 ? tokens[kept - 1] : nil
            let next = index + 1 < count ? tokens[index + 1] : nil
            let afterNumber = previous?.isNumber ?? false
            let beforeNumber = next?.isNumber ?? false
            switch token.value {
            case 0x2D, 0x30FC:
                let isHyphen = token.value == 0x2D
                let afterKana = previous.map { Self.isKana($0.value) || $0.value == 0x30FC } ?? false
                let single = kept < 2 || !Self.isKana(tokens[kept - 2].value)
                if afterKana, !(beforeNumber && (isHyphen || single)), !isHyphen || !beforeNumber {
                    token.value = 0x30FC
                } else {
                    token.value = AddressToken.separator
                }
            case Self.no
            where afterNumber && (beforeNumber || next.map { HouseNumber.isKanjiLetter($0.value) } ?? false):
                token.value = AddressToken.separator
            case Self.dai where beforeNumber:
                tokens[index + 1].isOrdinal = true
                tokens[index + 1].start = token.start
                tokens[index + 1].spaceBefore = token.spaceBefore
                continue
            case 0x4E01 where afterNumber:
                token.value = AddressToken.chome
            case 0x76EE where previous?.value == AddressToken.chome && kept > 1 && tokens[kept - 2].isNumber:
                tokens[kept - 1].end = token.end
                continue
            default:
                if token.isNumber, !token.isArabic, token.plain != 0 {
                    token = resolveNumeral(token, kept: kept, index: index)
                }
            }
            tokens[kept] = token
            kept += 1
        }
        tokens.removeLast(count - kept)
    }

    /// 一 between digits is a hyphen; 参, 伍 and 〇 count only beside a unit, a separator or another number.
    ///
    /// - Parameters:
    ///   - kept: how many tokens stand resolved before it.
    ///   - index: its place among those that are not resolved.
    private func resolveNumeral(_ token: AddressToken, kept: Int, index: Int) -> AddressToken {
        var token = token
        let previous = kept > 0 ? tokens[kept - 1] : nil
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        if token.plain == 0x4E00, let previous, let next, previous.isNumber, previous.isArabic, next.isNumber,
            next.isArabic
        {
            token.value = AddressToken.separator
        } else if KanjiNumerals.isFormal(token.plain) {
            let afterNext = index + 2 < tokens.count ? tokens[index + 2] : nil
            let goesOn =
                next.map { [0x2D, 0x30FC, Self.no].contains($0.value) } ?? false && afterNext?.isNumber ?? false
            let hasUnit = next.map { [0x4E01, 0x756A, 0x53F7, 0x6761].contains($0.value) || $0.isNumber } ?? false
            let isNumberBefore = previous.map { $0.isNumber || $0.value == AddressToken.separator } ?? false
            // 拾番地参, 拾番地の参
            let unit = previous?.value == Self.no && kept > 1 ? tokens[kept - 2] : previous
            let isAfterUnit = unit.map { $0.value == 0x5730 || $0.value == 0x756A } ?? false
            if !hasUnit, !goesOn, !isNumberBefore, !isAfterUnit { token.value = token.plain }
        }
        return token
    }

    static func isKana(_ value: UInt32) -> Bool { (0x30A1...0x30FA).contains(value) }
}

extension AddressText {
    /// Where the text starts after a postal code (`〒350-1380`, `350-1380`, `3501380`); 0 when there is none.
    private static func postalCodeEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = 0
        var digits = 0
        var digitsBeforeHyphen = -1
        var marked = false
        var end = 0
        while at < bytes.count, at < 256, digits < 8 {
            let (scalar, next) = decode(bytes, at)
            if scalar == 0x3012 || scalar == 0x3020 || scalar == 0x3036 {
                if digits > 0 { break }
                marked = true
                end = next
            } else {
                let folded = CharacterFolding.fold(scalar)
                switch folded.kind {
                case .digit:
                    digits += 1
                    if digits <= 7 { end = next }
                case .hyphen, .longVowel:
                    if digits != 3 || digitsBeforeHyphen >= 0 {
                        return digits == 7 ? 0 : (marked && digits == 0 ? end : 0)
                    }
                    digitsBeforeHyphen = digits
                case .space, .removed: break
                default:
                    return digits == 7 || marked && (digits == 0 || digits == 3) ? end : 0
                }
            }
            at = next
        }
        return digits == 7 || marked && digits == 0 ? end : 0
    }
}
