import ArgumentParser
import Foundation

/// `engo`: from a resident register to the list of households inside a flooded area.
@main
struct EngoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engo",
        abstract: "援護: 災害時に支援が必要な世帯を、区域から一覧にする / lists the households inside an area that need help first.",
        discussion: """
            はじめに / start here:
              engo demo            合成都市で全体を実行 / the whole job on a synthetic city
              engo status W.engo   作業ファイルの状態 / what a workspace holds
            終了コードは Docs/cli.md / exit codes are listed in Docs/cli.md
            """,
        version: "engo \(EngoVersion.text)",
        subcommands: [
            DemoCommand.self, InitCommand.self, DictionaryCommand.self, AddressCommand.self, ImportCommand.self,
            HazardCommand.self, GroundCommand.self, AreaCommand.self, GenerationsCommand.self, LocateCommand.self,
            ScoreCommand.self, PolicyCommand.self, ListCommand.self, ExportCommand.self, PrintCommand.self,
            ReportCommand.self,
            PredictCommand.self, StatusCommand.self, DoctorCommand.self,
            ExplainCommand.self, BackupCommand.self, RestoreCommand.self,
            SealCommand.self, OpenCommand.self, KeyCommand.self, AuditCommand.self, DisclosureCommand.self,
            ActivationCommand.self, IncidentCommand.self, UserCommand.self,
            ServeCommand.self, DrillCommand.self,
        ])

    /// Parses, runs, and turns every error into a sentence and an exit code.
    static func main() {
        // Everything the program writes holds personal data: readable by its owner only.
        umask(0o077)
        HeapSettings.apply()
        signal(SIGPIPE, SIG_IGN)
        Interruption.watch()
        var parsed: (any ParsableCommand)?
        do {
            var command = try parseAsRoot()
            parsed = command
            if let command = command as? any ReadingCommand {
                try command.run(with: DrillMark.announce(command))
            } else {
                DrillMark.announce(command)
                try command.run()
            }
        } catch is ClosedPipe {
            // Nobody reads on; the workspace was closed on the way here.
        } catch {
            if let parsed { RefusalEntry(error, parsed)?.append() }
            ErrorReport(error).printAndExit()
        }
    }
}

/// The program's version.
enum EngoVersion {
    static let text = "0.1.0"
}
