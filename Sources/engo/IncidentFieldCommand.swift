import ArgumentParser
import Disclosure
import Interchange
import Registry
import VictimSupport

extension IncidentCommand {
    /// `engo incident field`.
    struct Field: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "field",
            abstract: "班の名簿を、電波がなくても使える1つのHTMLにする / a team's sheet as one HTML file that works without a network.",
            discussion: """
                例 / examples:
                  engo incident field W.engo 1 --team A班 --output a.html
                  engo incident field W.engo 1 --team A班 --seal-to age1… --output a.age
                端末から書き出した報告は engo incident merge で取り込みます / engo incident merge takes what the phone gives back
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @Option(help: "班 / the team") var team: TeamArgument
        @Option(
            name: .shortAndLong, help: "出力ファイル（.html、封をするときは .age） / the file to write: .html, or .age when sealed",
            completion: .file())
        var output: String
        @OptionGroup var working: IncidentOptions
        @OptionGroup var package: PackageOptions
        @OptionGroup var plain: PlainOption

        func run() throws {
            guard output.hasSuffix(package.isAsked ? ".age" : ".html"), !(package.isAsked && plain.plain) else {
                throw UsageError(
                    sentence: Bilingual(
                        "--output は .html、--seal-to などで封をするときは .age です（--plain とは一緒に使いません）。",
                        "--output ends in .html, or in .age with --seal-to and the like, which --plain does not go with."
                    ))
            }
            try package.refuseExpiryAlone()
            try OutputTarget(output).refuse(workspace.paths.all + package.sealing.files)
            if !package.isAsked { try plain.require(for: workspace, output: output) }
            let release = try working.disclosing.release(
                "incident field", working.acting, in: workspace.paths, format: package.isAsked ? "package" : "html",
                isSealed: package.isAsked)
            let terms = try package.isAsked ? package.terms(release) : nil
            let keys = try package.isAsked ? package.sealing.keys() : nil
            let reader = try RegistryReader(workspace.paths)
            let file = try OutputFile.open(output)
            let sheet = try reader.read { snapshot in
                try FieldSheet(
                    of: incident, for: team.name, in: snapshot, IncidentDesk(workspace.paths, release: release))
            }
            if let terms, let keys {
                var generator = SystemRandomNumberGenerator()
                _ = try sheet.packaged().seal(terms, for: keys, to: file, using: &generator)
            } else {
                try sheet.write(to: file)
            }
            try file.commit()
            StandardError.line(
                "書き出しました: \(output)（\(sheet.status.lines.count) 世帯）", "written: \(sheet.status.lines.count) households")
            Summaries.disclosure(sheet.status.clearance, generation: sheet.status.generation, asOf: nil)
        }
    }
}
