import Foundation

/// What a character is to the folding of addresses.
enum CharacterKind: UInt32 {
    /// A letter, kanji or anything else that is compared as it folds.
    case ordinary
    /// Carries no meaning: variation selectors, zero-width and control characters.
    case removed
    case space
    /// Any dash or hyphen that is not a long-vowel mark.
    case hyphen
    /// The long-vowel mark, a hyphen outside kana.
    case longVowel
    case digit
    /// A kanji numeral; what it counts is in ``KanjiNumerals``.
    case numeral
    /// A kana letter, folded to a large katakana letter.
    case kana
    /// A bracket of any shape and side.
    case bracket
    /// A sound mark that belongs to the kana before it.
    case voicing
    /// A circled number: the folded value is the number.
    case enclosedNumber
}

/// One character's folding: its kind, the form to compare and the form to show.
struct FoldedCharacter {
    let kind: CharacterKind
    /// For comparison: compatibility forms, variants and kana habits folded.
    let key: UInt32
    /// For showing and for telling exact matches: compatibility forms folded only (NFKC of the single character).
    let plain: UInt32
}

/// The table behind ``AddressText``: one entry per character of the Basic Multilingual Plane, made once.
///
/// Follows NFKC character by character where it matters to addresses (widths, half-width kana, compatibility ideographs,
/// radicals, circled numbers), keeps 々 and 〆, and folds kana to large katakana with the pairs of place names made one:
/// ケ ヶ ヵ か が, ノ の 之, ツ ッ, ズ ヅ, ジ ヂ.
enum CharacterFolding {
    private static let keys: [UInt32] = tables.keys
    private static let plains: [UInt32] = tables.plains
    private static let tables = makeTables()
    private static let kindShift: UInt32 = 24
    private static let scalarMask: UInt32 = (1 << 24) - 1

    /// The folding of a scalar.
    @inline(__always)
    static func fold(_ scalar: UInt32) -> FoldedCharacter {
        if scalar < 0x10000 {
            let entry = keys[Int(scalar)]
            return FoldedCharacter(
                kind: CharacterKind(rawValue: entry >> kindShift) ?? .ordinary, key: entry & scalarMask,
                plain: plains[Int(scalar)])
        }
        return foldSupplementary(scalar)
    }

    private static let supplementary: [UInt32: UInt32] = {
        var result: [UInt32: UInt32] = [:]
        forEachVariant { variant, canonical in
            if variant >= 0x10000 { result[variant] = canonical }
        }
        return result
    }()

    private static func foldSupplementary(_ scalar: UInt32) -> FoldedCharacter {
        if (0xE0000...0xE0FFF).contains(scalar) {
            return FoldedCharacter(kind: .removed, key: 0, plain: 0)
        }
        return FoldedCharacter(kind: .ordinary, key: supplementary[scalar] ?? scalar, plain: scalar)
    }

    /// Calls `body` with each variant of ``CharacterVariants`` and the character that stands for it.
    private static func forEachVariant(_ body: (UInt32, UInt32) -> Void) {
        var canonical: UInt32 = 0
        for scalar in CharacterVariants.groups.unicodeScalars {
            if scalar.value <= 0x20 {
                canonical = 0
            } else if canonical == 0 {
                canonical = scalar.value
            } else {
                body(scalar.value, canonical)
            }
        }
    }

    private static func makeTables() -> (keys: [UInt32], plains: [UInt32]) {
        var plains = [UInt32](unsafeUninitializedCapacity: 0x10000) { buffer, count in
            for value in 0..<0x10000 { buffer.initializeElement(at: value, to: UInt32(value)) }
            count = 0x10000
        }
        // Kangxi radicals, CJK radicals, compatibility ideographs, half-width and full-width forms.
        for range in [0x2E80...0x2FDF, 0x3038...0x303A, 0xF900...0xFAFF, 0xFF01...0xFFEE] {
            for value in range {
                guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
                let composed = String(Character(scalar)).precomposedStringWithCompatibilityMapping.unicodeScalars
                if composed.count == 1, let only = composed.first { plains[value] = only.value }
            }
        }
        // Half-width sound marks compose with the kana before them, which is done while scanning.
        plains[0xFF9E] = 0x3099
        plains[0xFF9F] = 0x309A
        var variants = [UInt32: UInt32]()
        forEachVariant { variants[$0] = $1 }
        var keys = [UInt32](repeating: 0, count: 0x10000)
        for value in 0..<0x10000 {
            let (kind, key) = classify(UInt32(value), plain: plains[value], variants: variants)
            keys[value] = kind.rawValue << kindShift | key
        }
        return (keys, plains)
    }

    private static func classify(
        _ scalar: UInt32, plain: UInt32, variants: [UInt32: UInt32]
    ) -> (CharacterKind, UInt32) {
        switch plain {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            return (.space, 0x20)
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180B...0x180F, 0x200B...0x200F,
            0x202A...0x202E,
            0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB:
            return (.removed, 0)
        case 0x2D, 0x2010...0x2015, 0x2043, 0x2212, 0x2500, 0x2501, 0xFE58, 0xFE63, 0x02D7, 0x2796, 0x2E3A, 0x2E3B,
            0x301C, 0x7E:
            return (.hyphen, 0x2D)
        case 0x30FC: return (.longVowel, 0x30FC)
        case 0x30...0x39: return (.digit, plain - 0x30)
        case 0x2460...0x2473: return (.enclosedNumber, plain - 0x2460 + 1)
        case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x3008...0x3011, 0x3014...0x301B: return (.bracket, plain)
        case 0x3099, 0x309A, 0x309B, 0x309C: return (.voicing, plain)
        case 0x41...0x5A: return (.ordinary, plain)
        case 0x61...0x7A: return (.ordinary, plain - 0x20)
        case 0x3041...0x3096, 0x30A1...0x30FA: return (.kana, foldKana(plain))
        case 0x7B87, 0x4E2A: return (.kana, 0x30B1)  // 箇 个, read and written as ケ
        case 0x4E4B: return (.kana, 0x30CE)  // 之, written as ノ
        default: break
        }
        if KanjiNumerals.isNumeral(plain) { return (.numeral, plain) }
        return (.ordinary, variants[plain] ?? plain)
    }

    /// The large katakana letter for comparison.
    static func foldKana(_ scalar: UInt32) -> UInt32 {
        let katakana = (0x3041...0x3096).contains(scalar) ? scalar + 0x60 : scalar
        switch katakana {
        case 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE: return katakana + 1
        case 0x30AB, 0x30AC, 0x30F5, 0x30F6: return 0x30B1  // カ ガ ヵ ヶ → ケ
        case 0x30B2: return 0x30B1  // ゲ, which an added sound mark makes of ケ
        case 0x30C2: return 0x30B8  // ヂ → ジ
        case 0x30C5: return 0x30BA  // ヅ → ズ
        case 0x30F0: return 0x30A4  // ヰ → イ
        case 0x30F1: return 0x30A8  // ヱ → エ
        default: return katakana
        }
    }

    /// The kana with the sound mark added, both folded; the kana itself where it takes none.
    static func voiced(_ kana: UInt32, mark: UInt32) -> UInt32 {
        let semi = mark == 0x309A || mark == 0x309C
        switch kana {
        case 0x30B1: return kana
        case 0x30B3...0x30C1, 0x30C4...0x30C8:
            // コ サ シ … ト: the voiced letter follows; already voiced letters stay.
            if semi { return kana }
            let isVoiced = kana <= 0x30C1 ? kana % 2 == 0 : kana % 2 == 1
            return isVoiced ? kana : foldKana(kana + 1)
        case 0x30AD, 0x30AF: return semi ? kana : kana + 1
        case 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB: return kana + (semi ? 2 : 1)
        case 0x30A6: return semi ? kana : 0x30F4
        default: return kana
        }
    }
}
