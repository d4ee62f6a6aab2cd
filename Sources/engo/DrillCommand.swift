import AddressDictionary
import ArgumentParser
import Drill

/// `engo drill`: material for rehearsals.
struct DrillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "訓練の材料 / material for drills.",
        subcommands: [Register.self])

    /// `engo drill register`.
    struct Register: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "register",
            abstract: "実在の住所に架空の住民を作る / invent residents on the registered addresses of a real municipality.",
            discussion: """
                例 / example: engo drill register drill/ --abr abr/ --code 302015 --households 60000 --seed 1
                residents.csv、needs.csv と正解 answers.csv を書きます / writes residents.csv, needs.csv and answers.csv.
                """)

        @Argument(help: "空の、または新しいフォルダ / an empty or new folder", completion: .directory)
        var directory: String

        @Option(help: "アドレス・ベース・レジストリのフォルダ / folder of Address Base Registry CSV", completion: .directory)
        var abr: String

        @Option(help: "全国地方公共団体コード / local government code")
        var code: String

        @Option(help: "世帯数 / households")
        var households = 10_000

        @Option(help: "乱数の種 / seed")
        var seed: UInt64 = 1

        func validate() throws {
            guard (try? LocalGovernmentCode(code)) != nil else {
                throw ValidationError("--code は検査数字を含む6桁です / --code takes six digits with a valid check digit.")
            }
            guard SyntheticCity.householdRange.contains(households) else {
                throw ValidationError("--households が範囲外です / --households is out of range.")
            }
        }

        func run() throws {
            try EmptyFolder(directory).prepare()
            _ = try RegisterGenerator(
                abrDirectory: abr, code: LocalGovernmentCode(code).text, households: households, seed: seed
            ).write(to: directory)
            StandardError.line("訓練用の住民データを書きました: \(directory)", "wrote a drill register")
        }
    }
}
