import ArgumentParser
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

/// `engo policy`: the work bench of whoever answers for the scoring policy.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "配点表を確かめ、試し、比べる / check, test and compare scoring policies.",
        subcommands: [
            Check.self, Show.self, Test.self, Compare.self, Sensitivity.self, History.self,
        ])

    /// `engo policy check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "配点表の誤りと注意を全部示す / tell everything that is wrong with a policy, or worth a look.",
            discussion: "例 / example: engo policy check our-policy.yaml")

        @Argument(help: "配点表 / policy file", completion: .file(extensions: ["yaml"])) var file: String

        func run() throws {
            let check = PolicyCheck(try InputFile.read(path: file, limit: ScoringPolicy.maximumBytes))
            for fault in check.faults {
                StandardError.line("\(file): \(fault.sentence.japanese)", fault.sentence.english)
            }
            for warning in check.warnings {
                let place = warning.position.map { "\($0.line):\($0.column): " } ?? ""
                StandardError.line(
                    "\(file): 注意 \(place)\(warning.sentence.japanese) [\(warning.code)]",
                    "warning: \(warning.sentence.english)")
            }
            guard let policy = check.policy else {
                let more = check.faults.count == PolicyCheck.maximumFaults
                StandardError.line(
                    "誤り \(check.faults.count) 件\(more ? "以上" : "")。この配点表は使えません",
                    "\(check.faults.count) fault(s)\(more ? " or more" : ""); the policy cannot be used")
                throw ExitCode(ProgramExitCode.badData.rawValue)
            }
            let screen = StandardOutput()
            try screen.write(PolicyText.description(policy))
            try screen.flush()
        }
    }

    /// `engo policy show`.
    struct Show: NamingWorkspace {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "配点表のYAMLを表示する。なければ付属の一覧 / print a policy's YAML, or list the shipped ones.",
            discussion: """
                例 / examples:
                  engo policy show W.engo > our-policy.yaml
                  engo policy show W.engo --hash 3f2a9c01b2d4
                  engo policy show shipped:default --cases > our-policy.cases.yaml
                """)

        @Argument(help: "作業ファイル、または付属の配点表 / a workspace, or a shipped policy as shipped:NAME")
        var source: String?

        @Option(help: "使ったことのある配点表のSHA-256の先頭6桁以上 / the beginning of the SHA-256 of a policy that was used")
        var hash: String?

        @Flag(help: "付属の配点表の事例を表示する / print the cases of a shipped policy instead")
        var cases = false

        var namedWorkspace: WorkspacePaths? { source.map { WorkspacePaths(database: $0) } }

        func validate() throws {
            if let hash, !PolicyHash.isPrefix(hash) {
                throw ValidationError(
                    "--hash は16進数の小文字6〜64桁です / --hash takes 6 to 64 lower-case hexadecimal digits.")
            }
        }

        func run() throws {
            let screen = StandardOutput()
            try bytes().withUnsafeBytes { try screen.write($0) }
            try screen.flush()
        }

        private func bytes() throws -> [UInt8] {
            guard let source else {
                return try ShippedPolicy.all.flatMap { shipped in
                    let policy = try ScoringPolicy.parse(shipped.yaml)
                    return Array(
                        "\(ShippedPolicy.prefix)\(shipped.name)\t\(policy.title) \(policy.version)\t\(policy.hash.text)\n"
                            .utf8)
                }
            }
            if let shipped = try ShippedPolicy.named(source), hash == nil {
                return cases ? shipped.cases : shipped.yaml
            }
            if cases {
                throw UsageError(
                    sentence: Bilingual(
                        "--cases は付属の配点表だけにあります（一覧: engo policy show）。",
                        "--cases goes with a shipped policy: see engo policy show."))
            }
            return try RegistryReader(WorkspacePaths(database: source)).read { snapshot in
                guard let hash else { return try snapshot.policyYAML() }
                guard let yaml = try snapshot.policyYAML(hashPrefix: hash) else {
                    throw VictimSupportError.noSuchPolicy(hash: hash)
                }
                return yaml
            }
        }
    }

    /// `engo policy test`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "配点表を事例で試す / try a policy on cases: facts in, scores and bands out.",
            discussion: """
                例 / example: engo policy test our-policy.yaml --cases our-cases.yaml
                事例の書き方は Docs/scoring.md / cases are described in Docs/scoring.md
                """)

        @Argument(help: "配点表、または付属の配点表 / policy file, or a shipped one as shipped:NAME")
        var policy: String

        @Option(
            help: "事例のYAML（省略時は POLICY.cases.yaml） / cases; POLICY.cases.yaml when left out",
            completion: .file(extensions: ["yaml"]))
        var cases: String?

        func run() throws {
            let shipped = try ShippedPolicy.named(policy)
            let tested = try shipped.map { try ScoringPolicy.parse($0.yaml) } ?? PolicyReference.read(file: policy)
            let file = cases ?? defaultCases
            let bytes =
                if let shipped, cases == nil { shipped.cases } else {
                    try InputFile.read(path: file, limit: PolicyCases.maximumBytes)
                }
            let cases: PolicyCases
            do throws(ScoringPolicyError) {
                cases = try PolicyCases.parse(bytes)
            } catch {
                throw VictimSupportError.unreadablePolicy(file: file, error)
            }
            let differences = cases.differences(from: tested)
            for difference in differences {
                StandardError.line(
                    "\(file):\(difference.line): \(difference.sentence.japanese)", difference.sentence.english)
            }
            let failed = Set(differences.map(\.caseName)).count
            StandardError.line(
                "事例 \(cases.cases.count) 件、違い \(differences.count) 件（\(tested.title) \(tested.version)、"
                    + "SHA-256 \(tested.hash.short)、基準日 \(cases.asOf.iso)）",
                "\(cases.cases.count) cases, \(failed) of them differ")
            if !differences.isEmpty { throw ExitCode(ProgramExitCode.badData.rawValue) }
        }

        /// `our-policy.yaml` has its cases in `our-policy.cases.yaml`.
        private var defaultCases: String {
            for suffix in [".yaml", ".yml"] where policy.hasSuffix(suffix) {
                return policy.dropLast(suffix.count) + ".cases" + suffix
            }
            return policy + ".cases.yaml"
        }
    }
}
