import Interchange
import Registry
import VictimSupport

extension ListRunner {
    /// Answers the query and hands it over as a sealed package.
    func runSealed() throws {
        guard let output, output.hasSuffix(".age"), options.format == nil, options.rows == nil, options.columns == nil,
            options.encoding == nil
        else {
            throw UsageError(
                sentence: Bilingual(
                    "封をするときは --output 名前.age を指定し、--format、--rows、--columns、--encoding は付けません（GeoJSON と CSV の両方が入ります）。",
                    "a package needs --output NAME.age and takes no --format, --rows, --columns or --encoding: it holds GeoJSON and CSV."
                ))
        }
        guard !options.plain.plain else {
            throw UsageError(
                sentence: Bilingual("--plain と --seal-to などは、どちらか一方です。", "give --plain or --seal-to, not both."))
        }
        try OutputTarget(output).refuse(workspace.paths.all + options.areas.area + options.package.sealing.files)
        let reader = try reader()
        let release = try options.disclosing.release(
            verb, options.acting, in: reader, format: "package", isSealed: true,
            progress: ProgressReporter().handler)
        let terms = try options.package.terms(release)
        let keys = try options.package.sealing.keys()
        let area = try options.areas.request().load()
        let file = try OutputFile.open(output)
        let (answer, content) = try reader.read { snapshot in
            let answer = try query(area, in: snapshot, for: release.disclosure)
            return (
                answer,
                try answer.packaged(
                    language: options.lang, release: release, from: snapshot,
                    audit: AuditLog(workspace.paths, of: snapshot))
            )
        }
        var generator = SystemRandomNumberGenerator()
        let manifest = try content.seal(terms, for: keys, to: file, using: &generator)
        try file.commit()
        Summaries.area(answer, warnings: answer.warnings(workspace.paths, today: release.moment.today))
        StandardError.line(
            "封をした渡し用ファイル: \(output)（\(manifest.list.households) 世帯 \(manifest.list.persons) 人、期限 \(terms.expiresOn)）",
            "sealed package, to be used until \(terms.expiresOn)")
        StandardError.line(
            "データの SHA-256: \(manifest.dataSha256)（受領書と照合）", "SHA-256 of the data, as on the receipt")
    }
}
