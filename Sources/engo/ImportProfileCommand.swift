import ArgumentParser
import VictimSupport

extension ImportCommand {
    /// `engo import profile`: what tells how a city's own export is to be read.
    struct Profile: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "profile",
            abstract: "取込定義を見る・確かめる / show and check import profiles.",
            subcommands: [Show.self, Check.self])

        /// `engo import profile show`.
        struct Show: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "show",
                abstract: "付属の取込定義を表示する。名前がなければ一覧 / prints a shipped profile, or lists them.",
                discussion: "例 / example: engo import profile show residents-standard > my-city.yaml")

            @Argument(help: "取込定義の名前 / name of a shipped profile") var name: String?

            func run() throws {
                let output = StandardOutput()
                if let name {
                    guard let shipped = ImportProfile.shipped.first(where: { $0.name == name }) else {
                        _ = try ImportProfile.named(name)
                        throw ImportProfileError.unknownProfile(nearest: nil)
                    }
                    try shipped.yaml.withUnsafeBytes { try output.write($0) }
                } else {
                    for shipped in ImportProfile.shipped {
                        let profile = try ImportProfile.parse(shipped.yaml)
                        let line = Array("\(shipped.name)\t\(profile.kind.rawValue)\t\(profile.title)\n".utf8)
                        try line.withUnsafeBytes { try output.write($0) }
                    }
                }
                try output.flush()
            }
        }

        /// `engo import profile check`.
        struct Check: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "check",
                abstract: "取込定義を確かめる / checks a profile, on its own or against a file.",
                discussion: "例 / example: engo import profile check my-city.yaml --file export.csv")

            @Argument(help: "取込定義のYAMLか名前 / profile file or name", completion: .file(extensions: ["yaml"]))
            var profile: String
            @Option(help: "試すCSV / a file to try it on", completion: .file(extensions: ["csv"])) var file: String?
            @Option(help: "文字コード / encoding of the file: auto, utf-8, cp932, utf-16, euc-jp") var encoding:
                InputEncoding = .auto

            func run() throws {
                let profile = try ImportProfile.named(profile)
                StandardError.line(
                    "取込定義: \(profile.title) \(profile.version)（\(profile.kind.rawValue)）", "the profile is valid")
                guard let file else { return }
                let check = try ImportProfileCheck(profile, file: file, encoding: encoding.declared)
                tell(check)
                if check.faults.count > 0 {
                    throw VictimSupportError.badRows(file: check.file, faults: check.faults)
                }
            }

            private func tell(_ check: ImportProfileCheck) {
                for field in check.fields {
                    StandardError.write(
                        TableLine.harmless("  \(field.field): \(field.heading ?? "（なし none）")") + "\n")
                }
                if !check.unusedHeadings.isEmpty {
                    let names = check.unusedHeadings.joined(separator: ", ")
                    StandardError.line("使わない列: \(names)", "columns that are not used: \(names)")
                }
                StandardError.line(
                    "\(check.rows) 行（\(check.encoding)）、うち対象外 \(check.passedOver)",
                    "\(check.rows) rows, \(check.passedOver) passed over")
            }
        }
    }
}
