import AddressDictionary
import Geospatial

/// How one address was read, for people.
enum AddressExplanationText {
    static func text(_ address: String, _ match: AddressMatch, _ dictionary: AddressDictionary) -> String {
        var lines = ["入力 input          \(address)"]
        let parts: [(String, String)] = [
            ("都道府県 prefecture", match.prefecture), ("市区町村 city", match.city), ("町字 town", match.town),
            ("小字 koaza", match.koaza), ("番号 number", match.number), ("残り rest", match.rest),
        ]
        for (name, value) in parts where !value.isEmpty { lines.append(label(name, 20) + value) }
        lines.append(
            label("一致レベル match", 20) + "\(match.matchLevel.japanese) \(match.matchLevel.name)（"
                + (match.isCertain ? "確実 certain" : "不確実 not certain") + "）")
        if let position = match.position, let metres = match.uncertaintyMetres {
            lines.append(
                label("位置 position", 20) + "\(position.longitude), \(position.latitude)（JGD2011 経度, 緯度）")
            lines.append(
                label("座標レベル point", 20)
                    + "\(match.coordinateLevel.japanese) \(match.coordinateLevel.name)、誤差 ±\(Int(metres.rounded(.up))) m"
            )
            if !match.pointSource.isEmpty { lines.append(label("座標の出典 source", 20) + match.pointSource) }
        } else {
            lines.append(label("位置 position", 20) + "不明 unknown")
        }
        if !match.lgCode.isEmpty {
            lines.append(
                label("コード codes", 20)
                    + [match.lgCode, match.machiazaID, match.recordID].filter { !$0.isEmpty }.joined(separator: " "))
        }
        for candidate in match.candidates { lines.append(label("候補 candidate", 20) + candidate) }
        lines.append("規則 rules")
        for id in match.rules {
            let rule = MatchRule.allCases.first { $0.id == id }
            lines.append("  " + label(id, 24) + (rule.map { "\($0.japanese) / \($0.english)" } ?? ""))
        }
        lines.append(label("辞書 dictionary", 20) + dictionary.edition)
        return lines.map(TableLine.harmless).joined(separator: "\n") + "\n"
    }

    private static func label(_ text: String, _ width: Int) -> String { TableLine([(text, width), ("", 0)]).text }
}
