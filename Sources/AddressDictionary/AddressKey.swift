/// What makes two spellings of an address the same text: width, spaces, hyphens, 番地 and 号, character variants.
///
/// The name of the register's own prefecture in front makes no difference. Nothing else is left out, and nothing is looked up:
/// the key of a text does not depend on a dictionary or its edition.
package struct AddressKey: Hashable, Sendable {
    private let text: String

    /// The key of a text; nil when nothing of it can be compared, or when it is longer than is looked at.
    ///
    /// - Parameter municipality: that of the register, whose prefecture may be written or left out.
    package init?(_ address: String, within municipality: LocalGovernmentCode) {
        let folded = AddressText(address)
        guard !folded.tokens.isEmpty, !folded.isCut else { return nil }
        let end = Self.prefectureEnd(folded, municipality)
        guard end < folded.tokens.count, let key = SurveyKey.whole(folded, prefectureEnd: end).last else { return nil }
        text = key
    }

    private static func prefectureEnd(_ folded: AddressText, _ municipality: LocalGovernmentCode) -> Int {
        let table = PrefectureTable()
        guard let index = table.index(ofMunicipality: municipality.text) else { return 0 }
        let name = AddressText(table.rows[index].name).key
        return folded.key.starts(with: name) ? name.count : 0
    }
}
