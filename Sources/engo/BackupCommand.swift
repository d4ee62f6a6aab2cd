import AddressDictionary
import ArgumentParser
import Disclosure
import Foundation
import Interchange
import Registry
import VictimSupport

/// `engo backup`: the whole workspace in one file.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "作業ファイルの控えを1つのファイルに取る / saves a workspace in one file, while it is in use.",
        discussion: """
            例 / examples:
              engo backup wakayama.engo --output /media/usb/wakayama-20260601.backup.age --seal-to age1…
              engo backup kunren.engo --output kunren.backup
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var acting: OperatorOptions
    @Option(help: "控えのファイル。既にあれば書かない / the backup; an existing file stays", completion: .file())
    var output: String
    @Flag(help: "JSONで出力 / write a summary as JSON") var json = false
    @OptionGroup var sealing: SealingOptions
    @OptionGroup var plain: PlainOption

    func run() throws {
        try OutputTarget(output).refuse(workspace.paths.all + sealing.files)
        if !sealing.isAsked { try plain.require(for: workspace, output: output) }
        if FileManager.default.fileExists(atPath: output) { throw RegistryError.alreadyExists(path: output) }
        let backup = sealing.isAsked ? try sealed() : try whole()
        tell(backup)
        if json { try StandardOutput.write(whole: Self.json(backup, isSealed: sealing.isAsked)) }
    }

    private func whole() throws -> WorkspaceBackup {
        let release = try disclosing.release("backup", acting, in: workspace.paths, format: "backup")
        return try WorkspaceBackup.make(workspace.paths, release: release, to: OutputFile.open(output))
    }

    private func sealed() throws -> WorkspaceBackup {
        let release = try disclosing.release(
            "backup", acting, in: workspace.paths, format: "sealed-backup", isSealed: true)
        var generator = SystemRandomNumberGenerator()
        return try WorkspaceBackup.makeSealed(
            workspace.paths, release: release, for: sealing.keys(), to: OutputFile.open(output), using: &generator)
    }

    private func tell(_ backup: WorkspaceBackup) {
        let drill = backup.info.mode == .drill ? "【\(WorkspaceMode.drillMark)】" : ""
        StandardError.line(
            "\(drill)控えを取りました: \(output)（世代 \(backup.generation)、\(backup.households) 世帯 \(backup.residents) 人、"
                + "\(backup.bytes) バイト）",
            "saved generation \(backup.generation)")
        if backup.lacksDictionary {
            StandardError.line(
                "注意: 住所辞書が壊れているので、控えに入れていません。engo dictionary build で作り直してください",
                "the address dictionary is damaged and not in the backup")
        }
        if sealing.isAsked {
            StandardError.line(
                "封をしました。秘密鍵かパスフレーズをなくすと、だれにも戻せません",
                "sealed: without the secret key or the passphrase nobody can restore it")
        } else {
            StandardError.line(
                "控えは全住民の個人情報です。作業ファイルと同じように管理してください",
                "a backup holds everybody's data; guard it as the workspace")
        }
    }

    private static func json(_ backup: WorkspaceBackup, isSealed: Bool) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.members(of: backup.info)
        json.member("generation", Int(backup.generation))
        json.member("households", backup.households)
        json.member("residents", backup.residents)
        json.member("bytes", backup.bytes)
        json.member("sealed", isSealed)
        json.member("audit_entries", backup.auditEntries)
        json.member("dictionary_edition", backup.dictionaryEdition)
        json.member("lacks_dictionary", backup.lacksDictionary)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}

extension JSONWriter {
    /// Whose workspace a backup is of.
    mutating func members(of info: WorkspaceInfo) {
        member("municipality", info.name)
        member("municipality_code", info.code.text)
        member("drill", info.mode == .drill)
        member("drill_mark", info.mode == .drill ? WorkspaceMode.drillMark : nil)
    }
}

extension StandardOutput {
    /// Writes a short text and hands it to the system.
    static func write(whole text: String) throws {
        let output = StandardOutput()
        try output.write(text)
        try output.flush()
    }
}
