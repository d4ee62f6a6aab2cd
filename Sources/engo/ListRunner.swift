import Disclosure
import Foundation
import Interchange
import Registry
import VictimSupport

/// Answers one area query and writes it in the form that was asked: the body of `list` and `export`.
struct ListRunner {
    let workspace: WorkspaceArgument
    let options: ListOptions
    let output: String?
    let verb: String
    /// A reader of the workspace, where one is open already, of any version.
    let opened: RegistryReader?

    func run() throws {
        if options.package.isAsked { return try runSealed() }
        try options.package.refuseExpiryAlone()
        let format = try options.format(forOutput: output)
        let columns = try options.columnChoice()
        if let output { try OutputTarget(output).refuse(workspace.paths.all + options.areas.area) }
        let reader = try reader()
        try options.plain.require(for: reader, output: output)
        let release = try options.disclosing.release(
            verb, options.acting, in: reader, format: format.rawValue, progress: ProgressReporter().handler)
        let area = try options.areas.request().load()
        // The output is opened before the release is recorded, so that a release that cannot be written is none.
        if let output {
            let file = try OutputFile.open(output)
            let done = try answer(reader, area, release, format, columns, to: file)
            try file.commit()
            Summaries.area(done, warnings: done.warnings(workspace.paths, today: release.moment.today))
            StandardError.line("書き出しました: \(output)", "written")
        } else {
            let screen = StandardOutput()
            let done = try answer(reader, area, release, format, columns, to: screen)
            try screen.flush()
            Summaries.area(done, warnings: done.warnings(workspace.paths, today: release.moment.today))
        }
    }

    /// Reads the workspace, which must be of the current version.
    func reader() throws -> RegistryReader {
        guard let opened else { return try RegistryReader(workspace.paths) }
        try opened.requireCurrentFormat()
        return opened
    }

    private func answer(
        _ reader: RegistryReader, _ loaded: LoadedArea, _ release: ListRelease, _ format: ListFormat,
        _ columns: ColumnChoice?, to sink: some OutputSink
    ) throws -> AreaAnswer {
        try reader.read { snapshot in
            let answer = try query(loaded, in: snapshot, for: release.disclosure)
            let audit = try AuditLog(workspace.paths, of: snapshot)
            switch format {
            case .csv:
                let unmappable = try CSVExport(
                    rows: options.rows ?? .households, language: options.lang,
                    encoding: options.encoding ?? .utf8WithByteOrderMark, columns: columns
                ).write(answer, release: release, from: snapshot, audit: audit, to: sink)
                Summaries.unmappable(unmappable)
            case .geojson:
                try GeoJSONExport(language: options.lang).write(
                    answer, release: release, from: snapshot, audit: audit, to: sink)
            case .gpkg:
                try GeoPackageExport(language: options.lang).write(
                    answer, release: release, from: snapshot, audit: audit, to: sink)
            case .json:
                try JSONExport(language: options.lang).write(
                    answer, release: release, from: snapshot, audit: audit, to: sink)
            case .table:
                try ListTable(
                    rows: options.rows ?? .households, language: options.lang, isColoured: usesColour,
                    chosen: columns
                ).write(answer, release: release, from: snapshot, audit: audit, to: sink)
            }
            return answer
        }
    }

    /// The answer to what the options ask; nothing is released yet.
    func query(
        _ loaded: LoadedArea, in snapshot: RegistrySnapshot, for disclosure: DisclosureRequest
    ) throws -> AreaAnswer {
        try AreaQuery(
            area: loaded.resolved(in: snapshot, workspace.paths), limit: options.limit, time: options.time,
            selection: options.selecting.selection, hazard: options.selecting.hazardRequest,
            includesReasons: options.reasons
        ).answer(in: snapshot, for: disclosure)
    }

    /// Colours are for terminals only, and `NO_COLOR` (no-color.org) turns them off.
    private var usesColour: Bool {
        output == nil && isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }
}
