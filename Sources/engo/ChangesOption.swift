import ArgumentParser
import VictimSupport

/// `--changes` of the imports that list who or what differs.
struct ChangesOption: ParsableArguments {
    @Option(
        help: "違いの一覧を書くCSV / a CSV with who and which needs differ from before",
        completion: .file(extensions: ["csv"]))
    var changes: String?

    @Option(help: "一覧の見出しの言語 / language of that list: ja, en") var lang: OutputLanguage = .japanese

    @OptionGroup var disclosing: DisclosureOptions

    /// Where the list goes, its file opened; nil when nobody asked for one.
    func target(kind: String, operatorName: String) throws -> ChangeListTarget? {
        guard let changes else { return nil }
        let moment = try SystemMoment.now()
        return ChangeListTarget(
            release: ListRelease(
                verb: "import \(kind)", operatorName: operatorName, moment: moment, format: "csv",
                disclosure: disclosing.request(at: moment, by: operatorName)),
            language: lang, file: try OutputFile.open(changes))
    }
}
