import ArgumentParser
import Disclosure
import Foundation
import Registry

/// `--plain`: real persons' data go to a file or a pipe as they are only when somebody says so.
///
/// A terminal is no file: whoever reads there is in front of it. Drill workspaces hold nobody real and need no word.
struct PlainOption: ParsableArguments {
    @Flag(help: "実データを暗号化せずに書き出す / write real persons' data to a file or pipe unencrypted")
    var plain = false

    /// Refuses unless `--plain` is given, the workspace is a drill, or the output is a terminal.
    ///
    /// - Parameter output: the file, or nil for standard output.
    /// - Throws: ``PlainOutputRefused``, and what opening the workspace throws.
    func require(for workspace: WorkspaceArgument, output: String?) throws {
        guard !plain, output != nil || isatty(STDOUT_FILENO) == 0 else { return }
        // Every version of a workspace says what it is; whether it can be read as it is, the verb tells.
        try require(for: RegistryReader(workspace.paths, acceptsOlderFormat: true), output: output)
    }

    /// The same where the workspace is open already.
    func require(for reader: RegistryReader, output: String?) throws {
        guard !plain, output != nil || isatty(STDOUT_FILENO) == 0 else { return }
        if try reader.read({ try $0.info().mode }) == .real { throw PlainOutputRefused() }
    }
}

/// Personal data would leave a real workspace unencrypted, and nobody asked for that.
struct PlainOutputRefused: Error {}
