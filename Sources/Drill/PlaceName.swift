/// An invented place name with its reading.
struct PlaceName: Hashable {
    /// As registered.
    let text: String
    /// In katakana.
    let kana: String
    /// In Latin letters.
    let roman: String

    init(_ text: String, _ kana: String, _ roman: String) {
        self.text = text
        self.kana = kana
        self.roman = roman
    }

    /// The name with another part behind it; the Latin form stays one word.
    func followed(by part: PlaceName) -> PlaceName {
        PlaceName(text + part.text, kana + part.kana, roman + part.roman)
    }
}
