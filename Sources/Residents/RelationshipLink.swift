/// One link of a relationship chain such as 子の妻.
enum RelationshipLink: Sendable {
    case head
    case spouse
    case child
    case parent
    case sibling
    /// A relative of whom the text tells no more (おじ, いとこ, 親族).
    case relative
    case connected
    case lodger

    /// The links of a recorded relationship, or none when any part is unknown or there are more than four.
    static func chain(_ text: String) -> [RelationshipLink] {
        let folded = TextBytes.folded(text)
        if let whole = word(folded) { return whole }
        let parts = folded.split(separator: "の", omittingEmptySubsequences: false)
        guard parts.count <= 4 else { return [] }
        var result: [RelationshipLink] = []
        for part in parts {
            guard let links = word(String(part)) else { return [] }
            result += links
        }
        return result.count <= 4 ? result : []
    }

    private static func word(_ text: String) -> [RelationshipLink]? {
        switch text {
        case "世帯主", "本人", "筆頭者": [.head]
        case "夫", "妻", "夫(未届)", "妻(未届)", "未届の夫", "未届の妻", "夫(未届け)", "妻(未届け)", "配偶者", "内縁の妻", "内縁の夫":
            [.spouse]
        case "子", "長男", "長女", "次男", "次女", "二男", "二女", "三男", "三女", "四男", "四女", "五男", "五女", "養子", "養女",
            "息子", "娘", "実子", "子供", "子ども":
            [.child]
        case "父", "母", "養父", "養母", "実父", "実母", "継父", "継母": [.parent]
        case "兄", "姉", "弟", "妹", "兄弟", "姉妹", "兄弟姉妹": [.sibling]
        case "婿", "嫁", "子(子の夫)", "子(子の妻)": [.child, .spouse]
        case "孫", "孫息子", "孫娘": [.child, .child]
        case "ひ孫", "曾孫", "曽孫", "ひまご": [.child, .child, .child]
        case "祖父", "祖母": [.parent, .parent]
        case "曾祖父", "曾祖母", "曽祖父", "曽祖母": [.parent, .parent, .parent]
        case "義父", "義母", "舅", "姑": [.spouse, .parent]
        case "義兄", "義姉", "義弟", "義妹": [.spouse, .sibling]
        case "甥", "姪", "おい", "めい", "甥姪": [.sibling, .child]
        case "伯父", "叔父", "伯母", "叔母", "おじ", "おば": [.parent, .sibling]
        case "従兄弟", "従姉妹", "従兄", "従弟", "従姉", "従妹", "いとこ": [.parent, .sibling, .child]
        case "親族", "親戚", "その他親族", "その他の親族": [.relative]
        case "縁故者", "縁故": [.connected]
        case "同居人", "同居者", "家事使用人", "使用人", "準世帯主", "寄宿人": [.lodger]
        default: nil
        }
    }
}
