/// One town of the fictional city: a 丁目, a 町 without 丁目 or a 大字 with its 小字.
struct Town {
    /// How addresses in a town are numbered.
    enum Numbering {
        /// 住居表示: block and residence number.
        case residence
        /// 地番: parcel numbers.
        case parcel
    }

    /// Position in the list of towns.
    let index: Int
    let land: Quad
    let numbering: Numbering
    /// 町 or 大字 as registered, with 大字 where the register has it.
    let oaza: PlaceName
    /// The four digits of the 町 or 大字 inside the machi-aza id.
    let oazaNumber: Int
    /// Number of the 丁目, or nil.
    let chome: Int?
    /// Whether the 丁目 is registered in Chinese numerals (二丁目) and not in full-width digits (２丁目).
    let chomeInKanji: Bool
    /// The 小字 from south to north; empty when the town has none.
    let koaza: [PlaceName]
    /// Seven digits, under a leading part that the post does not use.
    let postalCode: String
    /// Whether the city ends at the town's eastern side.
    let isEasternmost: Bool
    /// Whether the city ends at the town's northern side.
    let isNorthernmost: Bool
    /// Share of the town that is not river.
    let dryShare: Double
    /// Weight in households per square metre, relative to other towns.
    let density: Double

    /// Text of the 丁目 as registered; empty when there is none.
    var chomeText: String {
        guard let chome else { return "" }
        return (chomeInKanji ? KanjiNumeral.withPlaces(chome) : DecimalText.fullWidth(String(chome))) + "丁目"
    }

    /// The name of the 町 or 大字 without these words, for what is named after it.
    var stem: PlaceName {
        var (text, kana, roman) = (oaza.text, oaza.kana, oaza.roman)
        if text.hasPrefix(PlaceNames.oazaPrefix.text) {
            text.removeFirst(PlaceNames.oazaPrefix.text.count)
            kana.removeFirst(PlaceNames.oazaPrefix.kana.count)
        }
        if text.hasSuffix(PlaceNames.cho.text) {
            text.removeLast(PlaceNames.cho.text.count)
            kana.removeLast(PlaceNames.cho.kana.count)
            roman.removeLast(PlaceNames.cho.roman.count)
        }
        return PlaceName(text, kana, roman)
    }

    /// The machi-aza id: of the town, or of one of its 小字.
    func machiazaID(koaza index: Int? = nil) -> String {
        let suffix = index.map { 101 + $0 } ?? chome ?? 0
        return DecimalText.padded(oazaNumber, width: 4) + DecimalText.padded(suffix, width: 3)
    }
}
