import AddressDictionary
import Disclosure
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

/// What a verb says on standard error when it is done; counts only.
enum Summaries {
    static func dictionary(_ report: CompilationReport) {
        StandardError.line(
            "住所辞書: 町字 \(report.townCount)（座標なし \(report.townsWithoutPoint)）、住居番号 \(report.residenceCount)"
                + "（座標なし \(report.residencesWithoutPoint)）、地番 \(report.parcelCount)（座標なし "
                + "\(report.parcelsWithoutPoint)）、街区 \(report.blockCount)、調査点 \(report.surveyPointCount)",
            "dictionary: \(report.townCount) towns, \(report.residenceCount) residences, \(report.parcelCount) parcels, "
                + "\(report.blockCount) blocks, "
                + "\(report.surveyPointCount) survey points; edition \(report.edition)")
        for reason in CompilationReport.Reason.allCases {
            guard let count = report.refusedCounts[reason] else { continue }
            let first = report.refusals.first { $0.reason == reason }.map { "\($0.file):\($0.line)" } ?? ""
            StandardError.line(
                "注意: 使わなかった行 \(count)（\(reason.code)、最初は \(first)）",
                "warning: \(count) rows not used (\(reason.code))")
        }
        for (name, missing, all) in [
            ("町字 towns", report.townsWithoutPoint, report.townCount),
            ("住居番号 residences", report.residencesWithoutPoint, report.residenceCount),
            ("地番 parcels", report.parcelsWithoutPoint, report.parcelCount),
        ] where missing * 2 > all {
            StandardError.line(
                "注意: \(name) の半分以上に座標がありません（\(missing)/\(all)）。位置のファイル（_pos）がそろっているか確かめてください。",
                "warning: most have no point; are the _pos files all there?")
        }
        for operation in report.operations {
            let accuracy = operation.accuracyMetres.map { "±\(Int($0.rounded(.up))) m" } ?? "?"
            StandardError.line(
                "座標の変換: \(operation.from) → JGD2011、\(accuracy)", "transformed: \(operation.name) (\(accuracy))")
        }
        if report.refusedPointCount + report.flaggedPointCount > 0 {
            StandardError.line(
                "注意: 離れすぎて使わない座標 \(report.refusedPointCount)、町から離れている座標 \(report.flaggedPointCount)",
                "warning: \(report.refusedPointCount) points too far away and not used, "
                    + "\(report.flaggedPointCount) far from their town")
            for outlier in report.outliers.prefix(5) {
                StandardError.write(
                    TableLine.harmless(
                        "  \(outlier.file):\(outlier.line): \(Int(outlier.distanceMetres)) m "
                            + (outlier.isRefused ? "不使用 refused" : "要確認 to check")) + "\n")
            }
        }
    }

    static func matching(_ summary: AddressMatching.Summary) {
        let levels = MatchLevel.allCases.reversed().compactMap { level in
            summary.byLevel[level].map { (level, $0) }
        }
        StandardError.line(
            "照合しました: \(summary.lines) 件、確実 \(summary.certain)（"
                + levels.map { "\($0.0.japanese) \($0.1)" }.joined(separator: "、") + "）",
            "matched \(summary.lines) lines, \(summary.certain) certain: "
                + levels.map { "\($0.0.name) \($0.1)" }.joined(separator: ", "))
    }

    static func levels(_ levels: [MatchLevel: Int], households: Int) {
        let located = MatchLevel.allCases.reversed().filter { $0 != .none }.compactMap { level in
            levels[level].map { (level, $0) }
        }
        StandardError.line(
            "位置: " + (located.isEmpty ? "なし" : "") + located.map { "\($0.0.japanese) \($0.1)" }.joined(separator: "、")
                + "、位置不明 \(levels[.none] ?? 0)（全 \(households) 世帯）",
            "located: " + (located.isEmpty ? "none" : "")
                + located.map { "\($0.0.name) \($0.1)" }.joined(separator: ", ")
                + ", unlocated \(levels[.none] ?? 0) of \(households)")
    }

    static func score(_ run: ScoreRun, _ counts: RegistryCounts) {
        let bands = SupportBand.allCases.map { "\($0.label) \(counts.byBand[$0.rawValue] ?? 0)" }
            .joined(separator: ", ")
        StandardError.line(
            "援護度を求めました: \(bands) 世帯（\(PolicyLine.text(run, .japanese))）",
            "scored: \(bands) households")
    }

    static func area(_ answer: AreaAnswer, warnings: [StatusWarning]) {
        let counts = answer.counts
        let bands = SupportBand.allCases.map { "\($0.label) \(counts.byBand[$0] ?? 0)" }.joined(separator: ", ")
        StandardError.line(
            "区域内: \(counts.households) 世帯 \(counts.persons) 人（\(bands)）、うち確実 \(counts.certain)・可能性あり "
                + "\(counts.possible)、一覧 \(answer.hits.count) 世帯（絞り込みで除外 \(counts.filtered)）、"
                + (answer.hazard.isOrder ? "援護区分と避難行動の順" : "\(answer.time.label(.japanese))の援護度の順"),
            "inside: \(counts.households) households, \(counts.persons) persons; certain \(counts.certain), possible "
                + "\(counts.possible); listed \(answer.hits.count), filtered out \(counts.filtered), "
                + (answer.hazard.isOrder ? "by band and evacuation action" : "by the score of \(answer.time.rawValue)"))
        StandardError.line(
            "注意: 全 \(counts.registered) 世帯のうち位置不明 \(counts.unlocated) 世帯、町字までしか分からない \(counts.townLevelOnly) 世帯",
            "note: of \(counts.registered) households \(counts.unlocated) have no position, "
                + "\(counts.townLevelOnly) are located only to town level or coarser")
        unlocated(counts)
        StandardError.line(PolicyLine.text(answer.scoreRun, .japanese), PolicyLine.text(answer.scoreRun, .english))
        StandardError.line(answer.freshness.line(.japanese), answer.freshness.line(.english))
        for warning in warnings {
            StandardError.line("注意: \(warning.japanese)", "warning: \(warning.rawValue)")
        }
        AreaText.tell(answer.area?.warnings ?? [])
        if !answer.clearance.seesProtected, answer.withheld > 0 {
            StandardError.line(
                "支援措置などの対象者がいる \(answer.withheld) 世帯は除きました（提供先に伝えず、本部で対応してください）",
                "\(answer.withheld) households with protected persons are left out: do not tell the receiver, see to them yourselves"
            )
        }
        disclosure(answer.clearance, generation: answer.generation, asOf: answer.scoreRun.asOf)
    }

    /// To whom, on which rule and until when.
    static func disclosure(_ clearance: Clearance, generation: Int64, asOf: CalendarDate?) {
        StandardError.line(
            "根拠: \(clearance.basis.japanese)、提供先 \(clearance.name.japanese)、世代 \(generation)"
                + (asOf.map { "、基準日 \($0.iso)" } ?? ""),
            "basis \(clearance.basis.rawValue), audience \(clearance.audience.rawValue), generation \(generation)"
                + (asOf.map { ", as of \($0.iso)" } ?? ""))
        if let activation = clearance.activation {
            StandardError.line(
                "発令 \(activation.id): \(TableLine.harmless(activation.event))、\(activation.until) まで",
                "activation \(activation.id), until \(activation.until)")
        }
    }

    /// Those without a position by town, the largest first, and those whose other reading may be inside.
    private static func unlocated(_ counts: AreaCounts) {
        let towns = counts.unlocatedByTown.enumerated().sorted {
            ($1.element.households, $0.offset) < ($0.element.households, $1.offset)
        }
        for (_, town) in towns.prefix(unlocatedTownsShown) {
            StandardError.write(
                "  位置不明 unlocated: \(TableLine.harmless(town.city + town.label(.japanese))) \(town.households)\n")
        }
        if towns.count > unlocatedTownsShown {
            StandardError.write(
                "  … ほかに \(towns.count - unlocatedTownsShown) 町字 / and \(towns.count - unlocatedTownsShown) more towns\n"
            )
        }
        guard counts.otherReadings > 0 else { return }
        StandardError.line(
            "注意: 住所が二通り以上に読める世帯のうち \(counts.otherReadings) 世帯は、採った読み方では区域の外です",
            "note: \(counts.otherReadings) households outside have an address with another reading")
    }

    private static let unlocatedTownsShown = 10

    static func unmappable(_ characters: [DelimitedWriter.UnmappableCharacter]) {
        guard !characters.isEmpty else { return }
        StandardError.line(
            "CP932 にない文字 \(characters.count) 個を 〓 にしました（utf-8-bom なら元のまま出ます）:",
            "\(characters.count) characters are not in CP932 and stand as 〓; utf-8-bom keeps them:")
        // Each character once: a list of a city may hold one of them a thousand times.
        var places: [UInt32: (first: DelimitedWriter.UnmappableCharacter, count: Int)] = [:]
        for character in characters { places[character.scalar.value, default: (character, 0)].count += 1 }
        for (value, place) in places.sorted(by: { $0.key < $1.key }) {
            let code = String(value, radix: 16, uppercase: true)
            StandardError.write(
                "  U+\(code) ×\(place.count)（最初は \(place.first.row) 行 \(place.first.column) 列 / first in row "
                    + "\(place.first.row), column \(place.first.column)）\n")
        }
    }
}
