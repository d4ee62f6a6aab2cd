import AddressDictionary
import Disclosure
import Registry
import Residents
import SupportScoring
import VictimSupport

/// A workspace's state for people.
enum StatusText {
    static func text(_ status: WorkspaceStatus) -> String {
        var lines: [String] = []
        if status.info.mode == .drill { lines.append("【訓練 DRILL】") }
        lines.append("市区町村 municipality   \(status.info.name) \(status.info.code.text)")
        lines.append("世代 generation         \(status.generation)")
        lines.append("住民 residents          \(source(status.residents))")
        lines.append("支援情報 needs          \(source(status.needs))")
        lines.append("世帯 households         \(status.counts.households)")
        lines.append("人 residents            \(status.counts.residents)")
        for state in NeedState.allCases {
            guard let count = status.counts.needsByState[state] else { continue }
            lines.append("  支援情報 needs, \(state.label): \(count)")
        }
        let answers = ConsentAnswer.allCases.map { "\($0.japanese) \(status.sharing.consents[$0] ?? 0)" }
        lines.append("提供への同意 consent    \(answers.joined(separator: "、"))")
        lines.append(
            "保護対象者 protected    \(status.sharing.protectedResidents) 人、\(status.sharing.protectedHouseholds) 世帯")
        lines.append(
            "提供規則 disclosure     \(status.disclosure.rules.title.japanese) \(status.disclosure.rules.version)、ふだん usual "
                + (status.usualDisclosure.map { "\($0.audience.rawValue) \($0.basis.rawValue)" } ?? "なし none"))
        for activation in status.holding {
            lines.append(
                "  発令中 activation \(activation.id): \(TableLine.harmless(activation.event))、\(activation.until) まで until"
            )
        }
        lines.append("住所辞書 dictionary     \(status.dictionaryEdition ?? "なし none")")
        lines.append("位置の辞書 located with  \(status.locatedEdition ?? "なし none")")
        for level in MatchLevel.allCases.reversed() {
            guard let count = status.counts.byCoordinateLevel[level] else { continue }
            let label = level == .none ? "位置不明 unlocated" : "\(level.japanese) \(level.name)"
            lines.append("  \(label): \(count)")
        }
        if let run = status.scoreRun {
            lines.append(
                "配点表 policy           \(run.policyTitle) \(run.policyVersion)（SHA-256 \(run.policyHash.short)）")
            lines.append("基準日 as of            \(run.asOf.iso)")
            for band in SupportBand.allCases {
                lines.append("  区分 band \(band.label): \(status.counts.byBand[band.rawValue] ?? 0)")
            }
        }
        lines.append("新しさ freshness        \(status.freshness.line(.japanese))")
        lines += PlacesText.lines(status)
        lines.append("プログラム program       engo \(EngoVersion.text)")
        for warning in status.warnings {
            lines.append("注意 warning: \(warning.japanese) [\(warning.rawValue)]")
        }
        return TableLine.harmless(lines)
    }

    private static func source(_ file: SourceFile?) -> String {
        guard let file else { return "なし none" }
        return "\(file.rowCount) 行 rows, \(file.name), \(file.encoding)"
    }
}

extension NeedState {
    fileprivate var label: String {
        switch self {
        case .holds: "有効 hold"
        case .expiring: "まもなく期限 end soon"
        case .expired: "期限切れ expired"
        case .unrecognised: "程度不明 unknown grade"
        }
    }
}

extension StatusWarning {
    /// The warning in Japanese, with what to do.
    var japanese: String {
        switch self {
        case .noDictionary: "住所辞書がありません（engo dictionary build）"
        case .damagedDictionary: "住所辞書が壊れているか、版が違います（engo dictionary build）"
        case .noResidents: "住民データがありません（engo import residents）"
        case .noNeeds: "支援情報がありません（engo import needs）"
        case .unlocatedHouseholds: "位置の分からない世帯があり、区域の一覧では --include all のときだけ載ります（engo dictionary unresolved）"
        case .locatedWithAnotherDictionary: "位置は前の住所辞書によるものです（engo locate）"
        case .needsWithoutResident: "住民にいない宛名番号の支援情報があります"
        case .needsExpired: "期限の切れた支援情報があり、点数に入っていません（更新が届いていないか確かめてください）"
        case .needsExpiring: "まもなく（30日以内に）期限の切れる支援情報があります"
        case .needsUnrecognised: "程度の読み取れない支援情報があり、点数に入っていません"
        case .protectionsPastTheirDate: "予定の終了日を過ぎ、解除されていない保護があります（解除するまで保護は続きます）"
        case .protectedWithoutResident: "保護対象者のうち、住民データにいない人がいます"
        case .scoredForAnotherDay: "援護度の基準日が今日ではありません（engo score）"
        case .registerOld:
            "住民データが \(Freshness.registerLimitDays) 日より古いか、受領日が分かりません（engo import residents）"
        case .needsOld:
            "支援情報に \(Freshness.needsLimitDays) 日より古いファイルか、受領日の分からないファイルがあります（engo import needs）"
        }
    }
}
