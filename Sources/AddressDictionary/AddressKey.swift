/// What makes two spellings of an address the same text: width, spaces, hyphens, numerals, character variants.
///
/// The name of the register's own prefecture in front makes no difference. Nothing else is left out, and nothing is looked up:
/// the key of a text does not depend on a dictionary or its edition.
package struct AddressKey: Hashable, Sendable {
    /// What the text says of its number: where a town has parcels and residences, 1番地2 and 1番2号 are two places.
    package enum NumberForm: Hashable, CaseIterable, Sendable {
        /// Only hyphens, or 番 alone: either.
        case open
        /// 番地: a parcel.
        case parcel
        /// 号: a residence.
        case residence
    }

    private let text: String
    /// Which kind of number the text writes.
    package let form: NumberForm
    /// Whether 丁目 is written: 入間川3-1 may be a parcel of 入間川, 入間川三丁目1 is none.
    private let writesChome: Bool

    /// The key of a text; nil when nothing of it can be compared, or when it is longer than is looked at.
    ///
    /// - Parameter municipality: that of the register, whose prefecture may be written or left out.
    package init?(_ address: String, within municipality: LocalGovernmentCode) {
        let folded = AddressText(address)
        guard !folded.tokens.isEmpty, !folded.isCut else { return nil }
        let end = Self.prefectureEnd(folded, municipality)
        guard end < folded.tokens.count, let key = SurveyKey.whole(folded, prefectureEnd: end).last else { return nil }
        text = key
        form = Self.form(of: folded.tokens)
        writesChome = folded.tokens.contains { $0.value == AddressToken.chome }
    }

    private init(text: String, form: NumberForm, writesChome: Bool) {
        self.text = text
        self.form = form
        self.writesChome = writesChome
    }

    /// The same text, whatever it says of its number and its chome.
    package var ofAnyForm: AddressKey { AddressKey(text: text, form: .open, writesChome: false) }

    /// Whether both forms can mean one place: they are equal, or one of them is open.
    package static func canAgree(_ left: NumberForm, _ right: NumberForm) -> Bool {
        left == right || left == .open || right == .open
    }

    private static func form(of tokens: [AddressToken]) -> NumberForm {
        for index in tokens.indices.dropFirst() where tokens[index - 1].isNumber {
            let next = index + 1 < tokens.count ? tokens[index + 1].value : 0
            if tokens[index].value == 0x756A, next == 0x5730 { return .parcel }  // 番地
            if tokens[index].value == 0x53F7, next != 0x5BA4 { return .residence }  // 号, but not 号室
        }
        return .open
    }

    private static func prefectureEnd(_ folded: AddressText, _ municipality: LocalGovernmentCode) -> Int {
        let table = PrefectureTable()
        guard let index = table.index(ofMunicipality: municipality.text) else { return 0 }
        let name = AddressText(table.rows[index].name).key
        return folded.key.starts(with: name) ? name.count : 0
    }
}
