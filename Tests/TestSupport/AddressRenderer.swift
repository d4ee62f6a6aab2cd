/// Writes registered addresses as registers write them: widths, numerals, separators, variants, omissions, buildings.
package struct AddressRenderer {
    /// What is registered of one address.
    package struct Registered: Sendable {
        /// The prefecture.
        package var prefecture: String
        /// The county; empty for none.
        package var county: String
        /// City and ward.
        package var city: String
        /// 大字 or 町, without a chome that is a number.
        package var oaza: String
        /// The number of the chome; 0 for none.
        package var chome: Int
        /// 小字; empty for none.
        package var koaza: String
        /// Block, residence number and branch, or the parts of the parcel number.
        package var numbers: [String]
        /// Whether the number is a parcel's.
        package var isParcel: Bool

        /// All parts of an address.
        package init(
            prefecture: String, county: String, city: String, oaza: String, chome: Int, koaza: String,
            numbers: [String],
            isParcel: Bool
        ) {
            self.prefecture = prefecture
            self.county = county
            self.city = city
            self.oaza = oaza
            self.chome = chome
            self.koaza = koaza
            self.numbers = numbers
            self.isParcel = isParcel
        }
    }

    private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let separators = [
        "-", "－", "ー", "ｰ", "−", "‐", "‑", "‒", "–", "—", "―", "─", "━", "⁃", "﹣", "の", "ノ", "之",
    ]
    private static let buildings = [
        "", "", "", "　サンハイツ３０２", " コーポ二番館101号", "（山田方）", " 3F", "　第一荘２－３", "第2コーポ101", "･サンライズ",
        "シャトー渡辺", "(株)青葉内", " 県営住宅1棟405号", "　二番町ビル５階",
    ]
    private static let variants: [(String, String)] = [
        ("ケ", "ヶ"), ("ケ", "が"), ("ヶ", "ケ"), ("ノ", "の"), ("の", "ノ"), ("之", "の"), ("ツ", "ッ"), ("島", "嶋"), ("沢", "澤"),
        ("浜", "濱"), ("竜", "龍"), ("辺", "邊"), ("広", "廣"), ("国", "國"), ("桧", "檜"), ("曽", "曾"), ("瀬", "瀨"), ("栄", "榮"),
    ]

    private enum Numerals: CaseIterable {
        case ascii, fullWidth, kanji, positional, formal
    }

    /// One way to write the address.
    package static func render(_ address: Registered, using generator: inout SeededGenerator) -> String {
        let numerals: Numerals =
            [.ascii, .ascii, .ascii, .ascii, .fullWidth, .fullWidth, .fullWidth, .kanji, .positional, .formal]
            .randomElement(using: &generator)
            ?? .ascii
        // One in six mixes separators within the address.
        let isMixed = Int.random(in: 0..<6, using: &generator) == 0
        let usual = separators.randomElement(using: &generator) ?? "-"
        func separator() -> String { isMixed ? separators.randomElement(using: &generator) ?? "-" : usual }
        var oaza = address.oaza
        if Int.random(in: 0..<5, using: &generator) == 0, let pair = variants.randomElement(using: &generator) {
            oaza = oaza.replacingAll(pair.0, by: pair.1)
        }
        if oaza.hasPrefix("大字"), Bool.random(using: &generator) { oaza.removeFirst(2) }
        var text = ""
        if Int.random(in: 0..<40, using: &generator) == 0 { text += "〒640-8511 " }
        if Int.random(in: 0..<5, using: &generator) < 3 {
            text += address.prefecture + address.county
        } else if Bool.random(using: &generator) {
            text += address.county
        }
        text += address.city
        if Int.random(in: 0..<10, using: &generator) == 0 { text += "　" }
        text += oaza + address.koaza
        if address.chome > 0 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: text += number(String(address.chome), numerals) + separator()
            case 1: text += number(String(address.chome), .fullWidth) + "丁目"
            case 2: text += number(String(address.chome), .kanji) + "丁目"
            default: text += number(String(address.chome), .ascii) + "丁目-"
            }
        }
        let parts = address.numbers.map { number($0, numerals) }
        func joined(_ parts: some Collection<String>) -> String {
            parts.dropFirst().reduce(parts.first ?? "") { $0 + separator() + $1 }
        }
        let tail = joined(parts.dropFirst())
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: text += parts[0] + "番" + tail + (!address.isParcel && parts.count > 1 ? "号" : "")
        case 1: text += parts[0] + "番地" + (parts.count > 1 && Bool.random(using: &generator) ? "の" : "") + tail
        case 2 where parts.count > 1: text += parts[0] + "番地" + separator() + tail
        default: text += joined(parts)
        }
        let building = buildings.randomElement(using: &generator) ?? ""
        // A building's name glued to a kanji numeral is read by people only.
        let isGlued = numerals != .ascii && numerals != .fullWidth && building.first.map { $0.isLetter } ?? false
        return text + (isGlued ? " " : "") + building
    }

    private static func number(_ text: String, _ numerals: Numerals) -> String {
        guard let value = Int(text), value > 0 else { return text }
        switch numerals {
        case .ascii: return text
        case .fullWidth:
            return String(
                String.UnicodeScalarView(text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        case .positional: return text.compactMap(\.wholeNumberValue).map { digits[$0] }.joined()
        case .kanji: return value < 10000 ? kanji(value) : text
        case .formal:
            let formal: [Character: Character] = ["一": "壱", "二": "弐", "三": "参", "十": "拾"]
            return value < 10000 ? String(kanji(value).map { formal[$0] ?? $0 }) : text
        }
    }

    private static func kanji(_ value: Int) -> String {
        var result = ""
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十")] {
            let count = value / unit % 10
            if count > 0 { result += (count == 1 ? "" : digits[count]) + name }
        }
        return result + (value % 10 == 0 ? "" : digits[value % 10])
    }
}

extension String {
    fileprivate func replacingAll(_ old: String, by new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
