import AddressDictionary
import ArgumentParser
import VictimSupport

/// The sources from which a dictionary is compiled; `build` and `compile` share them.
struct DictionarySourceOptions: ParsableArguments {
    @Option(help: "アドレス・ベース・レジストリのフォルダ / folder of Address Base Registry CSV (.csv or .csv.zip)")
    var abr: [String] = []

    @Option(parsing: .upToNextOption, help: "位置参照情報CSV（街区・大字町丁目レベル） / 位置参照情報 CSV files of either level")
    var isj: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: "Geolonia 住所データ（CSV・csv.gz・JSON・フォルダ） / Geolonia towns: CSV, csv.gz, JSON or a folder of JSON")
    var geolonia: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: "市の家屋調査のCSV（住所・経度・緯度、または x・y） / CSV of address,longitude,latitude or address,x,y")
    var points: [String] = []

    @Option(help: "--points の座標系 / reference system of --points, such as EPSG:6674 (default: JGD2011 degrees)")
    var crs: String?

    @Option(help: "使わなかった行と離れた座標をCSVに書く / write refused rows and doubtful points as CSV")
    var report: String?

    func validate() throws {
        guard !(abr.isEmpty && isj.isEmpty && geolonia.isEmpty && points.isEmpty) else {
            throw ValidationError(
                "--abr、--isj、--geolonia、--points のどれかが必要です / give --abr, --isj, --geolonia or --points.")
        }
        guard crs == nil || !points.isEmpty else {
            throw ValidationError("--crs は --points とともに使います / --crs goes with --points.")
        }
    }

    /// The sources in the order of their precedence.
    var sources: [DictionaryBuilding.Source] {
        abr.map(DictionaryBuilding.Source.abr(directory:)) + isj.map(DictionaryBuilding.Source.isj(file:))
            + geolonia.map(DictionaryBuilding.Source.geolonia(path:))
            + points.map { .points(file: $0, crs: crs) }
    }

    /// Refuses a report that would be written over a source or over what the command makes.
    ///
    /// - Throws: ``UsageError``.
    func checkReport(beside outputs: [String]) throws(UsageError) {
        guard let report else { return }
        try OutputTarget(report).refuse(isj + geolonia + points + outputs)
    }

    /// Says what was compiled, and writes the report that was asked for.
    func finish(_ compilation: CompilationReport) throws {
        Summaries.dictionary(compilation)
        guard let report else { return }
        try CompilationReportCSV.write(compilation, to: report)
        StandardError.line("報告を書き出しました: \(report)", "report written")
    }
}
