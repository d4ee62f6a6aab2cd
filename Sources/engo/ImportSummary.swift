import AddressDictionary
import Interchange
import Registry
import Residents
import VictimSupport

/// What an import says on standard error when it is done; counts, lines and code points only.
enum ImportSummary {
    static func residents(_ report: ImportReport) {
        head(
            report, "\(report.rows) 行、\(report.households) 世帯 \(report.residentChanges?.after ?? 0) 人",
            "\(report.rows) rows, \(report.households) households, \(report.residentChanges?.after ?? 0) persons")
        if report.departedRows + report.deceasedRows > 0 {
            StandardError.line(
                "転出の \(report.departedRows) 行、死亡の \(report.deceasedRows) 行は住民に入れませんでした",
                "\(report.departedRows) rows of who moved out and \(report.deceasedRows) of who died were passed over")
        }
        if let changes = report.residentChanges, changes.before > 0 {
            StandardError.line(
                "前の住民データとの違い: 新規 \(changes.added)、転居 \(changes.moved)、変更 \(changes.changed)、転出 "
                    + "\(changes.departed)、死亡 \(changes.deceased)、記載なし \(changes.missing)、同じ \(changes.unchanged)",
                "against the register before: \(changes.added) new, \(changes.moved) moved, \(changes.changed) changed, "
                    + "\(changes.departed) moved out, \(changes.deceased) deceased, \(changes.missing) missing, "
                    + "\(changes.unchanged) the same")
        }
        details(report)
        if report.generation != nil { Summaries.levels(report.byCoordinateLevel, households: report.households) }
    }

    static func needs(_ report: ImportReport) {
        head(report, "支援情報 \(report.rows) 件", "\(report.rows) needs")
        if let changes = report.needChanges, changes.before > 0 {
            StandardError.line(
                "前の支援情報との違い: 新規・変更 \(changes.added)、終了 \(changes.cleared)、同じ \(changes.unchanged)",
                "against the needs before: \(changes.added) new or changed, \(changes.cleared) ended, "
                    + "\(changes.unchanged) the same")
        }
        details(report)
    }

    static func sharing(_ report: SharingReport, ended: (String, String)) {
        let verb =
            report.isDryRun
            ? ("検査しました（変更なし）", "checked, nothing changed")
            : report.generation == nil
                ? ("既に取り込み済みです（変更なし）", "already imported, nothing changed") : ("取り込みました", "imported")
        StandardError.line(
            "\(verb.0): \(report.rows) 行（\(report.encoding)）、新規・変更 \(report.new)、\(ended.0) \(report.ended)",
            "\(verb.1): \(report.rows) rows, \(report.new) new or changed, \(report.ended) \(ended.1)")
        if report.withoutResident > 0 {
            StandardError.line(
                "注意: 住民にいない宛名番号 \(report.withoutResident) 件（保持します）",
                "warning: \(report.withoutResident) numbers that nobody in the register has; kept")
        }
    }

    private static func head(_ report: ImportReport, _ japanese: String, _ english: String) {
        let verb =
            report.generation != nil
            ? ("取り込みました", "imported")
            : report.changesNothing
                ? ("既に取り込み済みです（変更なし）", "already imported, nothing changed")
                : ("検査しました（変更なし）", "checked, nothing changed")
        StandardError.line(
            "\(verb.0): \(japanese)（\(report.encoding)\(report.profile.map { "、\($0)" } ?? "")）",
            "\(verb.1): \(english)")
        if report.superseded > 0 {
            StandardError.line(
                "履歴の古い行 \(report.superseded) 件は使いませんでした", "\(report.superseded) rows of older versions were passed over"
            )
        }
    }

    private static func details(_ report: ImportReport) {
        if report.faults.count > 0 {
            StandardError.line(
                "注意: 誤りのある \(report.faults.count) 行を除きました。全件のファイルでは、除いた人は一覧に載りません。直して取り込み直してください。",
                "warning: \(report.faults.count) wrong rows were set aside; of a whole file, those persons are on no list until imported"
            )
            for fault in report.faults.first.prefix(20) {
                let column = fault.column.map { "\($0): " } ?? ""
                StandardError.write(
                    TableLine.harmless(
                        "  \(report.file):\(fault.line): \(column)\(fault.code.japanese) [\(fault.code.rawValue)]")
                        + "\n")
            }
            if report.faults.count > 20 {
                StandardError.line(
                    "  ほかは --report のJSONにあります（先頭 \(RowFaults.keptLimit) 件）", "the report holds the first 1,000")
            }
        }
        if let asOf = report.asOf {
            StandardError.line("援護度の基準日: \(asOf.iso)（変えるには engo score --as-of）", "scored as of \(asOf.iso)")
        }
        privateUse(report.privateUse)
        warnings(report.warnings)
    }

    static func warnings(_ warnings: ImportWarnings) {
        for warning in ImportWarning.allCases {
            guard let count = warnings[warning] else { continue }
            let times = warning == .noDictionary ? ("", "") : (" \(count) 件", " \(count)")
            let lines = warnings.firstLines(of: warning).prefix(5).map(String.init).joined(separator: ", ")
            let place = lines.isEmpty ? ("", "") : ("（\(lines) 行）", " (lines \(lines))")
            StandardError.line(
                "注意: \(warning.japanese)\(times.0)\(place.0)", "warning: \(warning.rawValue)\(times.1)\(place.1)")
        }
    }

    static func privateUse(_ characters: PrivateUseCharacters) {
        guard !characters.entries.isEmpty else { return }
        let total = characters.entries.reduce(0) { $0 + $1.count }
        StandardError.line(
            "外字 \(characters.entries.count) 種 \(total) 字をそのまま保存しました（ほかの機械では見えないことがあります）:",
            "\(total) private-use characters of \(characters.entries.count) kinds are kept as they are:")
        for entry in characters.entries.prefix(20) {
            let code = String(entry.scalar.value, radix: 16, uppercase: true)
            StandardError.write("  U+\(code) \(entry.count)（\(entry.firstLine) 行 line）\n")
        }
        if characters.entries.count > 20 { StandardError.write("  …（全部は --report に / all of them in --report）\n") }
    }
}

extension ImportWarning {
    fileprivate var japanese: String {
        switch self {
        case .noHead: "世帯主のいない世帯"
        case .severalHeads: "世帯主が複数の世帯"
        case .youngHead: "15歳未満の世帯主"
        case .futureBirthDate: "生年月日が今日より後の人"
        case .implausibleAge: "120歳を超える人"
        case .wrongCheckDigit: "検査数字の合わない宛名番号（旧番号なら問題ありません）"
        case .differentAddresses: "世帯員の住所が異なる世帯（先頭の世帯員の住所を使用）"
        case .unknownBirthDate: "生年月日が不詳・推定・暦にない人"
        case .unrecognisedRelationship: "標準にない続柄"
        case .needWithoutResident: "住民にいない宛名番号の支援情報（保持します）"
        case .unrecognisedGrade: "読み取れない程度（保持しますが数えません）"
        case .countedAsAway: "施設入所・長期入院として在宅に数えない支援情報"
        case .noDictionary: "住所辞書がないため、調査座標のある世帯だけ位置があります"
        case .shelterWithoutPosition: "緯度・経度のない避難場所（位置不明のまま保持します）"
        case .shelterWithoutDisaster: "どの災害種別にも印のない避難場所"
        case .unreadCapacity: "人数の読み取れない想定収容人数（文字のまま保持します）"
        case .unreadMunicipalityCode: "読み取れない市町村コード"
        case .shelterElsewhere: "ほかの市区町村のコードの避難場所（保持します）"
        }
    }
}
