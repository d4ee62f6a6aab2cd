import ArgumentParser
import Interchange
import Registry
import VictimSupport

/// The forms of a report that is no map.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}

/// Where a report goes and in which form; checked before anything is read, opened before anything is released.
struct ReportOutput {
    let format: ReportFormat
    let encoding: TextEncoding
    private let path: String?

    /// Follows the file name where no form is asked for.
    ///
    /// - Throws: ``UsageError`` when name and options do not fit, or the output is a file in use.
    init(
        format asked: ReportFormat?, path: String?, encoding: TextEncoding?, workspace: WorkspaceArgument
    ) throws(UsageError) {
        self.path = path
        format = if let asked { asked } else { try Self.format(of: path) }
        if encoding != nil, format != .csv {
            throw UsageError(
                sentence: Bilingual("--encoding はCSVだけで使えます。", "--encoding goes with CSV only."))
        }
        self.encoding = encoding ?? .utf8WithByteOrderMark
        if let path { try OutputTarget(path).refuse(workspace.paths.all) }
    }

    private static func format(of path: String?) throws(UsageError) -> ReportFormat {
        guard let path else { return .table }
        switch path.split(separator: ".").last?.lowercased() {
        case "csv": return .csv
        case "json": return .json
        case "txt": return .table
        default:
            throw UsageError(
                sentence: Bilingual(
                    "出力形式が分かりません。--format を指定するか、.csv・.json・.txt のファイル名にしてください。",
                    "the file name does not tell the format: give --format, or end it in .csv, .json or .txt."))
        }
    }

    /// Opens the output, lets `body` fill it, and makes it whole.
    func write<Result>(_ body: (any OutputSink) throws -> Result) throws -> Result {
        if let path {
            let file = try OutputFile.open(path)
            let result = try body(file)
            try file.commit()
            return result
        }
        let screen = StandardOutput()
        let result = try body(screen)
        try screen.flush()
        return result
    }

    /// Says where the report went, when it went to a file.
    func tellWritten() {
        if let path { StandardError.line("書き出しました: \(path)", "written") }
    }
}
