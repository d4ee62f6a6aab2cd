import VictimSupport

extension ImportProfileError {
    /// What is wrong in the profile, where, and the nearest valid word.
    var sentence: Bilingual {
        let place = position.map { "\($0.line):\($0.column): " } ?? ""
        let text = reason
        return Bilingual("取込定義 \(place)\(text.japanese)", "profile \(place)\(text.english)")
    }

    private var reason: Bilingual {
        switch self {
        case .notYAML(let error): return error.sentence
        case .missingKey(let key, _, _): return Bilingual("項目がありません: \(key)", "the key \(key) is missing")
        case .unknownKey(_, _, let nearest, let allowed):
            let hint = nearest.map { "（\($0)？）" } ?? ""
            let words = allowed.joined(separator: ", ")
            return Bilingual("ここでは使えない項目です\(hint)。使える項目: \(words)", "unknown key\(hint); allowed: \(words)")
        case .wrongForm(let form, _, _):
            return Bilingual("値の形が違います（必要: \(form.japanese)）", "wrong form; needed: \(form.rawValue)")
        case .unreadableMeaning(let field, _, _):
            return Bilingual(
                "\(field) として読めない意味か、二度書かれた値です", "\(field) cannot hold this meaning, or a value stands twice")
        case .otherKind(let found):
            return Bilingual(
                "この取り込みの定義ではありません（\(found.rawValue) 用です）。", "the profile is for \(found.rawValue), not for this import."
            )
        case .unknownProfile(let nearest):
            let hint = nearest.map { "（\($0)？）" } ?? ""
            return Bilingual(
                "その名前の取込定義はありません\(hint)。一覧: engo import profile show。ファイルなら .yaml まで書いてください。",
                "no shipped profile has this name\(hint): see engo import profile show. A file's name ends in .yaml.")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .otherKind, .unknownProfile: .usage
        default: .badData
        }
    }
}

extension ImportProfileForm {
    fileprivate var japanese: String {
        switch self {
        case .mapping: "「項目: 値」の組"
        case .text: "1行の文字列"
        case .headings: "見出し、見出しの並び、または {join: […], with: …}"
        case .list: "1つ以上の並び"
        case .kind: "residents か needs"
        }
    }
}
