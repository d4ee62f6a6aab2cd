import ArgumentParser
import Disclosure
import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// `engo predict`: what hazard layers would mean, by town and by nearest open site; counts only.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "ハザードの層から、町字別・避難場所別の人数を見積もる / predict who is concerned, by town and by nearest open site.",
        discussion: """
            例 / examples:
              engo predict W.engo --hazard 紀の川 --output 想定.csv
              engo predict W.engo --output 想定.html
            氏名・住所は出ません / counts only.
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var acting: OperatorOptions

    @Option(help: "使うハザードの層。くり返せる（省略時は全部） / hazard layers to use; all when left out; may be repeated")
    var hazard: [HazardText] = []

    @Option(
        help: "出力形式: table, csv, json, geojson, html, markdown / output format; follows the file name when left out")
    var format: PredictionFormat?

    @Option(name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
    var output: String?

    @Option(help: "見出しの言語 / language of headings and labels: ja, en")
    var lang: OutputLanguage = .japanese

    @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932")
    var encoding: TextEncoding?

    func run() throws {
        let format = try self.format ?? PredictionFormat.ofFile(output)
        if encoding != nil, format != .csv {
            throw UsageError(sentence: Bilingual("--encoding はCSVだけで使えます。", "--encoding goes with CSV only."))
        }
        if let output { try OutputTarget(output).refuse(workspace.paths.all) }
        let release = try disclosing.release("predict", acting, in: workspace.paths, format: format.rawValue)
        let reader = try RegistryReader(workspace.paths)
        // The output is opened before the release is recorded, so that a release that cannot be written is none.
        let prediction: Prediction
        if let output {
            let file = try OutputFile.open(output)
            prediction = try predict(reader, release)
            try write(prediction, as: format, to: file)
            try file.commit()
        } else {
            let screen = StandardOutput()
            prediction = try predict(reader, release)
            try write(prediction, as: format, to: screen)
            try screen.flush()
        }
        summary(prediction)
        if let output { StandardError.line("書き出しました: \(output)", "written") }
    }

    private func predict(_ reader: RegistryReader, _ release: ListRelease) throws -> Prediction {
        try reader.read { snapshot in
            try Prediction(
                of: hazard.map(\.text), in: snapshot, release: release, audit: AuditLog(workspace.paths))
        }
    }

    private func write(_ prediction: Prediction, as format: PredictionFormat, to sink: any OutputSink) throws {
        let export = PredictionExport(language: lang)
        switch format {
        case .table: try PredictionTable(language: lang).write(prediction, to: sink)
        case .csv:
            Summaries.unmappable(
                try export.writeCSV(prediction, encoding: encoding ?? .utf8WithByteOrderMark, to: sink))
        case .json: try export.writeJSON(prediction, to: sink)
        case .geojson:
            try export.writeGeoJSON(
                prediction, points: TownPoints(workspace.paths, of: prediction.info), to: sink)
        case .html:
            try PredictionPage(language: lang).write(
                prediction, points: TownPoints(workspace.paths, of: prediction.info), to: sink)
        case .markdown: try PredictionMarkdown(language: lang).write(prediction, to: sink)
        }
    }

    private func summary(_ prediction: Prediction) {
        let told = prediction.counts.text
        let total = prediction.towns.reduce(into: (households: 0, persons: 0, leave: 0)) { sum, town in
            let count = town.total
            sum.households += count[.total].households
            sum.persons += count[.total].persons
            sum.leave += count[.leave].persons
        }
        StandardError.line(
            "想定: \(told(total.households)) 世帯 \(told(total.persons)) 人、うち立退き避難 \(told(total.leave)) 人。使えない避難場所 "
                + "\(prediction.closedSites) か所",
            "predicted: \(told(total.households)) households, \(told(total.persons)) persons, \(told(total.leave)) must leave; "
                + "\(prediction.closedSites) sites closed")
        StandardError.line(
            "注意: 全 \(told(prediction.registered)) 世帯のうち位置不明 \(told(prediction.unlocated)) 世帯は数えていません",
            "note: \(told(prediction.unlocated)) of \(told(prediction.registered)) households have no position and are not counted"
        )
        Summaries.disclosure(
            prediction.clearance, generation: prediction.generation, asOf: prediction.scoreRun.asOf)
    }
}

/// The forms of a prediction.
enum PredictionFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json, geojson, html, markdown

    static func ofFile(_ path: String?) throws(UsageError) -> PredictionFormat {
        guard let path else { return .table }
        let suffix = path.split(separator: ".").last?.lowercased()
        if suffix == "txt" { return .table }
        if suffix == "md" { return .markdown }
        guard let format = allCases.first(where: { $0 != .table && $0.rawValue == suffix }) else {
            throw UsageError(
                sentence: Bilingual(
                    "出力形式が分かりません。--format を指定するか、.csv・.json・.geojson・.html・.md のファイル名にしてください。",
                    "the file name does not tell the format: give --format, or end it in .csv, .json, .geojson, .html or .md."
                ))
        }
        return format
    }
}
