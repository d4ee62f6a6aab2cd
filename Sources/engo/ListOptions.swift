import ArgumentParser
import Interchange
import SupportScoring
import VictimSupport

/// The options that `list` and `export` share.
struct ListOptions: ParsableArguments {
    @OptionGroup var areas: AreaOptions

    @Option(help: "出力形式: table, csv, geojson, gpkg, json / output format; follows the file name when left out")
    var format: ListFormat?

    @Option(help: "1行の単位（表・CSV） / what one row of a table or CSV stands for: households, members")
    var rows: CSVExport.Rows?

    @Option(
        help:
            "表・CSVの列と順（例 番号,世帯番号,援護度） / columns of a table or CSV in this order, such as number,household_number,score")
    var columns: String?

    @Option(help: "上位から何世帯まで / at most this many households, from the top")
    var limit: Int?

    @Option(help: "並び順と区分の時間帯 / whose score orders and bands the list: night (the usual one), daytime")
    var time: ScoringTime = .night

    @Option(help: "見出しの言語 / language of headings and labels: ja, en")
    var lang: OutputLanguage = .japanese

    @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932")
    var encoding: TextEncoding?

    @Flag(help: "援護度の理由（規則と点数）も載せる / tell the reasons of every score: rules with points")
    var reasons = false
    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var selecting: SelectionOptions
    @OptionGroup var acting: OperatorOptions
    @OptionGroup var package: PackageOptions
    @OptionGroup var plain: PlainOption

    func validate() throws {
        if let limit, limit < 1 {
            throw ValidationError("--limit は1以上です / --limit takes a number from 1.")
        }
    }

    /// The format to write: as asked, or as the file's name says, or a table; checked against the other options.
    func format(forOutput path: String?) throws(UsageError) -> ListFormat {
        let format = if let asked = self.format { asked } else { try format(ofFile: path) }
        if encoding != nil, format != .csv {
            throw UsageError(
                sentence: Bilingual("--encoding はCSVだけで使えます。", "--encoding goes with CSV only."))
        }
        if format == .gpkg, path == nil {
            throw UsageError(
                sentence: Bilingual(
                    "gpkg は画面に出せません。--output を指定してください。", "gpkg cannot go to the screen: give --output."))
        }
        if rows != nil, format != .csv, format != .table {
            throw UsageError(
                sentence: Bilingual(
                    "--rows は表とCSVだけで使えます（GeoJSON・JSON は世帯の中に世帯員があり、GeoPackage には両方の表があります）。",
                    "--rows goes with table and CSV only; GeoJSON and JSON hold the members inside each household, a GeoPackage both tables."
                ))
        }
        if columns != nil, format != .csv, format != .table {
            throw UsageError(
                sentence: Bilingual("--columns は表とCSVだけで使えます。", "--columns goes with table and CSV only."))
        }
        return format
    }

    /// The columns that were asked for; nil for the usual ones.
    func columnChoice() throws(UsageError) -> ColumnChoice? {
        guard let columns else { return nil }
        switch ColumnChoice.read(columns, rows: rows ?? .households) {
        case .chosen(let choice): return choice
        case .unknown(let nearest):
            throw UsageError(
                sentence: Bilingual(
                    "--columns にない列があります。" + (nearest.map { "「\($0)」のことですか。" } ?? "列の名前はCSVの見出しと同じです。"),
                    "--columns names a column that is not there."
                        + (nearest.map { " Did you mean \($0)?" } ?? " Columns are named as in the heading of a CSV.")))
        case .repeated(let name):
            throw UsageError(
                sentence: Bilingual(
                    "--columns に同じ列が2回あります: \(name)。", "--columns names a column twice: \(name)."))
        }
    }

    private func format(ofFile path: String?) throws(UsageError) -> ListFormat {
        guard let path else { return .table }
        guard let format = ListFormat(fileName: path) else {
            throw UsageError(
                sentence: Bilingual(
                    "出力形式が分かりません。--format を指定するか、.geojson・.gpkg・.json・.csv のファイル名にしてください。",
                    "the file name does not tell the format: give --format, or end it in .geojson, .gpkg, .json or .csv."
                ))
        }
        return format
    }
}

/// The forms that a list can take.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, geojson, gpkg, json

    init?(fileName: String) {
        switch fileName.split(separator: ".").last?.lowercased() {
        case "csv": self = .csv
        case "geojson": self = .geojson
        case "gpkg": self = .gpkg
        case "json": self = .json
        case "txt": self = .table
        default: return nil
        }
    }
}

extension CSVExport.Rows: ExpressibleByArgument {}
extension OutputLanguage: ExpressibleByArgument {}
extension ScoringTime: ExpressibleByArgument {}
/// The encodings in which text can be had; others are only read.
extension TextEncoding: ExpressibleByArgument {
    /// Takes the name of an encoding that can be written.
    package init?(argument: String) {
        guard let encoding = TextEncoding(rawValue: argument), encoding.isWritten else { return nil }
        self = encoding
    }

    /// The names that are offered.
    package static var allValueStrings: [String] { allCases.filter(\.isWritten).map(\.rawValue) }
}
