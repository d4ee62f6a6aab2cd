import AddressDictionary

/// What a dictionary holds, for people.
enum DictionaryText {
    static func text(_ dictionary: AddressDictionary) -> String {
        var lines = [
            "版 edition         \(dictionary.edition)",
            "町字 towns         \(dictionary.townCount)",
            "街区 blocks        \(dictionary.blockCount)",
            "住居番号 residences \(dictionary.residenceCount)",
            "地番 parcels       \(dictionary.parcelCount)",
            "調査点 survey      \(dictionary.surveyPointCount)",
        ]
        lines += dictionary.sources.map { "出典 source        \($0)" }
        lines.append("検査 check         異常なし / intact")
        return lines.map(TableLine.harmless).joined(separator: "\n") + "\n"
    }
}
