import ArgumentParser
import Incidents
import Interchange
import Residents
import VictimSupport

extension IncidentCommand {
    /// `engo incident record`.
    struct Record: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "record",
            abstract: "世帯の状況を記録する / records what was reported of a household.",
            discussion: """
                例 / examples:
                  engo incident record W.engo 1 --number 17 --state 安否確認済 --team A班
                  engo incident record W.engo 1 --household 0000012 --state needs-help --at "2026-06-01 12:04"
                  engo incident record W.engo 1 --from reports.csv
                状態 / states: not-reached 未到達, needs-help 要救助, checked-safe 安否確認済, evacuated 避難済, away 不在確認済,
                reopened 取消
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @Option(help: "対応番号 / the household's number in the incident") var number: Int?
        @Option(help: "世帯番号 / the household number") var household: HouseholdArgument?
        @Option(help: "状態 / the state") var state: WorkStateArgument?
        @Option(help: "班 / the team") var team: TeamArgument?
        @Option(help: "いつの状況か（日本の時刻。省略時は今） / when it was so, by clocks in Japan; now when left out")
        var at: TimeArgument?
        @Option(
            help: "見ていた最終記録の番号。その後にちがう報告があれば記録しない / the last record that you saw; others that differ since hold it back"
        )
        var seen: Int64?
        @Flag(help: "--seen の後の報告を承知で記録する / record it though others reported something else since") var insist = false
        @Option(help: "報告の表（CSV）。全部記録するか、何も記録しないか / a table of reports; all of them or none", completion: .file())
        var from: String?
        @Option(help: "CSVの文字コード / encoding of the table: utf-8-bom, utf-8, cp932") var encoding: TextEncoding?
        @OptionGroup var working: IncidentOptions
        @OptionGroup var rehearsal: RehearsalOption

        func validate() throws {
            if from != nil {
                guard number == nil, household == nil, state == nil, team == nil, seen == nil, !insist else {
                    throw ValidationError(
                        "--from のときは、世帯・状態・班などは表に書きます / with --from, household, state and team stand in the table.")
                }
                return
            }
            guard number != nil || household != nil, let state else {
                throw ValidationError(
                    "--number か --household と、--state が要ります / give --number or --household, and --state.")
            }
            guard state.state.isFinding else {
                throw ValidationError("担当は engo incident assign で割り当てます / teams are sent by engo incident assign.")
            }
            guard encoding == nil else {
                throw ValidationError("--encoding は --from とともに使います / --encoding goes with --from.")
            }
            guard !insist || seen != nil else {
                throw ValidationError("--insist は --seen とともに使います / --insist goes with --seen.")
            }
            if let seen, seen < 0 { throw ValidationError("--seen は0以上です / --seen takes a number from 0.") }
        }

        func run() throws {
            let desk = try working.desk("incident record", workspace, rehearsal)
            if let from {
                let report = try StateImport(desk).table(from, into: incident, at: at?.time, encoding: encoding)
                return IncidentText.tell(report)
            }
            guard let state, let reference = HouseholdReference(number: number, household: household?.number) else {
                return
            }
            let moment = try SystemMoment.now()
            let done = try IncidentRecording(desk).record(
                StateEntry(
                    household: reference, state: state.state, team: team?.name,
                    observedAt: at?.time ?? WorkTime(seconds: moment.seconds), seen: seen, source: .terminal,
                    holdsBack: seen != nil), in: incident, insists: insist)
            IncidentText.tell(done, isDryRun: rehearsal.dryRun)
            if done.outcome == .heldBack { throw ExitCode(ProgramExitCode.badData.rawValue) }
        }
    }
}

/// A state on the command line.
struct WorkStateArgument: ExpressibleByArgument {
    let state: WorkState

    init?(argument: String) {
        guard let state = WorkState(written: argument) else { return nil }
        self.state = state
    }
}

/// A time on the command line.
struct TimeArgument: ExpressibleByArgument {
    let time: WorkTime

    init?(argument: String) {
        guard let time = WorkTime(written: argument) else { return nil }
        self.time = time
    }
}
