import Disclosure
import Interchange
import Registry
import VictimSupport

/// What is found in the audit log, for people and programs.
enum AuditText {
    // MARK: Verification

    static func text(_ found: AuditVerification) -> String {
        var lines = [
            "行数 lines: \(found.lines)",
            "つながった記録 linked: \(found.linked)",
        ]
        if found.older > 0 { lines.append("連鎖を始める前の行 older, not linked: \(found.older)") }
        if found.unlinked > 0 { lines.append("連鎖のない行（停電の跡、控えから引き継いだ行） not linked: \(found.unlinked)") }
        lines.append("先頭値 head: \(found.head?.short ?? "–")")
        lines += found.faults.map { "異常 fault: \($0.sentence.japanese) / \($0.sentence.english)" }
        if found.faults.isEmpty { lines.append("異常なし intact") }
        return lines.joined(separator: "\n") + "\n"
    }

    static func json(_ found: AuditVerification, _ mark: DrillMark) -> String {
        var json = JSONWriter()
        json.beginObject()
        mark.members(to: &json)
        json.member("lines", found.lines)
        json.member("linked", found.linked)
        json.member("older", found.older)
        json.member("unlinked", found.unlinked)
        json.member("head", found.head?.short)
        json.name("faults")
        json.beginArray()
        for fault in found.faults {
            json.beginObject()
            json.member("fault", fault.code)
            json.member("line", fault.line)
            json.member("text", fault.sentence.english)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    // MARK: Entries

    static let heading =
        TableLine(
            cells(["行 line", "日時 time (UTC)", "操作者 operator", "操作 verb", "種類 event", "世帯", "人", "提供先", "内容 query"])
        ).text + "\n"

    static func line(_ recorded: RecordedEntry) -> String {
        let entry = recorded.entry
        return TableLine(
            cells([
                String(recorded.line), entry.time, entry.operatorName, entry.verb, entry.kind.japanese,
                entry.households.map(String.init) ?? "", entry.persons.map(String.init) ?? "",
                entry.audience?.rawValue ?? "", [entry.outcome, entry.query].compactMap(\.self).joined(separator: " "),
            ])
        ).text + "\n"
    }

    private static let widths = [8, 20, 16, 18, 11, 9, 9, 14, 0]

    private static func cells(_ texts: [String]) -> [(text: String, width: Int)] {
        zip(texts, widths).map { (text: $0, width: $1) }
    }
}

extension AuditEntry.Event {
    /// The word for people.
    fileprivate var japanese: String {
        switch self {
        case .release: "提供"
        case .change: "変更"
        case .refusal: "拒否"
        case .login: "ログイン"
        }
    }
}

extension AuditVerification.Fault {
    /// The name that programs read.
    fileprivate var code: String {
        switch self {
        case .brokenChain: "broken-chain"
        case .otherKey: "other-key"
        case .missingEntries: "missing-entries"
        case .unlinkedEnd: "unlinked-end"
        case .cutShort: "cut-short"
        case .otherHead: "other-head"
        case .headUnreadable: "head-unreadable"
        case .paperHeadNotFound: "paper-head-not-found"
        case .noKey: "no-key"
        }
    }

    fileprivate var line: Int? {
        switch self {
        case .brokenChain(let line), .otherKey(let line), .missingEntries(let line, _, _), .unlinkedEnd(let line): line
        default: nil
        }
    }

    fileprivate var sentence: Bilingual {
        switch self {
        case .brokenChain(let line):
            Bilingual(
                "\(line) 行目かその前が、書き換え・追加・削除・入れ替えされています。",
                "line \(line), or something before it, was altered, added, removed or moved.")
        case .otherKey(let line):
            Bilingual(
                "\(line) 行目は、この作業ファイルの鍵で書かれていません。", "line \(line) is not linked by this workspace's key.")
        case .missingEntries(let line, let expected, let found):
            Bilingual(
                "\(line) 行目は \(found) 番です（\(expected) 番のはず）。",
                "line \(line) is entry \(found) instead of \(expected).")
        case .unlinkedEnd(let line):
            Bilingual(
                "\(line) 行目までの終わりの行に連鎖がありません。停電の跡か、誰かが書き足したものです。",
                "the last lines, up to line \(line), are not linked: a power cut, or somebody added them.")
        case .cutShort(let kept, let found):
            Bilingual(
                "\(kept) 番まであったはずが、\(found) 番で終わっています。",
                "the log had \(kept) entries and ends with entry \(found).")
        case .otherHead(let sequence):
            Bilingual("\(sequence) 番の記録が、控えてあるものと違います。", "entry \(sequence) is not the one that was kept.")
        case .headUnreadable:
            Bilingual(
                "先頭値のファイル（…-audit-head）がないか、壊れているか、作り変えられています。",
                "the file of the head (…-audit-head) is missing, damaged or forged.")
        case .paperHeadNotFound(let sequence):
            Bilingual(
                "紙の先頭値（\(sequence) 番）に当たる記録が監査ログにありません（切り取られたか、別の記録に替えられています）。",
                "the log has no entry \(sequence) with the code on paper: it was cut, or another stands in its place.")
        case .noKey:
            Bilingual(
                "作業ファイルから監査ログの鍵を読めません。古い形式なら、書き込む命令を一度実行してください。",
                "the workspace gives no key; if its format is older, run a writing verb once.")
        }
    }
}
