package import AddressDictionary
import Interchange

/// Writes what a compilation left out or doubts as CSV (UTF-8 with BOM, CR LF): refused rows, then doubtful points.
package enum CompilationReportCSV {
    /// The headings; a test compares them with the documents.
    package static let headings = ["file", "line", "reason", "distance_m"]

    /// Writes the file as a whole or not at all.
    ///
    /// - Throws: ``Interchange/InterchangeError``.
    package static func write(_ report: CompilationReport, to path: String) throws {
        var table = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
        table.row(headings)
        for refusal in report.refusals {
            table.row([refusal.file, String(refusal.line), refusal.reason.code, ""])
        }
        for outlier in report.outliers {
            table.row([
                outlier.file, String(outlier.line), outlier.isRefused ? "far-away" : "far-from-town",
                DecimalText.fixed(outlier.distanceMetres, decimals: 0),
            ])
        }
        let file = try AtomicFileWriter(path: path)
        try file.write(table.bytes)
        try file.commit()
    }
}
