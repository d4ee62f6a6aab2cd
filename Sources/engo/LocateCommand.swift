import ArgumentParser
import Registry
import VictimSupport

/// `engo locate`: asks the dictionary for every address again.
struct LocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "全世帯の位置を求め直す / locate every household anew.",
        discussion: "例 / example: engo locate W.engo（辞書を作り直した後に / after a new dictionary）")

    @OptionGroup var workspace: WorkspaceArgument

    func run() throws {
        let counts = try Relocation.run(
            workspace.paths, moment: SystemMoment.now(), progress: ProgressReporter().handler)
        Summaries.levels(counts.byCoordinateLevel, households: counts.households)
    }
}
