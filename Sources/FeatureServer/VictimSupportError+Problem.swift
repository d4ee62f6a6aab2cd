import HTTPTypes
import VictimSupport

extension VictimSupportError {
    /// What a question lacks in words for somebody at a screen; everything else is no question's fault.
    var problem: Problem {
        switch self {
        case .noRegister:
            Problem(
                status: .conflict, code: "no-register",
                text: Bilingual("住民データがまだ取り込まれていません。", "No register is imported yet."))
        case .notScored:
            Problem(
                status: .conflict, code: "not-scored",
                text: Bilingual("援護度がまだ計算されていません。", "Nobody is scored yet."))
        case .noDaytimeScores:
            Problem(
                status: .conflict, code: "no-daytime-scores",
                text: Bilingual("この採点基準に平日日中の援護度はありません。", "The policy has no rule for the daytime."))
        case .noDictionary:
            Problem(
                status: .conflict, code: "no-dictionary",
                text: Bilingual("住所辞書がないので、住所や町丁目では調べられません。", "There is no address dictionary to look addresses up in.")
            )
        case .noHazardLayer, .noSuchHazardLayer:
            Problem(
                status: .notFound, code: "no-such-hazard-layer",
                text: Bilingual("そのハザードの層はありません。", "There is no such hazard layer."))
        default: .internal
        }
    }
}
