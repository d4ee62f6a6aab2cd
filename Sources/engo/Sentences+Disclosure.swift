import Disclosure

extension DisclosureError {
    /// What is refused, why, and what to do.
    var sentence: Bilingual {
        switch self {
        case .unstated(let audiences):
            let names = audiences.map(\.rawValue).joined(separator: ", ")
            return Bilingual(
                "誰に、どの根拠で渡すのかを --audience と --basis で指定してください（提供先: \(names)）。ふだんのものは engo disclosure default で決められます。",
                "say who receives this and on which basis: --audience and --basis (audiences: \(names)); "
                    + "engo disclosure default sets the usual ones.")
        case .unknownAudience(let nearest, let known):
            let hint = nearest.map { " (\($0.rawValue)?)" } ?? ""
            let names = known.map(\.rawValue).joined(separator: ", ")
            return Bilingual(
                "提供規則にない提供先です\(hint)。ある提供先: \(names)", "the rules have no such audience\(hint); there are: \(names)")
        case .notPermitted(let audience, let basis, let allowed):
            let names = allowed.map(\.rawValue).joined(separator: ", ")
            return Bilingual(
                "開示できません: 提供先 \(audience.rawValue) に根拠 \(basis.rawValue) は使えません。使える根拠: \(names)",
                "disclosure refused: audience \(audience.rawValue) cannot be served on \(basis.rawValue); allowed: \(names)"
            )
        case .otherMode(let basis, let mode):
            return Bilingual(
                "開示できません: 根拠 \(basis.rawValue) は\(mode == .drill ? "訓練の作業ファイルでは使えません（訓練では drill だけです）" : "実データでは使えません")。",
                "disclosure refused: basis \(basis.rawValue) does not open a \(mode.rawValue) workspace.")
        case .dataWithheld(let audience, let data):
            return Bilingual(
                "開示できません: 提供先 \(audience.rawValue) は「\(data.japanese)」を受け取れません。",
                "disclosure refused: audience \(audience.rawValue) may not have \(data.rawValue).")
        case .fieldsWithheld(let audience):
            return Bilingual(
                "提供先（\(audience.rawValue)）に見せられない項目で絞り込み・並べ替えはできません。",
                "audience \(audience.rawValue) may not select or sort by fields that are withheld from it.")
        case .servesSome(let audience):
            return Bilingual(
                "提供先 \(audience.rawValue) は全員を受け取る提供先ではないので、この事案の作業はできません。本部（headquarters）で行ってください。",
                "audience \(audience.rawValue) does not receive everybody, as this work on an incident needs; it is for headquarters."
            )
        case .seesProtected(let audience):
            return Bilingual(
                "提供先 \(audience.rawValue) には保護される世帯が見えるので、その名簿は端末に入れられません。--audience disaster-responder などを指定してください。",
                "audience \(audience.rawValue) sees protected persons, who must not be on a phone: "
                    + "give another --audience, such as disaster-responder.")
        case .outsideRoles(let audience, let allowed):
            let names = allowed.map(\.rawValue).joined(separator: ", ")
            return Bilingual(
                "この利用者の役割では、提供先 \(audience.rawValue) のための操作はできません。--audience でできる提供先: \(names)（役割のある利用者に頼むか、engo user list）",
                "the operator's roles do not act for audience \(audience.rawValue); --audience may be: \(names); "
                    + "or ask somebody who has the role (engo user list).")
        case .needsReason(let audience):
            return Bilingual(
                "提供先 \(audience.rawValue) には、何のためかを --reason で書いてください（監査記録に残ります）。",
                "audience \(audience.rawValue) needs --reason: what it is for; it stays in the audit log.")
        case .needsSealing(let audience):
            return Bilingual(
                "提供先 \(audience.rawValue) の名簿は、封をした渡し用ファイルでだけ渡せます（--seal-to、--seal-passphrase）。",
                "the list for \(audience.rawValue) leaves as a sealed package only: --seal-to or --seal-passphrase.")
        case .noActivation(let last):
            let ended = last.map { "（最後の発令は \($0) に終わりました）" } ?? ""
            return Bilingual(
                "災害の発令が記録されていないので、この根拠は使えません\(ended)。engo activation declare で記録してください。",
                "no declaration of a disaster holds\(last.map { " (the last one ended \($0))" } ?? ""): "
                    + "record it with engo activation declare.")
        }
    }
}

extension DisclosureRulesError {
    /// What is wrong in the rules, where, and the nearest valid word.
    var sentence: Bilingual {
        let place = position.map { "\($0.line):\($0.column): " } ?? ""
        return Bilingual("提供規則 \(place)\(reason.japanese)", "rules \(place)\(reason.english)")
    }

    private var reason: Bilingual {
        switch self {
        case .notYAML(let error): return error.sentence
        case .missingKey(let key, _, _): return Bilingual("項目がありません: \(key)", "the key \(key) is missing")
        case .unknownKey(_, _, let nearest, let allowed):
            let hint = nearest.map { "（\($0)？）" } ?? ""
            let words = allowed.joined(separator: ", ")
            return Bilingual("ここでは使えない項目です\(hint)。使える項目: \(words)", "unknown key\(hint); allowed: \(words)")
        case .wrongValue(_, _, let allowed):
            let words = allowed.joined(separator: ", ")
            return Bilingual(
                "値が正しくありません" + (allowed.isEmpty ? "" : "。使える値: \(words)"),
                "wrong value" + (allowed.isEmpty ? "" : "; allowed: \(words)"))
        case .notAllowed(let fault, _, _): return Bilingual("\(fault.japanese) [\(fault.rawValue)]", fault.rawValue)
        }
    }
}

extension DisclosureRulesFault {
    fileprivate var japanese: String {
        switch self {
        case .peopleBeyondBasis: "この根拠では、その範囲の人を渡せません（第2項は agreed、条例は not-refused まで）"
        case .protectedOutside: "市町村の外へ渡す根拠があるのに、保護される人を見せることになっています"
        case .undividedData: "保護される人を見せない提供先に、全員が入るデータ（addresses, changes, policies, workspace）は渡せません"
        case .householdFieldOfSome: "一部の人だけを渡すときは、世帯全体から作る項目（score, reasons, floor）を渡せません"
        case .explanationOfSome: "一部の人だけを渡すときは、explanations を渡せません"
        case .reasonsWithoutFacts: "reasons を渡すなら、birth_date, relationship, floor, needs, score も full で渡すことになります"
        case .roundedBesideNames: "counts を丸めるなら、data は counts だけにします"
        case .headquartersIncomplete: "headquarters が、すべてのデータ・項目・人を、act-49-11-1 と drill で見られるようになっていません"
        }
    }
}
