import Disclosure

/// Disclosure rules for people: one block for each audience.
enum DisclosureText {
    static func text(_ rules: DisclosureRules, usual: DisclosureDefault?, mode: WorkspaceMode?) -> String {
        var lines = ["\(rules.title.japanese) \(rules.version)（SHA-256 \(rules.shortHash)）"]
        switch mode {
        case .drill: lines.append("【訓練 DRILL】ふだん usual: headquarters, drill")
        case .real:
            lines.append(
                "ふだん usual: " + (usual.map { "\($0.audience.rawValue), \($0.basis.rawValue)" } ?? "なし none"))
        case nil: break
        }
        for profile in rules.profiles {
            lines += ["", "■ \(profile.audience.rawValue)  \(profile.name.japanese) / \(profile.name.english)"]
            for basis in LegalBasis.allCases {
                guard let people = profile.bases[basis] else { continue }
                lines.append("  根拠 basis      \(basis.rawValue)  \(basis.japanese)  → \(people.japanese)")
            }
            let data = DataSet.allCases.filter(profile.dataSets.contains)
            lines.append("  データ data     " + data.map { "\($0.rawValue) \($0.japanese)" }.joined(separator: "、"))
            lines.append("  保護 protected  " + (profile.seesProtected ? "印を付けて見せる marked" : "世帯ごと除く withheld"))
            if let basis = profile.reservedFor {
                lines.append("  開封 reserved   封をして渡し、\(basis.japanese) のときだけ開く / sealed until \(basis.rawValue)")
            }
            if profile.needsReason { lines.append("  目的 reason     要る required") }
            if let minimum = profile.countMinimum {
                lines.append("  集計 counts     \(minimum) 未満は出さず、\(minimum) の倍数に丸める / rounded to \(minimum)")
            }
            let shown = DisclosureField.allCases.compactMap { field -> String? in
                let form = field.form(in: profile.fields)
                return form == DisclosureField.withheld ? nil : "\(field.japanese)（\(form)）"
            }
            lines.append("  項目 fields     " + (shown.isEmpty ? "なし none" : shown.joined(separator: "、")))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension PeopleRule {
    fileprivate var japanese: String {
        switch self {
        case .everyone: "全員"
        case .notAgreed: "名簿の人のうち同意していない人"
        case .notRefused: "名簿の人のうち拒否していない人"
        case .agreed: "同意した人"
        }
    }
}
