import ArgumentParser
import Interchange
import VictimSupport

extension IncidentCommand {
    /// `engo incident merge`.
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge",
            abstract:
                "戻ってきた表や端末の報告を取り込む。食い違いは表示し、どちらも残す / brings back reports of tables and phones; conflicts are shown and kept.",
            discussion: """
                例 / example: engo incident merge W.engo 1 team-a.csv --dry-run
                「報告」が空の行は何も変えません / a row without a report changes nothing
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @Argument(help: "戻ってきた表（CSV）か、端末の報告（JSON） / the table or the phone's file that came back", completion: .file())
        var file: String
        @Option(help: "報告時刻が空の報告の時刻（日本の時刻） / the time of reports without one, by clocks in Japan")
        var at: TimeArgument?
        @Option(help: "CSVの文字コード / encoding of the table: utf-8-bom, utf-8, cp932") var encoding: TextEncoding?
        @OptionGroup var working: IncidentOptions
        @OptionGroup var rehearsal: RehearsalOption
        @OptionGroup var plain: PlainOption

        func run() throws {
            try plain.require(for: workspace, output: nil)
            let desk = try working.desk("incident merge", workspace, rehearsal, format: "table")
            let report = try StateImport(desk).file(file, into: incident, at: at?.time, encoding: encoding)
            try StandardOutput.write(whole: IncidentText.conflicts(report, DrillMark(workspace.paths)))
            IncidentText.tell(report)
        }
    }
}
