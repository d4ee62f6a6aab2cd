import ArgumentParser
import Disclosure
import Interchange
import Registry
import Residents
import VictimSupport

/// `engo report`: how many people areas concern, and what each stage adds; counts only.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "区域内の人数を年齢・支援の種別・区分ごとに数える / count the people of areas by age, need and band.",
        discussion: """
            例 / examples:
              engo report W.engo --area flood.geojson
              engo report W.engo --area 1h.geojson --area 3h.geojson --area 6h.geojson --output stages.csv
            氏名・住所は出ません。--area を並べると、前の区域までになかった人数も出ます / counts only; several areas in order show
            what each adds.
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var acting: OperatorOptions

    @Option(
        help: "区域のファイル、または保存した区域の名前。くり返せる / a file, or a saved area; may be repeated, in order",
        completion: .file())
    var area: [String]

    @Option(help: "出力形式: table, csv, json / output format; follows the file name when left out")
    var format: ReportFormat?

    @Option(name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
    var output: String?

    @Option(help: "見出しの言語 / language of headings and labels: ja, en")
    var lang: OutputLanguage = .japanese

    @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932")
    var encoding: TextEncoding?

    func validate() throws {
        if area.isEmpty {
            throw ValidationError("--area を1つ以上指定してください / give --area at least once.")
        }
    }

    func run() throws {
        if let output { try OutputTarget(output).refuse(workspace.paths.all + area) }
        let output = try ReportOutput(format: format, path: output, encoding: encoding, workspace: workspace)
        let release = try disclosing.release("report", acting, in: workspace.paths, format: output.format.rawValue)
        let loaded = try area.map { try AreaRequest(sources: [.fileOrSaved($0)]).load() }
        let reader = try RegistryReader(workspace.paths)
        let report = try output.write { sink in
            let report = try reader.read { snapshot in
                let areas = try loaded.map { try $0.resolved(in: snapshot, workspace.paths) }
                for area in areas { AreaText.tell(area.warnings) }
                return try AreaReport(of: areas, in: snapshot, release: release, audit: AuditLog(workspace.paths))
            }
            switch output.format {
            case .table: try ReportTable(language: lang).write(report, to: sink)
            case .csv:
                Summaries.unmappable(
                    try AreaReportExport(language: lang).writeCSV(report, encoding: output.encoding, to: sink))
            case .json: try AreaReportExport(language: lang).writeJSON(report, to: sink)
            }
            return report
        }
        let (registered, unlocated) = (
            report.clearance.counts.text(report.registered), report.clearance.counts.text(report.unlocated)
        )
        StandardError.line(
            "注意: 全 \(registered) 世帯のうち位置不明 \(unlocated) 世帯は、住所の町字を指定した区域のほかには数えていません",
            "note: \(unlocated) of \(registered) households have no position and are counted in no area but the "
                + "towns of their addresses")
        Summaries.disclosure(report.clearance, generation: report.generation, asOf: report.scoreRun.asOf)
        output.tellWritten()
    }
}
