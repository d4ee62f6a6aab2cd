import ArgumentParser
import Disclosure
import Incidents
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

/// `engo incident`: who goes where in a disaster, and what is known of every household.
struct IncidentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident",
        abstract: "事案の対応状況：担当の班、安否、避難を世帯ごとに記録する / the state of every household in a disaster.",
        subcommands: [
            Open.self, Assign.self, Record.self, Merge.self, Status.self, History.self, Report.self, Field.self,
            Refresh.self,
            Close.self,
            List.self,
        ])

    /// `engo incident open`.
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: "事案を開く。区域内の世帯がその名簿になる / opens an incident on the households of an area.",
            discussion: """
                例 / example: engo incident open W.engo --name 台風第10号 --area flood.geojson --team A班 --team B班
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Option(help: "事案の名前 / what it is called") var name: HazardText
        @OptionGroup var areas: AreaOptions
        @Option(help: "数える世帯: certain 確実、possible 可能性ありも、all 位置不明も / households to count: certain, possible, all")
        var include: ListSelection.Inclusion = .possible
        @Option(help: "もとになる発令の番号 / the declaration that it follows") var activation: Int64?
        @Option(help: "班の名前。くり返せる / a team's name; may be repeated") var team: [TeamArgument] = []
        @OptionGroup var working: IncidentOptions
        @OptionGroup var rehearsal: RehearsalOption

        func run() throws {
            let desk = try working.desk("incident open", workspace, rehearsal)
            let opened = try IncidentKeeping(desk).open(
                name.text, on: areas.request().load(), activation: activation, including: include,
                teams: team.map(\.name))
            AreaText.tell(opened.warnings)
            let bands = SupportBand.allCases.map { "\($0.label) \(opened.progress.count(nil, $0))" }
                .joined(separator: ", ")
            let number = rehearsal.dryRun ? "" : " \(opened.incident.id)"
            StandardError.line(
                "事案\(number) を\(rehearsal.dryRun ? "開けます" : "開きました")：\(opened.progress.count()) 世帯（\(bands)）",
                "\(rehearsal.dryRun ? "could open the incident" : "opened incident\(number)"): \(opened.progress.count()) households"
            )
            if opened.unlocated > 0 {
                StandardError.line(
                    "注意: 位置不明の \(opened.unlocated) 世帯は数えていません（--include all で数えます）",
                    "note: \(opened.unlocated) households without a position are not counted; --include all counts them"
                )
            }
        }
    }

    /// `engo incident refresh`.
    struct Refresh: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "refresh",
            abstract: "後から区域内になった世帯を加える（減らすことはない） / counts households that came into the area since.",
            discussion: "例 / example: engo incident refresh W.engo 1")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @OptionGroup var working: IncidentOptions
        @OptionGroup var rehearsal: RehearsalOption

        func run() throws {
            let joined = try IncidentKeeping(working.desk("incident refresh", workspace, rehearsal)).refresh(incident)
            StandardError.line(
                "新しく加わる世帯: \(joined.count)\(rehearsal.dryRun ? "（まだ加えていません）" : "")",
                "households that join: \(joined.count)\(rehearsal.dryRun ? ", nothing was changed" : "")")
        }
    }

    /// `engo incident close`.
    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "事案を閉じる。記録はすべて残る / closes an incident; everything stays.",
            discussion: "例 / example: engo incident close W.engo 1")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @OptionGroup var working: IncidentOptions

        func run() throws {
            let closed = try IncidentKeeping(working.desk("incident close", workspace)).close(incident)
            StandardError.line("事案 \(closed.id) を閉じました", "closed incident \(closed.id)")
        }
    }

    /// `engo incident list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "事案の一覧 / the incidents.",
            discussion: "例 / example: engo incident list W.engo")

        @OptionGroup var workspace: WorkspaceArgument
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (incidents, info) = try RegistryReader(workspace.paths).read { snapshot in
                (try snapshot.incidents(), try snapshot.info())
            }
            try StandardOutput.write(
                whole: json ? IncidentText.json(incidents, info) : IncidentText.lines(incidents, info.mode))
        }
    }
}

/// To whom, who works, and how long another change is waited for: the options of every verb that works on an incident.
struct IncidentOptions: ParsableArguments {
    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var acting: OperatorOptions
    @Option(help: "取込などの変更が終わるのを待つ秒数（0〜3600） / seconds to wait while another change is made")
    var wait = 60

    func validate() throws {
        guard (0...3600).contains(wait) else {
            throw ValidationError("--wait は 0〜3600 です / --wait takes 0 to 3600.")
        }
    }

    /// A place to work at.
    func desk(
        _ verb: String, _ workspace: WorkspaceArgument, _ rehearsal: RehearsalOption? = nil, format: String = "text"
    ) throws -> IncidentDesk {
        IncidentDesk(
            workspace.paths, release: try disclosing.release(verb, acting, in: workspace.paths, format: format),
            waiting: .seconds(wait), isDryRun: rehearsal?.dryRun ?? false)
    }
}

/// `--dry-run`.
struct RehearsalOption: ParsableArguments {
    @Flag(help: "確かめるだけで、何も変えない / check everything and change nothing") var dryRun = false
}

/// A team on the command line.
struct TeamArgument: ExpressibleByArgument {
    let name: TeamName

    init?(argument: String) {
        guard let name = TeamName(argument) else { return nil }
        self.name = name
    }
}
