import AddressDictionary
import Disclosure
import Geospatial
import Registry
import Residents
import SupportScoring
import VictimSupport

/// The reasons of one household's score and place, for people.
struct ExplanationText {
    let language: OutputLanguage

    func text(_ explanation: HouseholdExplanation) -> String {
        var lines: [String] = []
        if explanation.info.mode == .drill { lines.append(said("【訓練】", "【訓練 DRILL】")) }
        let household = explanation.household
        lines.append(labelled("世帯番号", "household", household.householdNumber ?? ""))
        lines.append(
            labelled(
                "援護度", "score",
                "\(explanation.score.score.text)  \(said("区分", "band")) \(explanation.score.band.label)"))
        if let daytime = explanation.score.daytime {
            lines.append(
                labelled(
                    "平日日中", "daytime",
                    "\(daytime.score.text)  \(said("区分", "band")) \(daytime.band.label)"
                        + said("（通常の援護度は夜間・在宅時）", " (the usual score is that of the night)")))
        }
        if !explanation.isOfStoredScore {
            lines.append(
                said(
                    "注意: 一覧の援護度 \(household.score?.text ?? "") とは計算のしかたが違います（engo score で求め直してください）",
                    "warning: lists show \(household.score?.text ?? ""), scored by other arithmetic: run engo score"))
        }
        lines.append(labelled("計算のもと", "scored by", PolicyLine.text(explanation.scoreRun, language)))
        lines.append(labelled("情報の新しさ", "freshness", explanation.freshness.line(language)))
        lines.append(
            labelled(
                "住所", "address", [household.address, household.building].compactMap(\.self).joined(separator: " ")))
        lines += position(explanation)
        lines.append("")
        for (index, (member, person)) in zip(household.members, explanation.score.persons).enumerated() {
            let row = explanation.registerRows.indices.contains(index) ? explanation.registerRows[index] : nil
            lines += self.member(member, person, row)
        }
        lines += householdLines(said("世帯", "household"), explanation.score.score, explanation.score.lines)
        if let daytime = explanation.score.daytime {
            lines += householdLines(said("世帯・平日日中", "household, daytime"), daytime.score, daytime.lines)
        }
        lines.append(
            said(
                "根拠: \(explanation.clearance.basis.japanese)、提供先 \(explanation.clearance.name.japanese)",
                "basis: \(explanation.clearance.basis.japanese), audience \(explanation.clearance.audience.rawValue)"))
        return lines.map(TableLine.harmless).joined(separator: "\n") + "\n"
    }

    private func householdLines(_ title: String, _ score: Points, _ lines: [HouseholdLine]) -> [String] {
        ["\(title): \(score.text)"]
            + lines.map { "  \(padded($0.points.text)) \(said($0.japanese, $0.english)) [\($0.ruleID)]" }
    }

    private func position(_ explanation: HouseholdExplanation) -> [String] {
        guard let stored = explanation.match else {
            return [labelled("位置", "position", said("まだ求めていません", "never located"))]
        }
        let match = stored.match
        let parts = [match.prefecture, match.city, match.town, match.koaza, match.number].filter { !$0.isEmpty }
        var lines = [
            labelled(
                "住所の一致", "match",
                "\(match.matchLevel.label(language)): " + parts.joined(separator: " ")
                    + (match.rest.isEmpty ? "" : said("、残り「\(match.rest)」", ", rest \"\(match.rest)\"")))
        ]
        if let position = match.position, let metres = match.uncertaintyMetres {
            lines.append(
                labelled(
                    "位置", "position",
                    "\(position.longitude), \(position.latitude) (JGD2011)"
                        + said("、座標 ", ", point of ") + match.coordinateLevel.label(language)
                        + said("、誤差 ", ", ") + "±\(metres.rounded()) m"))
        } else {
            lines.append(
                labelled(
                    "位置", "position",
                    said("不明（--include all の一覧にだけ、最後に載ります）", "unknown: only on lists with --include all, at their end"))
            )
        }
        if stored.candidateCount > 0 {
            lines.append(
                labelled(
                    "候補", "candidates", "\(stored.candidateCount)" + said("（決められません）", " (cannot be decided)")))
        }
        lines.append(
            labelled(
                "辞書", "dictionary",
                "\(stored.edition)\(said("、記録", ", record")) \(match.lgCode) \(match.machiazaID) \(match.recordID)"))
        lines.append(labelled("規則", "rules", match.rules.joined(separator: " → ")))
        if let correction = explanation.correction { lines.append(self.correction(correction)) }
        return lines
    }

    private func correction(_ correction: StoredCorrection) -> String {
        var taught: [String] = []
        if let address = correction.correctedAddress { taught.append("「\(address)」") }
        if let point = correction.point { taught.append("\(point.longitude), \(point.latitude)") }
        if let note = correction.note { taught.append(said("備考", "note") + "「\(note)」") }
        return labelled(
            "訂正", "correction",
            taught.joined(separator: "、") + "（\(correction.operatorName)、\(correction.createdAt)）")
    }

    private func member(
        _ member: DisclosedMember, _ person: PersonScore, _ row: RegisterRow?
    ) -> [String] {
        let sex = member.sex?.label(language) ?? ""
        let birth = member.birthDate?.text ?? ""
        var lines = [
            "\(member.name ?? "")（\(member.relationship ?? "")、\(sex)、\(said("\(birth) 生", "born \(birth)"))）: "
                + "\(person.score.text)  \(said("区分", "band")) \(person.band.label)"
        ]
        for line in person.lines {
            let counted =
                line.counted == line.points
                ? "" : said("（\(line.points.text) のうち）", " (of \(line.points.text))")
            lines.append(
                "  \(padded(line.counted.text)) \(said(line.japanese, line.english))\(counted) [\(line.ruleID)]"
                    + (line.need.map(source) ?? source(row)))
        }
        for need in person.uncounted {
            lines.append(
                "  \(padded("0")) \(said(need.japanese, need.english)) [\(need.reason.code)]" + source(need.need))
        }
        if person.lines.isEmpty && person.uncounted.isEmpty {
            lines.append("  \(padded("0")) \(said("加点なし", "no points"))")
        }
        lines.append("")
        return lines
    }

    /// Where a need comes from, and between which days it holds.
    private func source(_ need: Need) -> String {
        let days = "\(need.validFrom?.iso ?? "")〜\(need.validUntil?.iso ?? "")"
        let file = need.source.map { "\($0.name) " } ?? ""
        switch language {
        case .japanese:
            let received = need.source.map { "、受領 \($0.receivedOn.iso)" } ?? ""
            return "（支援情報 \(file)\(need.sourceLine) 行\(received)、有効 \(days)）"
        case .english:
            let received = need.source.map { ", received \($0.receivedOn.iso)" } ?? ""
            return " (needs \(file)line \(need.sourceLine)\(received), valid \(days))"
        }
    }

    /// Where age and 続柄 come from.
    private func source(_ row: RegisterRow?) -> String {
        guard let row else { return "" }
        let file = row.file.map { "\($0) " } ?? ""
        return said("（住民データ \(file)\(row.line) 行）", " (register \(file)line \(row.line))")
    }

    private func said(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }

    /// A label of one width in front of a value.
    private func labelled(_ japanese: String, _ english: String, _ value: String) -> String {
        TableLine([(said(japanese, english), 14), (value, 0)]).text
    }

    private func padded(_ text: String) -> String {
        String(repeating: " ", count: max(0, 8 - text.utf8.count)) + text
    }
}
