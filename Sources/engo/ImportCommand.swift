import ArgumentParser
import Interchange
import Registry
import VictimSupport

/// `engo import`: brings files of the city into the workspace.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "住民・支援情報・避難場所・ハザード・下地を取り込む / import residents, needs, shelters, hazard layers or the ground.",
        subcommands: [
            Residents.self, Needs.self, Consent.self, Protection.self, Shelters.self, Hazard.self, Ground.self,
            Profile.self,
        ])

    /// Options that both imports take.
    struct Options: ParsableArguments {
        @Option(help: "文字コード / encoding of the file: auto, utf-8, cp932, utf-16, euc-jp")
        var encoding: InputEncoding = .auto

        @Option(help: "取込定義の名前かYAMLファイル / import profile: a shipped name or a YAML file")
        var profile: String?

        @Flag(help: "検査だけして何も変えない / check everything, change nothing")
        var dryRun = false

        @Option(help: "誤りのある行をこの数まで除いて取り込む / set aside at most so many wrong rows")
        var rejectLimit = 0

        @Option(help: "除いた行を書くCSV / where rows that were set aside go", completion: .file(extensions: ["csv"]))
        var rejects: String?

        @Option(help: "減ってよい割合（％） / the share, in percent, that may vanish")
        var shrinkLimit = ImportOptions.usualShrinkLimitPercent

        @Option(help: "結果のJSON / report for programs", completion: .file(extensions: ["json"]))
        var report: String?

        @OptionGroup var acting: OperatorOptions
        @OptionGroup var plain: PlainOption

        func validate() throws {
            guard (0...1_000_000).contains(rejectLimit) else {
                throw ValidationError("--reject-limit は 0〜1000000 です / --reject-limit takes 0 to 1000000.")
            }
            guard (0...100).contains(shrinkLimit) else {
                throw ValidationError("--shrink-limit は 0〜100 です / --shrink-limit takes 0 to 100.")
            }
            guard (rejectLimit > 0) == (rejects != nil) || dryRun else {
                throw ValidationError(
                    "--reject-limit と --rejects は一緒に指定します / --reject-limit and --rejects go together.")
            }
        }

        /// Runs an import, and writes the report whatever becomes of it.
        func run<Report: ImportReportForPrograms>(
            _ kind: String, file: String, into workspace: WorkspaceArgument, coverage: NeedsCoverage? = nil,
            isPartial: Bool = false, changes: ChangesOption? = nil, _ importing: (ImportOptions) throws -> Report
        ) throws -> Report {
            let inUse = workspace.paths.all + [file]
            let outputs = [rejects, report, changes?.changes].compactMap(\.self)
            for (index, output) in outputs.enumerated() {
                try OutputTarget(output).refuse(inUse + outputs[..<index])
            }
            // The rows of a file of shelters are nobody's; the report holds no cells.
            if kind != "shelters", let named = changes?.changes ?? (dryRun ? nil : rejects) {
                try plain.require(for: workspace, output: named)
            }
            var options = ImportOptions()
            options.encoding = encoding.declared
            options.profile = try profile.map(ImportProfile.named)
            options.isDryRun = dryRun
            options.rejectLimit = rejectLimit
            options.rejects = dryRun ? nil : try rejects.map(OutputFile.open)
            options.shrinkLimitPercent = shrinkLimit
            options.coverage = coverage
            options.isPartialRegister = isPartial
            options.changes = try changes?.target(kind: kind, operatorName: acting.name(in: workspace.paths))
            let reportFile = try report.map(OutputFile.open)
            do {
                let done = try importing(options)
                try write(done.json(kind: kind), to: reportFile)
                return done
            } catch VictimSupportError.badRows(let name, let faults) {
                try write(ImportReportJSON.text(file: name, kind: kind, faults: faults), to: reportFile)
                throw VictimSupportError.badRows(file: name, faults: faults)
            }
        }

        private func write(_ json: String, to file: AtomicFileWriter?) throws {
            guard let file else { return }
            try file.write(json + "\n")
            try file.commit()
        }
    }

    /// `engo import residents`.
    struct Residents: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "residents",
            abstract: "住民データを取り込み、位置と援護度も求める / import the register, locate and score it.",
            discussion: "例 / example: engo import residents W.engo residents.csv --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "住民CSV / residents CSV", completion: .file(extensions: ["csv"])) var file: String
        @Flag(help: "異動のあった人だけのファイル。ほかの人はそのまま / only who changed is in the file; everybody else stays")
        var partial = false
        @OptionGroup var changes: ChangesOption
        @OptionGroup var options: Options

        func run() throws {
            let report = try options.run(
                "residents", file: file, into: workspace, isPartial: partial, changes: changes
            ) { asked in
                try RegisterImport(
                    workspace.paths, moment: try options.acting.moment(in: workspace.paths), options: asked,
                    progress: ProgressReporter().handler
                ).residents(file: file)
            }
            ImportSummary.residents(report)
            if report.generation != nil {
                StandardError.line(
                    "次は: engo import needs \(workspace.path) needs.csv", "next: engo import needs, then engo list")
            }
        }
    }

    /// `engo import needs`.
    struct Needs: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "needs",
            abstract: "要介護・障害などを取り込み、援護度を求め直す / import care and welfare needs and score anew.",
            discussion: "例 / example: engo import needs W.engo needs.csv --full")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "支援情報CSV / needs CSV", completion: .file(extensions: ["csv"])) var file: String
        @Flag(help: "全件のファイル。載っていない支援情報は終わる / the file holds all needs: what it lacks ends")
        var full = false
        @Flag(help: "一部のファイル。載っている人の載っている区分だけ置き換える / only the kinds of the persons in the file are replaced")
        var partial = false
        @OptionGroup var changes: ChangesOption
        @OptionGroup var options: Options

        func validate() throws {
            if full && partial {
                throw ValidationError("--full と --partial は一方だけです / give --full or --partial, not both.")
            }
        }

        func run() throws {
            let coverage: NeedsCoverage? = full ? .full : partial ? .partial : nil
            let report = try options.run(
                "needs", file: file, into: workspace, coverage: coverage, changes: changes
            ) { asked in
                try NeedsImport(
                    workspace.paths, moment: try options.acting.moment(in: workspace.paths), options: asked,
                    progress: ProgressReporter().handler
                ).needs(file: file)
            }
            ImportSummary.needs(report)
            if report.generation != nil {
                StandardError.line(
                    "次は: engo list \(workspace.path) --area 区域.geojson", "next: engo list --area AREA.geojson")
            }
        }
    }
}

/// `--encoding` of files that are read.
enum InputEncoding: String, ExpressibleByArgument, CaseIterable {
    case auto
    case utf8 = "utf-8"
    case cp932
    case utf16 = "utf-16"
    case eucJP = "euc-jp"

    /// The encoding to insist on, or nil to detect it.
    var declared: TextEncoding? {
        switch self {
        case .auto: nil
        case .utf8: .utf8
        case .cp932: .cp932
        case .utf16: .utf16LittleEndian
        case .eucJP: .eucJP
        }
    }
}
