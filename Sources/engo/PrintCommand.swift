import ArgumentParser
import FieldSheets
import Interchange
import Printing
import Registry
import Residents
import SupportScoring
import VictimSupport

/// `engo print`: the list on sheets for teams, each with its map.
struct PrintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print",
        abstract: "一覧を、班ごとの地図と名簿に印刷する / prints the list as sheets for teams, each with its map.",
        discussion: """
            例 / example:
              engo print W.engo --area flood.geojson --paper a4 --output atlas.pdf
            番号は engo list と同じです / the numbers are those of engo list.
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var areas: AreaOptions

    @Option(help: "用紙: a4, a3 / paper")
    var paper: PaperSize = .a4

    @Option(help: "1枚の図に何世帯まで（1～200） / at most so many households on a sheet, 1 to 200")
    var perSheet = AtlasRequest.usualPerSheet

    @Option(
        name: .shortAndLong, help: "出力ファイル（.pdf または .html） / the file to write (.pdf or .html)",
        completion: .file(extensions: ["pdf", "html"]))
    var output: String

    @Option(help: "PDF にするブラウザー（省略時は /usr/bin/chromium など） / the browser that makes the PDF", completion: .file())
    var browser: String?

    @Option(help: "上位から何世帯まで / at most this many households, from the top")
    var limit: Int?

    @Option(help: "並び順と区分の時間帯 / whose score orders and bands the list: night (the usual one), daytime")
    var time: ScoringTime = .night

    @Option(help: "値の言語 / language of values: ja, en")
    var lang: OutputLanguage = .japanese

    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var selecting: SelectionOptions
    @OptionGroup var acting: OperatorOptions
    @OptionGroup var package: PackageOptions
    @OptionGroup var plain: PlainOption

    func validate() throws {
        if let limit, limit < 1 {
            throw ValidationError("--limit は1以上です / --limit takes a number from 1.")
        }
        guard AtlasRequest.perSheetRange.contains(perSheet) else {
            throw ValidationError("--per-sheet は1～200です / --per-sheet takes 1 to 200.")
        }
    }

    func run() throws {
        let format = try PrintFormat(fileName: output, isSealed: package.isAsked)
        guard browser == nil || format == .pdf else {
            throw UsageError(
                sentence: Bilingual("--browser は .pdf だけで使えます。", "--browser goes with .pdf only."))
        }
        guard !(plain.plain && package.isAsked) else {
            throw UsageError(
                sentence: Bilingual("--plain と --seal-to などは、どちらか一方です。", "give --plain or --seal-to, not both."))
        }
        try OutputTarget(output).refuse(workspace.paths.all + areas.area + package.sealing.files)
        if !package.isAsked { try plain.require(for: workspace, output: output) }
        let release = try disclosing.release(
            "print", acting, in: workspace.paths, format: package.isAsked ? "package" : format.rawValue,
            isSealed: package.isAsked, progress: ProgressReporter().handler)
        // What could not be printed or sealed is not released.
        let printer = try format == .pdf ? PageBrowser(path: browser) : nil
        let lastDay = try package.lastDay(release)
        let terms = try package.terms(release)
        let keys = try package.isAsked ? package.sealing.keys() : nil
        let area = try areas.request().load()
        let reader = try RegistryReader(workspace.paths)
        // The output is opened before the release is recorded, so that one that cannot be written is none. A browser that fails
        // afterwards leaves an entry without a file: the log rather says too much.
        let file = try OutputFile.open(output)
        let (answer, atlas) = try reader.read { snapshot in
            let answer = try AreaQuery(
                area: area.resolved(in: snapshot, workspace.paths), limit: limit, time: time,
                selection: selecting.selection, hazard: selecting.hazardRequest
            ).answer(in: snapshot, for: release.disclosure)
            let request = AtlasRequest(
                paper: paper, perSheet: perSheet, language: lang, expiresOn: lastDay)
            return (
                answer,
                try AtlasExport(
                    Atlas(
                        answer, request, release: release, from: snapshot, audit: AuditLog(workspace.paths),
                        paths: workspace.paths))
            )
        }
        var document = atlas.html
        if let printer {
            document = try printer.pdf(of: document, pages: atlas.pageCount, day: answer.scoreRun.asOf.iso)
        }
        if let keys {
            var generator = SystemRandomNumberGenerator()
            let content = try answer.packaged(document, as: "atlas.\(format.rawValue)")
            let manifest = try content.seal(terms, for: keys, to: file, using: &generator)
            try file.commit()
            StandardError.line(
                "データの SHA-256: \(manifest.dataSha256)（受領書と照合）", "SHA-256 of the data, as on the receipt")
        } else {
            try file.write(document)
            try file.commit()
        }
        Summaries.area(answer, warnings: answer.warnings(workspace.paths, today: release.moment.today))
        StandardError.line(
            "印刷用に書き出しました: \(output)（図 \(atlas.sheetCount) 枚、\(atlas.pageCount) ページ、期限 \(lastDay.iso)）",
            "written: \(atlas.sheetCount) sheets, \(atlas.pageCount) pages, to be used until \(lastDay.iso)")
    }
}

/// The forms of an atlas.
enum PrintFormat: String {
    case html, pdf

    /// The form that a file's name says, before the `.age` of a package.
    init(fileName: String, isSealed: Bool) throws(UsageError) {
        var name = fileName.lowercased()
        if isSealed {
            guard name.hasSuffix(".age") else { throw Self.unknown(isSealed) }
            name.removeLast(4)
        }
        guard let suffix = name.split(separator: ".").last, name.contains("."),
            let format = PrintFormat(rawValue: String(suffix))
        else { throw Self.unknown(isSealed) }
        self = format
    }

    private static func unknown(_ isSealed: Bool) -> UsageError {
        UsageError(
            sentence: isSealed
                ? Bilingual(
                    "封をするときは --output 名前.pdf.age か 名前.html.age にしてください。",
                    "a sealed atlas needs --output NAME.pdf.age or NAME.html.age.")
                : Bilingual(
                    "--output は .pdf か .html のファイル名にしてください。", "--output needs a name that ends in .pdf or .html."))
    }
}

extension PaperSize: ExpressibleByArgument {}
