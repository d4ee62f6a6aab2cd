import ArgumentParser
import Foundation

/// Fuzzes one target from its corpus, without coverage: quick to build, the same for the same seed but for where it ends.
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engo-fuzz",
        abstract: "Feed a reader with mutated inputs and hold it to its promises.",
        discussion: "Example: engo-fuzz csv --seconds 600 --seed 7 --corpus Tests/FuzzTests/Corpus/csv --save /tmp")

    @Argument(help: "The reader: \(FuzzTarget.all.map { $0.name }.joined(separator: ", ")).")
    var target: String

    @Option(help: "How long to go on after the corpus; 0 replays the corpus only.")
    var seconds = 5.0

    @Option(help: "The same seed makes the same inputs.")
    var seed: UInt64 = 1

    @Option(help: "The folder whose files are tried first and then mutated.")
    var corpus: String

    @Option(help: "The folder where an input that fails is saved.")
    var save = "."

    func validate() throws {
        guard FuzzTarget.all.contains(where: { $0.name == target }) else {
            throw ValidationError("There is no target of that name.")
        }
        guard seconds >= 0, seconds < 1e7 else { throw ValidationError("--seconds takes 0 or more.") }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: save, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("--save takes a folder that exists.")
        }
    }

    func run() throws {
        guard let target = FuzzTarget.all.first(where: { $0.name == target }) else { return }
        print("\(target.name): seed \(seed); what ends the process stays in \(save)/\(target.name)-running-*.input")
        do {
            var run = try FuzzRun(
                target, seconds: seconds, seed: seed, corpus: URL(fileURLWithPath: corpus),
                saves: URL(fileURLWithPath: save))
            let report = try run.run()
            let milliseconds = Int(report.slowestMilliseconds.rounded(.up))
            print(
                "\(report.executions) executions, \(report.replayed) of them the corpus; \(report.outcomes) outcomes;",
                "slowest input \(milliseconds) ms; peak memory \(report.peakMebibytes) MiB")
        } catch let failure as FuzzFailure {
            FileHandle.standardError.write(Data("engo-fuzz: \(failure)\n".utf8))
            throw ExitCode(1)
        }
    }
}
