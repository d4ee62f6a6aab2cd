import ArgumentParser
import VictimSupport

/// `--changes` of the imports that list who or what differs.
struct ChangesOption: ParsableArguments {
    @Option(
        help: "違いの一覧を書くCSV / a CSV with who and which needs differ from before",
        completion: .file(extensions: ["csv"]))
    var changes: String?

    @Option(help: "一覧の見出しの言語 / language of that list: ja, en") var lang: OutputLanguage = .japanese

    /// Where the list goes, its file opened; nil when nobody asked for one.
    func target(kind: String, operatorName: String) throws -> ChangeListTarget? {
        guard let changes else { return nil }
        return ChangeListTarget(
            release: ListRelease(
                verb: "import \(kind)", operatorName: operatorName, moment: try SystemMoment.now(),
                format: "csv"),
            language: lang, file: try OutputFile.open(changes))
    }
}
