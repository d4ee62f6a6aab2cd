import AddressDictionary
import ArgumentParser
import Disclosure
import Drill
import Foundation
import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// `engo demo`: the whole main job on a synthetic city, inside one folder.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "合成都市で全体を実行する / run the whole job on a synthetic city.",
        discussion: """
            例 / example: engo demo demo-city --households 10000 --seed 1
            空の（または新しい）フォルダに都市・作業ファイル・一覧を作ります / everything is made inside an empty or new folder.
            """)

    @Argument(help: "空の、または新しいフォルダ / an empty or new folder", completion: .directory)
    var directory = "engo-demo"

    @Option(help: "世帯数 / households")
    var households = 10_000

    @Option(help: "乱数の種（同じ種なら同じ都市） / seed; the same seed makes the same city")
    var seed: UInt64 = 1

    func validate() throws {
        guard SyntheticCity.householdRange.contains(households) else {
            let range = SyntheticCity.householdRange
            throw ValidationError(
                "--households は \(range.lowerBound)〜\(range.upperBound) です / --households takes "
                    + "\(range.lowerBound) to \(range.upperBound).")
        }
    }

    func run() throws {
        try EmptyFolder(directory).prepare()
        let now = try SystemMoment.now()
        let moment = Moment(
            utc: now.utc, today: try SyntheticCity.asOf, operatorName: now.operatorName, account: now.account,
            source: now.source)
        StandardError.line("1/6 合成都市を作ります（訓練用、実在しません）", "making a synthetic city, for drills, existing nowhere")
        let city = try SyntheticCity(households: households, seed: seed).write(to: directory + "/city")
        let paths = WorkspacePaths(database: directory + "/city.engo")
        StandardError.line("2/6 作業ファイルを作ります: \(paths.database)", "making the workspace")
        try WorkspaceCreation.create(
            paths, name: city.cityName, code: LocalGovernmentCode(city.cityCode), mode: .drill, moment: moment)
        try ground(paths, of: city, moment: moment)
        StandardError.line("3/6 住所辞書を作ります", "compiling the address dictionary")
        Summaries.dictionary(
            try DictionaryBuilding.build(
                paths, sources: [.abr(directory: city.addressTables)], moment: moment))
        StandardError.line("4/6 住民データを取り込み、位置を求めます", "importing and locating the residents")
        let progress = ProgressReporter().handler
        let register = RegisterImport(paths, moment: moment, options: ImportOptions(), progress: progress)
        ImportSummary.residents(try register.residents(file: city.residentsPath))
        StandardError.line("5/6 支援情報を取り込み、援護度を求めます", "importing the needs and scoring everybody")
        let needs = NeedsImport(paths, moment: moment, options: ImportOptions(), progress: progress)
        ImportSummary.needs(try needs.needs(file: city.needsPath))
        let (run, counts) = try Rescoring.run(paths, policyFile: nil, asOf: moment.today, moment: moment)
        Summaries.score(run, counts)
        StandardError.line("6/6 浸水区域の世帯を一覧にします", "listing the households inside the flooded area")
        try exports(paths, area: city.floodPath, moment: moment)
        next(city)
    }

    /// Streets and river, which lie under the households on every map.
    private func ground(_ paths: WorkspacePaths, of city: SyntheticCityFiles, moment: Moment) throws {
        for (file, name, kind) in [(city.riverPath, "川", GroundKind.river), (city.streetsPath, "道路", .road)] {
            let request = GroundImport.Request(name: try StoredText(name), kind: kind)
            GroundText.tell(
                try GroundImport(paths, moment: moment, isDryRun: false).layer(file: file, request))
        }
    }

    private func exports(_ paths: WorkspacePaths, area file: String, moment: Moment) throws {
        let reader = try RegistryReader(paths)
        let area = try QueryArea(file: file)
        try reader.read { snapshot in
            let answer = try AreaQuery(area: area, limit: nil).answer(
                in: snapshot, for: DisclosureRequest(time: moment.utc))
            let audit = AuditLog(paths)
            let geojson = try AtomicFileWriter(path: directory + "/households.geojson")
            try GeoJSONExport(language: .japanese).write(
                answer, release: release(moment, "geojson"), from: snapshot, audit: audit, to: geojson)
            try geojson.commit()
            for rows in CSVExport.Rows.allCases {
                let csv = try AtomicFileWriter(path: directory + "/\(rows.rawValue).csv")
                _ = try CSVExport(rows: rows, language: .japanese, encoding: .utf8WithByteOrderMark).write(
                    answer, release: release(moment, "csv"), from: snapshot, audit: audit, to: csv)
                try csv.commit()
            }
            Summaries.area(answer, warnings: [])
        }
    }

    private func release(_ moment: Moment, _ format: String) -> ListRelease {
        ListRelease(verb: "demo", operatorName: SystemMoment.operatorName, moment: moment, format: format)
    }

    private func next(_ city: SyntheticCityFiles) {
        // As it was called, so that the lines can be pasted.
        let engo = CommandLine.arguments.first ?? "engo"
        StandardError.write(
            """

            できました / done. 開くもの / open:
              \(directory)/households.geojson   地図（QGIS など） / in QGIS or any web map
              \(directory)/households.csv       表計算 / in a spreadsheet（世帯員は members.csv）
            次に試す / try next:
              \(engo) list \(directory)/city.engo --area \(city.floodPath) --limit 20
              \(engo) status \(directory)/city.engo
              \(engo) explain \(directory)/city.engo --household （一覧の世帯番号 / a number of the list）

            """)
    }
}
