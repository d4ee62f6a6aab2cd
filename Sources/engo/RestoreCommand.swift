import Accounts
import ArgumentParser
import Disclosure
import Foundation
import Interchange
import Registry
import VictimSupport

/// `engo restore`: a workspace from a backup.
struct RestoreCommand: NamingWorkspace {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "控えから作業ファイルを作る、または戻す / makes a workspace of a backup, or brings one back to it.",
        discussion: """
            例 / examples:
              engo restore /media/usb/wakayama-20260601.backup.age --identity key.txt --to wakayama.engo
              engo restore kunren.backup --to kunren.engo
            封をした控えで --identity がなければパスフレーズを尋ねる / asks for the passphrase of a sealed one when no identity is given
            """)

    @Argument(help: ArgumentHelp("控えのファイル / a backup", valueName: "backup"), completion: .file())
    var backup: String
    @OptionGroup var acting: OperatorOptions
    @Option(help: "作業ファイル / the workspace", completion: .file(extensions: ["engo"])) var to: String
    @Flag(help: "今ある作業ファイルに替える / let it replace the workspace that is there") var replace = false
    @Flag(help: "調べるだけで、何も変えない / check everything, change nothing") var dryRun = false
    @Flag(help: "JSONで出力 / write a summary as JSON") var json = false

    @OptionGroup var opening: OpeningOptions
    @OptionGroup var disclosing: DisclosureOptions

    var namedWorkspace: WorkspacePaths? { WorkspacePaths(database: to) }

    func run() throws {
        let paths = WorkspacePaths(database: to)
        try OutputTarget(backup).refuse(paths.all)
        // A file that cannot be read is told further on.
        let isSealed = (try? FileSealing.isSealed(backup)) ?? false
        let keys = isSealed || opening.isGiven ? try opening.keys() : nil
        let release = try disclosing.release("restore", acting, in: paths, format: "workspace")
        let restore: WorkspaceRestore
        do {
            restore = try WorkspaceRestore.restore(
                backup, sealedFor: keys, to: paths, mayReplace: replace, isDryRun: dryRun, release: release)
        } catch InterchangeError.notARegularFile(let path) where path != backup {
            // As an input this would be a missing file; as an output it cannot be created.
            throw InterchangeError.cannotWrite(path: path, errno: EISDIR)
        }
        tell(restore)
        if json { try StandardOutput.write(whole: Self.json(restore, isDryRun: dryRun)) }
    }

    private func tell(_ restore: WorkspaceRestore) {
        let drill = restore.info.mode == .drill ? "【\(WorkspaceMode.drillMark)】" : ""
        let content = "世代 \(restore.generation)、\(restore.households) 世帯 \(restore.residents) 人"
        if dryRun {
            StandardError.line(
                "\(drill)この控えから戻せます（\(content)）。何も変えていません", "the backup can be restored; nothing was changed")
        } else {
            StandardError.line(
                "\(drill)控えから戻しました: \(to)（\(content)）", "restored generation \(restore.generation)")
        }
        if let replaced = restore.replaced {
            StandardError.line(
                dryRun ? "今ある世代 \(replaced) までの内容が替わります" : "世代 \(replaced) までの内容に替わりました",
                dryRun ? "it would replace generation \(replaced)" : "it replaced generation \(replaced)")
        }
        if let kept = restore.keptSharingRecords, kept > 0 {
            StandardError.line(
                "控えより新しい同意・支援措置等の記録 \(kept) 件は、そのまま残しました",
                "\(kept) records of consent and protection that the backup lacks were kept")
        } else if !dryRun, restore.replaced != nil, restore.keptSharingRecords == nil {
            StandardError.line(
                "注意: 壊れていて、前の同意・支援措置等の記録を読めませんでした。ファイルから取り込み直してください",
                "warning: the records of consent and protection before could not be read; import them again")
        }
        if let kept = restore.keptReports, kept > 0 {
            StandardError.line(
                "控えより新しい事案の報告 \(kept) 件は、そのまま残しました", "\(kept) reports of incidents that the backup lacks were kept")
        } else if !dryRun, restore.replaced != nil, restore.keptReports == nil {
            StandardError.line(
                "注意: 壊れていて、前の事案の報告を読めませんでした。控えより後の報告は、紙や現場の端末からもう一度記録してください",
                "warning: the reports of incidents before could not be read; record again what came in since the backup"
            )
        }
        Self.tellPermissions(restore, isDryRun: dryRun)
        if restore.dictionaryEdition == nil {
            StandardError.line(
                "控えに住所辞書はありません。なければ engo dictionary build で作ってください", "the backup holds no address dictionary")
        }
    }

    /// Who may see what from now on, where that is not as it was or nobody can know.
    private static func tellPermissions(_ restore: WorkspaceRestore, isDryRun: Bool) {
        if restore.keepsPermissions {
            guard !restore.permissionDifferences.isEmpty else { return }
            let kinds = restore.permissionDifferences
            StandardError.line(
                "控えと違う\(kinds.map(\.japanese).joined(separator: "・"))は、今のものを残\(isDryRun ? "します" : "しました")。"
                    + "控えのものには戻りません",
                "the backup has other \(kinds.map(\.rawValue).joined(separator: ", ")): those of the workspace stay")
            return
        }
        let found = restore.permissions
        let usual = found.usual.map { "\($0.audience.rawValue) \($0.basis.rawValue)" }
        StandardError.line(
            "注意: 提供規則（\(found.rules)）、ふだんの提供先（\(usual ?? "なし")）、続いている発令（\(found.activations.count)件）、"
                + "利用者（有効 \(found.accounts.count(where: \.isEnabled))人）は控えのときのものです。"
                + "その後に締めたもの、終えたもの、止めたものがないか確かめてください",
            "warning: rules \(found.rules), usual audience \(usual ?? "none"), \(found.activations.count) activations that hold and "
                + "\(found.accounts.count(where: \.isEnabled)) enabled accounts are those of the backup: "
                + "check what was tightened, ended or disabled since")
    }

    private static func json(_ restore: WorkspaceRestore, isDryRun: Bool) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.members(of: restore.info)
        json.member("generation", Int(restore.generation))
        json.member("restored_as", restore.restoredAs.map(Int.init))
        json.member("replaced_generation", restore.replaced.map(Int.init))
        json.member("households", restore.households)
        json.member("residents", restore.residents)
        json.member("was_older", restore.wasOlder)
        json.member("adopted_audit_entries", restore.adoptedAuditEntries)
        json.member("kept_sharing_records", restore.keptSharingRecords)
        json.member("kept_reports", restore.keptReports)
        json.member("keeps_permissions", restore.keepsPermissions)
        json.name("permission_differences")
        json.beginArray()
        for kind in restore.permissionDifferences { json.string(kind.rawValue) }
        json.endArray()
        json.member("rules", restore.permissions.rules)
        json.member("activations", restore.permissions.activations.count)
        json.member("enabled_accounts", restore.permissions.accounts.count(where: \.isEnabled))
        json.member("dictionary_edition", restore.dictionaryEdition)
        json.member("dry_run", isDryRun)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}

extension Permissions.Kind {
    /// As it is called where a restore tells of it.
    fileprivate var japanese: String {
        switch self {
        case .rules: "提供規則"
        case .usual: "ふだんの提供先"
        case .activations: "発令"
        case .accounts: "利用者"
        }
    }
}
