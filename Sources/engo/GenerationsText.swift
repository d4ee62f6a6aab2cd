import Interchange
import Registry
import VictimSupport

/// The states of a workspace for people and programs; counts only.
enum GenerationsText {
    static func text(_ generations: [StoredGeneration], _ kept: ClosedRange<Int64>) -> String {
        var lines = ["世代 generation  日時 time (UTC)         種類 cause"]
        for generation in generations {
            let number = String(generation.id)
            var line = String(repeating: " ", count: max(0, 15 - number.utf8.count)) + number
            line += "  \(generation.createdAt)  \(generation.cause.japanese) \(generation.cause.rawValue)"
            if let name = generation.sourceName { line += "、\(name)" }
            if let changes = generation.changes {
                switch generation.cause {
                case .needs: line += needs(changes)
                case .shelters: line += shelters(changes)
                case .hazard: line += "、区域 \(changes.added)"
                default: line += residents(changes)
                }
            }
            if !kept.contains(generation.id) { line += "（戻せません not kept）" }
            lines.append(line)
        }
        return TableLine.harmless(lines)
    }

    private static func residents(_ changes: RegisterChanges) -> String {
        "、新規 \(changes.added) 転居 \(changes.moved) 変更 \(changes.changed) 転出 \(changes.departed) "
            + "死亡 \(changes.deceased) 記載なし \(changes.missing)"
    }

    private static func shelters(_ changes: RegisterChanges) -> String {
        "、新規 \(changes.added) 変更 \(changes.changed) 廃止 \(changes.missing)"
    }

    private static func needs(_ changes: RegisterChanges) -> String {
        "、新規・変更 \(changes.added) 終了 \(changes.missing)"
    }

    static func json(_ generations: [StoredGeneration], _ kept: ClosedRange<Int64>, _ mark: DrillMark) -> String {
        var json = JSONWriter()
        json.beginObject()
        mark.members(to: &json)
        json.member("first_kept", Int(kept.lowerBound))
        json.name("generations")
        json.beginArray()
        for generation in generations {
            json.beginObject()
            json.member("generation", Int(generation.id))
            json.member("cause", generation.cause.rawValue)
            json.member("created_at", generation.createdAt)
            json.member("file", generation.sourceName)
            if let changes = generation.changes {
                json.name("changes")
                json.beginObject()
                changes.writeMembers(to: &json)
                json.endObject()
            }
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    static func tell(_ residents: RegisterChanges, _ needs: NeedChanges, _ title: String) {
        StandardError.line(
            "\(title): 住民 新規 \(residents.added)、消除 \(residents.gone)、転居 \(residents.moved)、変更 \(residents.changed)、同じ "
                + "\(residents.unchanged)",
            "residents: \(residents.added) new, \(residents.gone) gone, \(residents.moved) moved, \(residents.changed) "
                + "changed, \(residents.unchanged) the same")
        StandardError.line(
            "支援情報 追加 \(needs.added)、終了 \(needs.cleared)、同じ \(needs.unchanged)",
            "needs: \(needs.added) new, \(needs.cleared) ended, \(needs.unchanged) the same")
    }
}

extension GenerationCause {
    fileprivate var japanese: String {
        switch self {
        case .create: "作成"
        case .residents: "住民データ"
        case .needs: "支援情報"
        case .locate: "位置"
        case .score: "援護度"
        case .correction: "住所の訂正"
        case .restore: "復元"
        case .consent: "同意"
        case .protection: "保護"
        case .shelters: "避難場所"
        case .hazard: "ハザード"
        }
    }
}
