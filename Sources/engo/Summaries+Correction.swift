import AddressDictionary
import VictimSupport

extension Summaries {
    /// What teaching or taking back did; counts only.
    static func correction(_ report: CorrectionReport) {
        let prefix = report.isDryRun ? "検査しました（変更なし）: " : ""
        let englishPrefix = report.isDryRun ? "checked, nothing changed: " : ""
        if report.taught + report.removed == 0 {
            StandardError.line(
                prefix + "新しい訂正はありません（登録済み \(report.unchanged) 件）",
                englishPrefix + "nothing new, \(report.unchanged) known already")
        }
        if report.taught > 0 {
            StandardError.line(
                prefix + "訂正 \(report.taught) 件（うち前の訂正に代わるもの \(report.replaced)、登録済みと同じ \(report.unchanged)）",
                englishPrefix + "\(report.taught) corrections, \(report.replaced) in place of an earlier one, "
                    + "\(report.unchanged) known already")
        }
        if report.removed > 0 {
            StandardError.line(
                prefix + "訂正を取り消しました: \(report.removed) 件", englishPrefix + "\(report.removed) taken back")
        }
        if report.blankRows > 0 {
            StandardError.line("記入のない行 \(report.blankRows)", "\(report.blankRows) rows with nothing filled in")
        }
        spellings(report.byMatchLevel)
        guard report.taught + report.removed > 0 else { return }
        effect(report)
    }

    private static func spellings(_ levels: [MatchLevel: Int]) {
        guard !levels.isEmpty else { return }
        let sorted = levels.sorted { $0.key > $1.key }
        StandardError.line(
            "正しい住所の一致: " + sorted.map { "\($0.key.japanese) \($0.value)" }.joined(separator: "、"),
            "corrected spellings: " + sorted.map { "\($0.key.name) \($0.value)" }.joined(separator: ", "))
    }

    private static func effect(_ report: CorrectionReport) {
        guard let relocation = report.relocation else {
            StandardError.line("住民データはまだありません。訂正は次の取込みから使われます", "no register yet; kept for the next import")
            return
        }
        StandardError.line(
            "この住所の世帯 \(report.matchingHouseholds)、うち位置や一致の変わった世帯 \(report.changedHouseholds)",
            "\(report.matchingHouseholds) households at these addresses, \(report.changedHouseholds) changed")
        if report.matchingHouseholds == 0, report.removed == 0 {
            StandardError.line("今の住民データにこの住所はありません。訂正は今後の取込みのために残します", "no such address now; kept for later imports")
        }
        if report.surveyedHouseholds > 0 {
            StandardError.line(
                "注意: \(report.surveyedHouseholds) 世帯は住民データの経度・緯度が優先され、動きません",
                "warning: \(report.surveyedHouseholds) households stand where the register's own survey says")
        }
        if relocation.changed > report.changedHouseholds {
            StandardError.line(
                "注意: 新しい住所辞書により、ほかの世帯も動きました:", "note: the newer dictionary moved other households too:")
            Summaries.relocation(relocation)
        }
    }
}
