/// The keys under which a town is found: its registered name, folded as an address is.
enum TownKeys {
    /// The key of a town: name without 大字 or 字 in front, then koaza without 字 in front.
    static func main(name: String, koaza: String) -> [UInt32] {
        AddressText(withoutPrefix(name) + withoutPrefix(koaza)).key
    }

    /// The keys of a town by its other names; empty without one.
    static func aliases(of town: DraftDictionary.Town) -> [[UInt32]] {
        if town.alias.isEmpty, town.koazaAlias.isEmpty { return [] }
        return all(
            name: town.alias.isEmpty ? town.name : town.alias,
            koaza: town.koazaAlias.isEmpty ? town.koaza : town.koazaAlias)
    }

    /// All keys of a town by its registered name; the first is ``main(name:koaza:)``.
    static func all(name: String, koaza: String) -> [[UInt32]] {
        var keys = [main(name: name, koaza: koaza)]
        if let apart = withChomeApart(name) { keys.append(apart + AddressText(withoutPrefix(koaza)).key) }
        if !koaza.isEmpty {
            // 字 between the two keeps numerals on either side apart, as it does in a text.
            let apart = AddressText(withoutPrefix(name)).key + AddressText(withoutPrefix(koaza)).key
            if apart != keys[0] { keys.append(apart) }
        }
        return keys
    }

    /// The key of a name whose stem ends in numerals, with stem and chome read apart: 四十万六丁目 is 四十万 and 6丁目.
    ///
    /// Only where the stem ends in 百, 千 or 万: 十二丁目 is the twelfth chome.
    private static func withChomeApart(_ name: String) -> [UInt32]? {
        guard name.hasSuffix("丁目") else { return nil }
        let scalars = Array(withoutPrefix(name).unicodeScalars.dropLast(2))
        guard let last = scalars.lastIndex(where: { "百千万".unicodeScalars.contains($0) }), last + 1 < scalars.count,
            scalars[(last + 1)...].allSatisfy({ KanjiNumerals.isNumeral($0.value) })
        else { return nil }
        func text(_ part: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(part)) }
        return AddressText(text(scalars[...last])).key + AddressText(text(scalars[(last + 1)...]) + "丁目").key
    }

    /// The key without the chome at its end; nil when there is none.
    static func stem(_ key: [UInt32]) -> [UInt32]? {
        guard key.count >= 3, key[key.count - 1] == AddressToken.chome,
            key[key.count - 2] & AddressToken.numberFlag != 0
        else { return nil }
        let stem = Array(key.dropLast(2))
        // 北三条西六丁目 has no stem that anybody writes: 北三条西.
        if let last = stem.last, [0x6771, 0x897F, 0x5357, 0x5317, 0x6761].contains(last), stem.contains(0x6761) {
            return nil
        }
        return stem
    }

    /// The registered name without the chome at its end.
    static func stemName(_ name: String) -> String {
        var scalars = Array(name.unicodeScalars)
        guard let mark = scalars.lastIndex(of: "丁"), mark >= scalars.count - 2 else { return name }
        var end = mark
        while end > 0, KanjiNumerals.isNumeral(scalars[end - 1].value) { end -= 1 }
        scalars.removeLast(scalars.count - end)
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars)
        return result
    }

    /// Whether the name starts with 大字 or 字.
    static func hasPrefix(_ name: String) -> Bool { withoutPrefix(name) != name }

    /// The name without 大字, 小字 or 字 in front; a name that is nothing else stays.
    static func withoutPrefix(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        var count = 0
        if scalars.count > 2, scalars[0] == "大" || scalars[0] == "小", scalars[1] == "字" { count = 2 }
        if count == 0, scalars.count > 1, scalars[0] == "字" { count = 1 }
        guard count > 0 else { return name }
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars[count...])
        return result
    }

    /// The name, or nothing where it says that there is no 大字.
    static func withoutPlaceholder(_ name: String) -> String {
        name == "（大字なし）" || name == "(大字なし)" ? "" : name
    }

    /// A chome with its number in kanji: １丁目 and 1丁目 become 一丁目; anything else stays.
    static func chome(_ text: String) -> String {
        var result = ""
        var number: UInt32?
        for scalar in text.unicodeScalars {
            let digit: UInt32?
            switch scalar.value {
            case 0x30...0x39: digit = scalar.value - 0x30
            case 0xFF10...0xFF19: digit = scalar.value - 0xFF10
            default: digit = nil
            }
            if let digit, (number ?? 0) < 1000 {
                number = (number ?? 0) * 10 + digit
            } else {
                if let value = number { result += KanjiNumerals.kanji(value) }
                number = nil
                result.unicodeScalars.append(scalar)
            }
        }
        if let value = number { result += KanjiNumerals.kanji(value) }
        return result
    }
}
