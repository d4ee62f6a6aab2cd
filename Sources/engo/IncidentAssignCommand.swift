import ArgumentParser
import Incidents
import Residents
import VictimSupport

extension IncidentCommand {
    /// `engo incident assign`.
    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign",
            abstract: "班に世帯を割り当てる / tells a team to go to households.",
            discussion: """
                例 / examples:
                  engo incident assign W.engo 1 --team A班 --numbers 1-40,52
                  engo incident assign W.engo 1 --team B班 --untouched --band A --limit 30
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @Option(help: "班の名前。新しい名前なら班ができる / the team; a new name makes a new team") var team: TeamArgument
        @Option(help: "対応番号（例 1-40,52） / numbers in the incident, such as 1-40,52") var numbers: NumberRanges?
        @Option(help: "世帯番号。くり返せる / a household number; may be repeated") var household: [HouseholdArgument] = []
        @Flag(help: "まだ誰も割り当てられていない世帯を、援護度の高い順に / households nobody was told to go to, most in need first")
        var untouched = false
        @Option(help: "--untouched のとき、この援護区分だけ / only these bands, with --untouched") var band: BandList?
        @Option(help: "--untouched のとき、何世帯まで / at most so many, with --untouched") var limit: Int?
        @OptionGroup var working: IncidentOptions
        @OptionGroup var rehearsal: RehearsalOption

        func validate() throws {
            guard untouched != (numbers != nil || !household.isEmpty) else {
                throw ValidationError(
                    "--numbers・--household か --untouched のどちらかで世帯を選びます / give --numbers or --household, or --untouched."
                )
            }
            guard untouched || band == nil && limit == nil else {
                throw ValidationError("--band と --limit は --untouched と使います / --band and --limit go with --untouched.")
            }
            if let limit, limit < 1 { throw ValidationError("--limit は1以上です / --limit takes a number from 1.") }
        }

        func run() throws {
            let selection: IncidentKeeping.Selection =
                untouched
                ? .untouched(bands: band?.bands ?? [], limit: limit)
                : .these(
                    (numbers?.numbers ?? []).map(HouseholdReference.number) + household.map { .household($0.number) })
            let (assigned, unchanged, isNew) = try IncidentKeeping(
                working.desk("incident assign", workspace, rehearsal)
            ).assign(selection, to: team.name, of: incident)
            if isNew { StandardError.line("新しい班です: \(team.name.text)", "a new team") }
            StandardError.line(
                "\(team.name.text): \(assigned) 世帯を割り当て\(rehearsal.dryRun ? "られます" : "ました")（すでに担当 \(unchanged)）",
                "\(rehearsal.dryRun ? "could assign" : "assigned") \(assigned) households, \(unchanged) were the team's already"
            )
        }
    }
}

extension NumberRanges: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

/// A household number on the command line.
struct HouseholdArgument: ExpressibleByArgument {
    let number: HouseholdNumber

    init?(argument: String) {
        guard let number = try? HouseholdNumber(argument) else { return nil }
        self.number = number
    }
}
