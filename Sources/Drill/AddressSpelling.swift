/// Spells registered addresses in the many ways that registers really hold them.
///
/// Seven in ten come out in one of the orderly forms; the rest mixes hyphens of all kinds, full-width digits, Chinese
/// numerals, 番地 in the place of 番 and the reverse, left-out 大字 and 小字, variant characters and stray spaces. One in
/// two hundred cannot be located at all: a wrong town, a number that is not registered, or no number.
struct AddressSpelling {
    /// What is wrong with a spelled address.
    enum Damage {
        /// Nothing: it can be located.
        case none
        /// The town does not exist.
        case unknownTown
        /// The town exists, the number does not, or is missing.
        case unknownNumber
    }

    /// A spelled address and what can be found from it.
    struct Result {
        let text: String
        let damage: Damage
    }

    /// Stems of all registered towns, so that a slip of the pen never turns one town into another.
    let knownTowns: Set<String>

    /// Spells one address.
    func spell(_ address: RegisteredAddress, _ stream: inout RandomStream) -> Result {
        let damage: Damage =
            stream.chance(perMillion: 5_000)
            ? stream.weighted([(2, .unknownTown), (2, .unknownNumber), (1, .unknownNumber)]) : .none
        var oaza = address.town.oaza
        var number = address.number
        var isNumberLeftOut = false
        switch damage {
        case .none: break
        case .unknownTown: oaza = mistyped(oaza.isEmpty ? address.town.koaza : oaza, &stream)
        case .unknownNumber:
            isNumberLeftOut = stream.chance(percent: 34)
            number = Self.unregistered(number, &stream)
        }
        let form = NumberForm.draw(&stream)
        let style = DigitStyle.draw(&stream)
        var town = oazaText(oaza, isParcel: address.isParcel, isEdited: damage != .none, &stream)
        var hyphenatedChome = ""
        if !address.town.chome.isEmpty {
            let (text, hyphenated) = chomeText(address, form: form, style: style, &stream)
            town += text
            hyphenatedChome = hyphenated
        }
        if damage != .unknownTown || !oaza.isEmpty { town += koazaText(address, &stream) }
        if damage == .none { town = CharacterVariants.vary(town, &stream) }
        let spaced = stream.chance(percent: 4)
        let space = spaced ? (stream.chance(percent: 50) ? "　" : " ") : ""
        let numberText =
            isNumberLeftOut
            ? "" : NumberSpelling(form: form, style: style).text(number, afterChome: hyphenatedChome, &stream)
        return Result(text: place(address, &stream) + town + space + numberText, damage: damage)
    }

    /// Prefecture and city, the city alone, or nothing: the register is the city's own.
    private func place(_ address: RegisteredAddress, _ stream: inout RandomStream) -> String {
        let city = address.town.city + address.town.ward
        switch stream.below(100) {
        case ..<40: return address.town.prefecture + address.town.county + city
        case ..<80: return city
        case ..<84: return address.town.county + city + (stream.chance(percent: 50) ? "　" : "")
        default: return ""
        }
    }

    private func oazaText(
        _ oaza: String, isParcel: Bool, isEdited: Bool, _ stream: inout RandomStream
    ) -> String {
        guard isParcel, !isEdited else { return oaza }
        if oaza.hasPrefix("大字") { return stream.chance(percent: 18) ? String(oaza.dropFirst(2)) : oaza }
        let isPlain = !oaza.isEmpty && !oaza.hasSuffix("町") && !oaza.hasSuffix("丁")
        return isPlain && stream.chance(percent: 4) ? "大字" + oaza : oaza
    }

    /// The 丁目 as text, or as the first of the numbers when the number is written with hyphens.
    private func chomeText(
        _ address: RegisteredAddress, form: NumberForm, style: DigitStyle, _ stream: inout RandomStream
    ) -> (text: String, hyphenated: String) {
        guard let chome = address.town.chomeNumber else { return (address.town.chome, "") }
        if form == .hyphens, stream.chance(percent: 80) { return ("", String(chome)) }
        switch stream.below(100) {
        case ..<55: return (address.town.chome, "")
        case ..<75: return (KanjiNumeral.withPlaces(chome) + "丁目", "")
        default: return (style.text(String(chome)) + "丁目", "")
        }
    }

    private func koazaText(_ address: RegisteredAddress, _ stream: inout RandomStream) -> String {
        guard !address.town.koaza.isEmpty else { return "" }
        if address.koazaMayBeLeftOut, stream.chance(percent: 15) { return "" }
        if address.town.koaza.hasPrefix("字") || address.town.oaza.isEmpty { return address.town.koaza }
        return (stream.chance(percent: 70) ? "字" : "") + address.town.koaza
    }

    /// A town name that no register holds: one character wrong.
    private func mistyped(_ name: String, _ stream: inout RandomStream) -> String {
        let hasPrefix = name.hasPrefix("大字")
        var stem = Array(hasPrefix ? name.dropFirst(2) : name[...])
        for wrong in ["俵", "枝", "嶺", "棚", "樋"].map(Character.init) where !stem.isEmpty {
            stem[stream.below(min(stem.count, 2))] = wrong
            if !knownTowns.contains(where: { String(stem).hasPrefix($0) }) { break }
        }
        return (hasPrefix ? "大字" : "") + String(stem)
    }

    private static func unregistered(
        _ number: RegisteredAddress.Number, _ stream: inout RandomStream
    ) -> RegisteredAddress.Number {
        switch number {
        case .residence:
            .residence(block: String(stream.within(190...199)), number: String(stream.within(70...99)), branch: "")
        case .parcel: .parcel([String(stream.within(98_000...99_999))])
        }
    }
}
