package import Disclosure
import HTTPTypes

extension DisclosureError {
    /// The refusal in words for somebody at a screen; the code is that of the audit log.
    var problem: Problem {
        Problem(status: .forbidden, code: code, text: text)
    }

    /// The refusal in words that name no option of a program.
    package var text: Bilingual {
        switch self {
        case .unstated:
            Bilingual("提供先と根拠を選んでください。", "Choose for whom you look and on which legal basis.")
        case .unknownAudience(_, let known):
            Bilingual(
                "提供規則にない提供先です。ある提供先: \(Self.list(known.map(\.rawValue)))",
                "The rules know no such audience; they know: \(Self.list(known.map(\.rawValue))).")
        case .notPermitted(let audience, let basis, let allowed):
            Bilingual(
                "提供先 \(audience.rawValue) に、根拠 \(basis.rawValue) では提供できません。使える根拠: \(Self.list(allowed.map(\.rawValue)))",
                "Basis \(basis.rawValue) does not open audience \(audience.rawValue); "
                    + "these do: \(Self.list(allowed.map(\.rawValue))).")
        case .otherMode(let basis, let mode):
            Bilingual(
                mode == .drill ? "訓練の作業ファイルでは、根拠は drill だけです。" : "根拠 \(basis.rawValue) は実データでは使えません。",
                "Basis \(basis.rawValue) does not open a \(mode.rawValue) workspace.")
        case .dataWithheld(let audience, let data):
            Bilingual(
                "提供先 \(audience.rawValue) は「\(data.japanese)」を受け取れません。",
                "Audience \(audience.rawValue) may not have \(data.rawValue).")
        case .fieldsWithheld(let audience):
            Bilingual(
                "提供先 \(audience.rawValue) に見せられない項目では、絞り込みも並べ替えもできません。",
                "Audience \(audience.rawValue) may not select or sort by fields that are withheld from it.")
        case .servesSome(let audience):
            Bilingual(
                "提供先 \(audience.rawValue) は全員を受け取る提供先ではないので、この事案の作業はできません。",
                "Audience \(audience.rawValue) does not receive everybody, as this work on an incident needs.")
        case .seesProtected(let audience):
            Bilingual(
                "提供先 \(audience.rawValue) には保護される世帯が見えるので、その名簿は端末に入れられません。",
                "Audience \(audience.rawValue) sees protected persons, who must not be on a phone.")
        case .outsideRoles(let audience, let allowed):
            Bilingual(
                "あなたの役割では、提供先 \(audience.rawValue) のための操作はできません。できる提供先: \(Self.list(allowed.map(\.rawValue)))",
                "Your roles do not act for audience \(audience.rawValue); they act for: "
                    + "\(Self.list(allowed.map(\.rawValue))).")
        case .needsReason(let audience):
            Bilingual(
                "提供先 \(audience.rawValue) には、何のためかを書いてください（監査記録に残ります）。",
                "Audience \(audience.rawValue) needs a reason: what it is for; it stays in the audit log.")
        case .needsSealing(let audience):
            Bilingual(
                "提供先 \(audience.rawValue) の名簿は、封をした渡し用ファイルでだけ渡せます。この画面では開けません。",
                "The list for \(audience.rawValue) leaves as a sealed package only; it does not open here.")
        case .noActivation(let last):
            Bilingual(
                "災害の発令が記録されていないので、この根拠は使えません\(last.map { "（最後の発令は \($0) に終わりました）" } ?? "")。",
                "No declaration of a disaster holds\(last.map { " (the last one ended \($0))" } ?? "").")
        }
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

extension DisclosureRulesError {
    /// The workspace's rules are older or newer than what this program accepts.
    var problem: Problem {
        Problem(
            status: .serviceUnavailable, code: "rules-unusable",
            text: Bilingual(
                "この作業ファイルの提供規則は、このプログラムでは使えません。管理者に知らせてください。",
                "The disclosure rules of the workspace cannot be used by this program. Tell the administrator."))
    }
}
