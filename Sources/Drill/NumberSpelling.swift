/// The overall form of the numbered end of an address.
enum NumberForm {
    /// 2番3号, 123番地4.
    case words
    /// 2-3, 123-4.
    case hyphens
    /// 2番3, 123番4: the last word left out.
    case shortWords
    /// 2番地3 where there are blocks, 123番地の4 where there are parcels.
    case parcelWords
    /// 二番三号, 百二十三番地四.
    case kanji
    /// 2の3, 123の4.
    case particles

    static func draw(_ stream: inout RandomStream) -> NumberForm {
        stream.weighted([
            (52, .words), (30, .hyphens), (6, .shortWords), (7, .parcelWords), (3, .kanji), (2, .particles),
        ])
    }
}

/// How digits are written.
enum DigitStyle {
    case ascii, fullWidth

    static func draw(_ stream: inout RandomStream) -> DigitStyle {
        stream.chance(percent: 64) ? .ascii : .fullWidth
    }

    func text(_ digits: String) -> String {
        self == .ascii ? digits : DecimalText.fullWidth(digits)
    }
}

/// Spells block, residence and parcel numbers.
struct NumberSpelling {
    let form: NumberForm
    let style: DigitStyle

    /// The number; `afterChome` is the 丁目 when it is written as the first of hyphenated numbers, or empty.
    func text(_ number: RegisteredAddress.Number, afterChome: String, _ stream: inout RandomStream) -> String {
        switch number {
        case .residence(let block, let house, let branch):
            return residence(block, branch.isEmpty ? [house] : [house, branch], afterChome, &stream)
        case .parcel(let parts): return parcel(parts, afterChome, &stream)
        }
    }

    private func residence(
        _ block: String, _ house: [String], _ afterChome: String, _ stream: inout RandomStream
    ) -> String {
        switch form {
        case .words: style.text(block) + "番" + style.text(house.joined(separator: "-")) + "号"
        case .hyphens: joined((afterChome.isEmpty ? [] : [afterChome]) + [block] + house, &stream)
        case .shortWords: style.text(block) + "番" + style.text(house.joined(separator: "-"))
        case .parcelWords: style.text(block) + "番地" + style.text(house.joined(separator: "-"))
        case .kanji: kanji(block) + "番" + house.map(kanji).joined(separator: "の") + "号"
        case .particles: style.text(([block] + house).joined(separator: "の"))
        }
    }

    private func parcel(_ parts: [String], _ afterChome: String, _ stream: inout RandomStream) -> String {
        let first = parts[0]
        let rest = Array(parts.dropFirst())
        switch form {
        case .words: return style.text(first) + "番地" + style.text(rest.joined(separator: "の"))
        case .hyphens: return joined((afterChome.isEmpty ? [] : [afterChome]) + parts, &stream)
        case .shortWords: return style.text(first) + "番" + style.text(rest.joined(separator: "の"))
        case .parcelWords:
            return style.text(first) + "番地" + (rest.isEmpty ? "" : "の" + style.text(rest.joined(separator: "の")))
        case .kanji: return kanji(first) + "番地" + rest.map(kanji).joined(separator: "の")
        case .particles: return style.text(parts.joined(separator: "の"))
        }
    }

    private func joined(_ parts: [String], _ stream: inout RandomStream) -> String {
        // ASCII in most files; full-width hyphens, minus signs, bars and long-vowel marks as people type them.
        let hyphen =
            style == .ascii
            ? stream.weighted([(86, "-"), (4, "－"), (3, "−"), (3, "‐"), (2, "ー"), (2, "ｰ")])
            : stream.weighted([(52, "－"), (20, "−"), (14, "ー"), (5, "‐"), (5, "―"), (4, "-")])
        return style.text(parts.joined(separator: hyphen))
    }

    /// The part in Chinese numerals; letters and numbers of five digits stay as they are.
    private func kanji(_ part: String) -> String {
        guard let value = Int(part), (1...9_999).contains(value) else { return part }
        return value >= 1_000 ? KanjiNumeral.positional(value) : KanjiNumeral.withPlaces(value)
    }
}
