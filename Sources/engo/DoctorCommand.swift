import AddressDictionary
import ArgumentParser
import Foundation
import Interchange
import Registry
import VictimSupport

/// `engo doctor`: whether a workspace and its machine are in order.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "作業ファイルと計算機に異常がないか調べる。何も変えない / looks a workspace over and changes nothing.",
        discussion: "例 / example: engo doctor W.engo")

    @OptionGroup var workspace: WorkspaceArgument
    @Flag(help: "JSONで出力 / write JSON") var json = false

    func run() throws {
        let findings = try WorkspaceDoctor.findings(workspace.paths, moment: try SystemMoment.now())
        let output = StandardOutput()
        let mark = DrillMark(workspace.paths)
        let text = json ? Self.json(findings, mark) : mark.heading + Self.text(findings)
        try Array(text.utf8).withUnsafeBytes { try output.write($0) }
        try output.flush()
        if findings.contains(where: { $0.verdict == .fault }) { throw ExitCode(ProgramExitCode.software.rawValue) }
    }

    private static func text(_ findings: [WorkspaceFinding]) -> String {
        findings.map { finding in
            let fact = finding.fact.isEmpty ? "" : "（\(TableLine.harmless(finding.fact))）"
            let advice = finding.verdict == .sound ? "" : "\n    → \(finding.check.advice)"
            return "\(finding.verdict.label)  \(finding.check.japanese) \(finding.check.rawValue)\(fact)\(advice)\n"
        }.joined()
    }

    private static func json(_ findings: [WorkspaceFinding], _ mark: DrillMark) -> String {
        var json = JSONWriter()
        json.beginObject()
        mark.members(to: &json)
        json.name("checks")
        json.beginArray()
        for finding in findings {
            json.beginObject()
            json.member("check", finding.check.rawValue)
            json.member("verdict", finding.verdict.rawValue)
            json.member("fact", finding.fact)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}

extension WorkspaceFinding.Verdict {
    fileprivate var label: String {
        switch self {
        case .sound: "良好 sound  "
        case .warning: "注意 warning"
        case .fault: "異常 fault  "
        }
    }
}

extension WorkspaceCheck {
    fileprivate var japanese: String {
        switch self {
        case .format: "形式の版"
        case .integrity: "ファイルの整合性"
        case .foreignKeys: "行のつながり"
        case .durability: "停電への備え"
        case .sqlite: "SQLiteの版"
        case .packedColumns: "点数の列"
        case .clock: "時計"
        case .auditLog: "監査ログ"
        case .permissions: "アクセス権"
        case .freeSpace: "空き容量"
        case .leftovers: "書きかけのファイル"
        case .dictionary: "住所辞書"
        }
    }

    /// What to do about it.
    fileprivate var advice: String {
        switch self {
        case .format: "次に書き込む命令で新しくなります / the next writing verb brings it up to date"
        case .integrity, .foreignKeys, .packedColumns:
            "このファイルを使わず、控えの作業ファイルに替えてください / use a copy of the workspace instead"
        case .durability: "停電で取込みを失う恐れがあります / an import may be lost in a power cut"
        case .sqlite:
            "同時に2つが書くと失われる不具合のある版です。engo は1つしか書かないので、ほかの道具で書き込まないでください / "
                + "this version may lose writes of two writers; engo allows one, so write with no other tool"
        case .clock: "計算機の時計が最後の変更より前です / the clock is before the last change"
        case .auditLog: "engo audit verify が詳しく示します / engo audit verify tells more"
        case .permissions: "chmod 600 で所有者だけにしてください / run chmod 600 on the files"
        case .freeSpace: "作業ファイルの3倍の空きが必要です / three times the size of the workspace is needed"
        case .leftovers:
            "フォルダの .engo-….part と .engo-…-folder を消してかまいません / the files .engo-….part and folders .engo-…-folder can be deleted"
        case .dictionary: "engo dictionary build で作り直してください / build it again"
        }
    }
}
