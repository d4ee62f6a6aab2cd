import SpatialQuery
import VictimSupport

extension AreaWarning {
    /// What was noticed, for somebody at a screen.
    var text: Bilingual {
        switch self {
        case .passedOver:
            Bilingual("面でないものは区域に入りません。", "Shapes without area are not part of it.")
        case .findings(let findings):
            Bilingual(
                "区域の形を決まりどおりに直しました\(findings.selfCrossingRings > 0 ? "（線が自分と交わっています）" : "")。",
                "Rings were taken by the rules\(findings.selfCrossingRings > 0 ? "; one crosses itself" : "").")
        case .undeclaredReferenceSystem:
            Bilingual(
                "座標系が書かれていないので、経度・緯度（JGD2011）として読みました。", "No reference system is named; read as JGD2011 degrees.")
        case .overruledReferenceSystem(_, let declared, let used):
            Bilingual("座標系 \(declared) ではなく \(used) で読みました。", "Read as \(used), although the file says \(declared).")
        case .transformed(_, let system, let accuracy):
            Bilingual(
                "\(system) から JGD2011 に変換しました（精度 \(accuracy.map { "\($0) m" } ?? "不明")）。",
                "Transformed from \(system), accuracy \(accuracy.map { "\($0) m" } ?? "unknown").")
        case .selected(_, let features, let all):
            Bilingual("選んだ区分の地物 \(features)（\(all) のうち）。", "\(features) of \(all) features selected.")
        case .undecided(_, let features):
            Bilingual("区分の分からない地物 \(features) は区域に入っていません。", "\(features) features of no known rank are left out.")
        case .coarseAddress(_, let metres):
            Bilingual(
                "円の中心は ±\(metres.map { String(Int($0.rounded(.up))) } ?? "?") m までしか決まりません。",
                "The middle of the circle is known to ±\(metres.map { String(Int($0.rounded(.up))) } ?? "?") m only.")
        }
    }
}

extension StatusWarning {
    /// What to know of the state behind a list; nil for what has nothing to do with lists.
    var text: Bilingual? {
        switch self {
        case .locatedWithAnotherDictionary:
            Bilingual("住所辞書が新しくなりました。位置を付け直してください。", "The address dictionary is newer than the positions.")
        case .scoredForAnotherDay:
            Bilingual("援護度は今日の日付で計算されていません。", "Scores were counted on another day than today.")
        case .needsExpired: Bilingual("期限の切れた支援情報があります。", "Some needs have ended without a successor.")
        case .needsExpiring: Bilingual("まもなく期限の切れる支援情報があります。", "Some needs end soon.")
        case .needsUnrecognised: Bilingual("程度の分からない支援情報があります。", "Some needs have a grade that is not known.")
        case .noNeeds: Bilingual("支援情報がまだ取り込まれていません。", "No needs are imported yet.")
        default: nil
        }
    }
}
