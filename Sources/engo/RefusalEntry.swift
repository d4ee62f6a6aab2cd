import Accounts
import ArgumentParser
import Disclosure
import Registry
import VictimSupport

/// What the audit log says of a verb that the disclosure gate or the rules of accounts ended.
///
/// The one place where refusals are noted: what was asked is found among the options of whatever command was parsed, so that no verb
/// can forget to say it.
struct RefusalEntry {
    private let code: String
    private let verb: String
    private let paths: WorkspacePaths
    private let acting: OperatorOptions?
    private let disclosing: DisclosureOptions?

    /// - Returns: nil when the error is no refusal, or the verb has no workspace.
    init?(_ error: any Error, _ command: any ParsableCommand) {
        switch error {
        case let error as DisclosureError: code = error.code
        case let error as AccountError where error.exitCode == .refused: code = error.code
        default: return nil
        }
        guard let workspace = ParsedOptions.workspace(of: command) else { return nil }
        paths = workspace
        verb = Self.words(of: type(of: command), below: EngoCommand.self)?.joined(separator: " ") ?? ""
        acting = ParsedOptions.first(OperatorOptions.self, in: command)
        disclosing = ParsedOptions.first(DisclosureOptions.self, in: command)
    }

    /// Writes the entry, unless there is no workspace; a log that cannot be written must not hide the refusal.
    func append() {
        guard let reader = try? RegistryReader(paths, acceptsOlderFormat: true), let now = try? SystemMoment.now()
        else { return }
        let named = (try? acting?.userName()) ?? nil
        // A name that is nobody's stays out of the log: people type passwords where names belong.
        let hasAccounts = (try? reader.read { try $0.hasAccounts() }) ?? false
        let account = named.flatMap { name in try? reader.read { try $0.account(named: name) } }
        let name = hasAccounts ? account?.name.text ?? "" : named?.text ?? now.operatorName ?? ""
        try? AuditLog(paths).append(
            AuditEntry(
                refusal: code, by: now.acting(verb, operatorName: name), audience: disclosing?.audience,
                basis: disclosing?.basis))
    }

    /// The words by which a command is called.
    private static func words(of command: any ParsableCommand.Type, below: any ParsableCommand.Type) -> [String]? {
        for type in below.configuration.subcommands {
            let word = type.configuration.commandName ?? ""
            if type == command { return [word] }
            if let rest = words(of: command, below: type) { return [word] + rest }
        }
        return nil
    }
}
