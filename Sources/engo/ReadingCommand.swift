import ArgumentParser
import Registry

/// A command that reads its workspace and may go on with a reader that is open already: opening one takes as long as asking a small
/// city for a small area, and ``DrillMark`` had to open one before.
protocol ReadingCommand: ParsableCommand {
    /// Runs the command.
    ///
    /// - Parameter reader: a reader of the command's workspace, which may be of an older version; nil when there is none.
    func run(with reader: RegistryReader?) throws
}

extension ReadingCommand {
    func run() throws { try run(with: nil) }
}
