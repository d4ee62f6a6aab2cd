import ArgumentParser
import Disclosure
import Interchange
import Registry
import VictimSupport

/// 訓練: what tells a drill's output from that of real people.
///
/// Every verb that has a workspace, but `serve` whose pages say it, says it on standard error before anything else, because ``EngoCommand``
/// asks here and not the verb; lists, tables and JSON say it in themselves, too, since they are kept without what was said beside them.
struct DrillMark {
    private let isDrill: Bool

    /// The mark of a workspace.
    init(_ mode: WorkspaceMode) { isDrill = mode == .drill }

    /// The mark of the workspace at a path, of any version; none where it cannot be read, which the verb tells.
    init(_ paths: WorkspacePaths) {
        self.init(try? RegistryReader(paths, acceptsOlderFormat: true))
    }

    private init(_ reader: RegistryReader?) {
        isDrill = (try? reader?.read { try $0.info().mode }) == .drill
    }

    /// Says on standard error that a verb works on a drill, and hands over the reader that was opened to look, of a workspace of any
    /// version; nil where none could be opened.
    @discardableResult
    static func announce(_ command: any ParsableCommand) -> RegistryReader? {
        guard let paths = ParsedOptions.workspace(of: command),
            let reader = try? RegistryReader(paths, acceptsOlderFormat: true)
        else { return nil }
        if DrillMark(reader).isDrill { StandardError.line("【訓練】合成データです", "DRILL: synthetic data") }
        return reader
    }

    /// The line over a table or text; empty for real people.
    var heading: String { isDrill ? "【訓練 DRILL】\n" : "" }

    /// The column of a table in CSV: its heading, if there is one.
    func columnHeading(_ language: OutputLanguage) -> [String] {
        isDrill ? [language == .japanese ? "訓練表示" : "drill_mark"] : []
    }

    /// The column's cell in each row.
    var cells: [String] { isDrill ? [WorkspaceMode.drillMark] : [] }

    /// The members of JSON: whether it is a drill, and the mark.
    func members(to json: inout JSONWriter) {
        json.member("drill", isDrill)
        json.member("drill_mark", isDrill ? WorkspaceMode.drillMark : nil)
    }
}

/// The groups of options that a parsed command has, whatever command it is.
enum ParsedOptions {
    /// The workspace that a command works on; nil when it has none.
    static func workspace(of command: any ParsableCommand) -> WorkspacePaths? {
        if let naming = command as? any NamingWorkspace { return naming.namedWorkspace }
        return first(WorkspaceArgument.self, in: command)?.paths
    }

    /// The first group of a kind, wherever it stands among groups.
    static func first<Options: ParsableArguments>(_ type: Options.Type, in value: Any) -> Options? {
        if let found = value as? Options { return found }
        for child in Mirror(reflecting: value).children {
            if let found = first(type, in: child.value) { return found }
        }
        return nil
    }
}

/// A command that names its workspace otherwise than as its first argument, or may do without.
protocol NamingWorkspace: ParsableCommand {
    /// The workspace; nil when this call has none.
    var namedWorkspace: WorkspacePaths? { get }
}
