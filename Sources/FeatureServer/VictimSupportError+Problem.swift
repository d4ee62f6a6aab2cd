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
        case .noSuchActivation:
            Problem(
                status: .unprocessableContent, code: "no-such-activation",
                text: Bilingual(
                    "その番号の発令は、今はありません。画面を開き直してください。", "No such declaration holds now. Open the page again."))
        case .unreadableContent:
            Problem(
                status: .unprocessableContent, code: "unreadable-reports",
                text: Bilingual(
                    "報告のファイルとして読めません。CSV の表か、端末の報告を選んでください。何も記録していません。",
                    "It cannot be read as reports. Choose a table (CSV) or the file of a phone. Nothing was recorded."))
        case .noRows:
            Problem(
                status: .unprocessableContent, code: "no-reports",
                text: Bilingual("ファイルに行が1つもありません。", "There is no row in the file."))
        case .missingColumns(_, let columns):
            Problem(
                status: .unprocessableContent, code: "missing-columns",
                text: Bilingual(
                    "表に要る列がありません: \(columns.joined(separator: "、"))。何も記録していません。",
                    "The table lacks columns: \(columns.joined(separator: ", ")). Nothing was recorded."))
        case .badRows(_, let faults): .badRows(faults)
        default: .internal
        }
    }
}

extension Problem {
    /// So many wrong rows are named.
    private static let namedRows = 20

    /// Rows that cannot be recorded, the first of them by line.
    ///
    /// Only columns of ours are named: a heading is what somebody sent.
    fileprivate static func badRows(_ faults: RowFaults) -> Problem {
        let named = faults.first.prefix(namedRows).map { fault in
            let column = fault.column.flatMap { StateImport.headings.contains($0) ? " \($0)" : nil } ?? ""
            return (
                japanese: "\(fault.line) 行目\(column): \(fault.code.japanese)",
                english: "line \(fault.line)\(column): \(fault.code.rawValue)"
            )
        }
        let isMore = faults.count > named.count
        return Problem(
            status: .unprocessableContent, code: "bad-rows",
            text: Bilingual(
                "\(faults.count) 行に誤りがあります。何も記録していません。\(named.map(\.japanese).joined(separator: "、"))\(isMore ? "、ほか" : "")",
                "\(faults.count) rows are wrong; nothing was recorded. \(named.map(\.english).joined(separator: ", "))\(isMore ? ", …" : "")"
            ))
    }
}
