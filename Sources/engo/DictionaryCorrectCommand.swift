import AddressDictionary
import ArgumentParser
import Registry
import Residents
import VictimSupport

extension DictionaryCommand {
    /// `engo dictionary correct`: teaches a spelling or a point, or takes it back.
    struct Correct: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "correct",
            abstract: "住所の読み方や位置を教え、すぐに位置を求め直す / teach a spelling or a point; positions follow at once.",
            discussion: """
                例 / examples:
                  engo dictionary correct W.engo --file unresolved.csv --dry-run
                  engo dictionary correct W.engo --household 0000000123 --as "潮瀬市本町一丁目2番3号"
                  engo dictionary correct W.engo --household 0000000123 --point 135.1234567,34.1234567
                  engo dictionary correct W.engo --household 0000000123 --remove
                同じ住所の後の訂正が前の訂正に代わります / a later correction of the same address replaces the earlier.
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var disclosing: DisclosureOptions
        @OptionGroup var acting: OperatorOptions

        @Option(help: "登録されている住所（履歴に残らない --household が安全です） / the address as registered")
        var address: String?

        @Option(help: "この世帯の住所 / the address of the household with this number")
        var household: String?

        @Option(name: .customLong("as"), help: "正しい住所 / the spelling to read instead")
        var spelling: String?

        // Unconditional, so that negative metres reach the check that names them.
        @Option(
            parsing: .unconditional, help: "位置（経度,緯度、JGD2011の度） / where it stands: LON,LAT in degrees")
        var point: PointArgument?

        @Option(help: "備考（理由、根拠） / why, from where")
        var note: String?

        @Option(
            help: "訂正のCSV（住所,正しい住所,経度,緯度,備考） / CSV of many: address, corrected_address, longitude, latitude, note",
            completion: .file(extensions: ["csv"]))
        var file: String?

        @Option(help: "CSVの文字コード / encoding of the file: auto, utf-8, cp932, utf-16, euc-jp")
        var encoding: InputEncoding = .auto

        @Flag(help: "この住所の訂正を取り消す / take back what was taught about the address")
        var remove = false

        @Flag(help: "検査だけして何も変えない / check everything, change nothing")
        var dryRun = false

        func validate() throws {
            let subjects = [address, household, file].compactMap(\.self)
            guard subjects.count == 1 else {
                throw ValidationError(
                    "--address、--household、--file のどれか一つが必要です / give one of --address, --household and --file.")
            }
            if let household, (try? HouseholdNumber(household)) == nil {
                throw ValidationError("--household は世帯番号です / --household takes a household number.")
            }
            if address?.isEmpty == true || spelling?.isEmpty == true || note?.isEmpty == true {
                throw ValidationError("空の値は指定できません / an empty value is not accepted.")
            }
            if file != nil, spelling != nil || point != nil || note != nil || remove {
                throw ValidationError(
                    "--file のときは --as、--point、--note、--remove を使えません / --file stands alone.")
            }
            if file == nil, encoding != .auto {
                throw ValidationError("--encoding は --file と使います / --encoding goes with --file.")
            }
            if remove, spelling != nil || point != nil {
                throw ValidationError("--remove と --as、--point は一緒に使えません / --remove takes neither --as nor --point.")
            }
            if file == nil, !remove, spelling == nil, point == nil {
                throw ValidationError("--as か --point が必要です / give --as or --point.")
            }
        }

        func run() throws {
            let moment = try SystemMoment.now()
            let name = try acting.name(in: workspace.paths)
            let teaching = CorrectionTeaching(
                workspace.paths, moment: moment, operatorName: name, isDryRun: dryRun,
                disclosure: disclosing.request(at: moment, by: name), progress: ProgressReporter().handler)
            if let file {
                Summaries.correction(try teaching.teach(file: file, encoding: encoding.declared))
            } else if remove {
                Summaries.correction(try teaching.remove(subject(), note: note))
            } else {
                Summaries.correction(
                    try teaching.teach(
                        subject(), as: spelling, point: point.map { ($0.longitude, $0.latitude) }, note: note))
            }
        }

        private func subject() throws -> CorrectionTeaching.Subject {
            if let household { return .household(try HouseholdNumber(household)) }
            return .address(address ?? "")
        }
    }
}

/// `LON,LAT` in degrees; whether it lies in Japan is checked with the correction.
struct PointArgument: ExpressibleByArgument {
    let longitude: Double
    let latitude: Double

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let values = parts.compactMap { PlainDecimal.parse($0.trimmingPrefix { $0 == " " }.description) }
        guard parts.count == 2, values.count == 2 else { return nil }
        longitude = values[0]
        latitude = values[1]
    }
}
