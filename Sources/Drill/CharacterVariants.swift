/// Swaps characters for the variants that registers use for the same name.
enum CharacterVariants {
    private static let variants: [Character: [Character]] = [
        "ヶ": ["ケ", "が", "ガ"], "ケ": ["ヶ", "が"], "ノ": ["の", "之"], "の": ["ノ"], "ツ": ["ッ"], "ッ": ["ツ"],
        "沢": ["澤"], "澤": ["沢"], "島": ["嶋"], "嶋": ["島"], "竜": ["龍"], "龍": ["竜"], "浜": ["濱"], "濱": ["浜"],
    ]

    /// The text, in one of eight cases with its first variable character swapped.
    ///
    /// Katakana that is part of a katakana word (ケ in ケーブル) is left alone: it is only swapped between other characters.
    static func vary(_ text: String, _ stream: inout RandomStream) -> String {
        guard stream.below(8) == 0 else { return text }
        var characters = Array(text)
        for index in characters.indices.dropFirst().dropLast() {
            guard let choices = variants[characters[index]] else { continue }
            let isWord = isKatakana(characters[index - 1]) || isKatakana(characters[index + 1])
            if isKatakana(characters[index]) && isWord { continue }
            characters[index] = stream.pick(choices)
            return String(characters)
        }
        return text
    }

    private static func isKatakana(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return (0x30A0...0x30FF).contains(scalar.value)
    }
}
