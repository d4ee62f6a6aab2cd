import AddressDictionary
import Disclosure
import Geospatial
import Registry
import Residents
import SupportScoring
import VictimSupport

/// The reasons of one household's score and place, for people.
enum ExplanationText {
    static func text(_ explanation: HouseholdExplanation) -> String {
        var lines: [String] = []
        if explanation.info.mode == .drill { lines.append("【訓練 DRILL】") }
        let household = explanation.household
        lines.append("世帯番号 household   \(household.householdNumber ?? "")")
        lines.append("援護度 score         \(explanation.score.score.text)  区分 band \(explanation.score.band.label)")
        if let daytime = explanation.score.daytime {
            lines.append(
                "平日日中 daytime     \(daytime.score.text)  区分 band \(daytime.band.label)"
                    + "（通常の援護度は夜間・在宅時 / the usual score is that of the night）")
        }
        lines.append(
            "配点表 policy        \(explanation.scoreRun.policyTitle) \(explanation.scoreRun.policyVersion)、"
                + "基準日 as of \(explanation.scoreRun.asOf.iso)")
        lines.append(
            "住所 address         \([household.address, household.building].compactMap(\.self).joined(separator: " "))")
        lines += position(explanation)
        lines.append("")
        for (member, person) in zip(household.members, explanation.score.persons) {
            lines += self.member(member, person)
        }
        lines += householdLines("世帯 household", explanation.score.score, explanation.score.lines)
        if let daytime = explanation.score.daytime {
            lines += householdLines("世帯・平日日中 household, daytime", daytime.score, daytime.lines)
        }
        lines.append(
            "根拠 basis: \(explanation.info.basis.japanese)、提供先 audience \(explanation.info.audience.japanese)")
        return lines.map(TableLine.harmless).joined(separator: "\n") + "\n"
    }

    private static func householdLines(_ title: String, _ score: Points, _ lines: [HouseholdLine]) -> [String] {
        ["\(title): \(score.text)"]
            + lines.map { "  \(padded($0.points.text)) \($0.japanese) / \($0.english) [\($0.ruleID)]" }
    }

    private static func position(_ explanation: HouseholdExplanation) -> [String] {
        guard let stored = explanation.match else { return ["位置 position        まだ求めていません / never located"] }
        let match = stored.match
        var lines = [
            "住所の一致 match      \(match.matchLevel.japanese) \(match.matchLevel.name): "
                + [match.prefecture, match.city, match.town, match.koaza, match.number].filter { !$0.isEmpty }
                .joined(separator: " ") + (match.rest.isEmpty ? "" : "、残り rest「\(match.rest)」")
        ]
        if let position = match.position, let metres = match.uncertaintyMetres {
            lines.append(
                "位置 position        \(position.longitude), \(position.latitude) (JGD2011)、"
                    + "座標 \(match.coordinateLevel.japanese) \(match.coordinateLevel.name)、誤差 ±\(metres.rounded()) m")
        } else {
            lines.append("位置 position        不明 / unknown（区域の一覧に載りません / on no list by area）")
        }
        if stored.candidateCount > 0 {
            lines.append("候補 candidates      \(stored.candidateCount)（決められません / cannot be decided）")
        }
        lines.append(
            "辞書 dictionary      \(stored.edition)、記録 record \(match.lgCode) \(match.machiazaID) \(match.recordID)")
        lines.append("規則 rules           \(match.rules.joined(separator: " → "))")
        if let correction = explanation.correction { lines += self.correction(correction) }
        return lines
    }

    private static func correction(_ correction: StoredCorrection) -> [String] {
        var taught: [String] = []
        if let address = correction.correctedAddress { taught.append("「\(address)」") }
        if let point = correction.point { taught.append("\(point.longitude), \(point.latitude)") }
        if let note = correction.note { taught.append("備考 note「\(note)」") }
        return [
            "訂正 correction      " + taught.joined(separator: "、")
                + "（\(correction.operatorName)、\(correction.createdAt)）"
        ]
    }

    private static func member(_ member: DisclosedMember, _ person: PersonScore) -> [String] {
        var lines = [
            "\(member.name ?? "")（\(member.relationship ?? "")、\(member.sex?.japanese ?? "")、"
                + "\(member.birthDate?.text ?? "") 生）: \(person.score.text)  区分 band \(person.band.label)"
        ]
        for line in person.lines {
            let counted =
                line.counted == line.points ? "" : "（\(line.points.text) のうち / of \(line.points.text)）"
            lines.append(
                "  \(padded(line.counted.text)) \(line.japanese)\(counted) / \(line.english) [\(line.ruleID)]"
                    + source(line.need))
        }
        for need in person.uncounted {
            lines.append("       0 \(need.japanese) / \(need.english)" + source(need.need))
        }
        if person.lines.isEmpty && person.uncounted.isEmpty {
            lines.append("       0 加点なし / no points")
        }
        lines.append("")
        return lines
    }

    private static func source(_ need: Need?) -> String {
        guard let need else { return "" }
        let from = need.validFrom?.iso ?? ""
        let until = need.validUntil?.iso ?? ""
        let file = need.source.map { "\($0.name) " } ?? ""
        let received = need.source.map { "、受領 received \($0.receivedOn.iso)" } ?? ""
        return "（支援情報 \(file)\(need.sourceLine) 行 line\(received)、有効 valid \(from)〜\(until)）"
    }

    private static func padded(_ text: String) -> String {
        String(repeating: " ", count: max(0, 8 - text.utf8.count)) + text
    }
}
