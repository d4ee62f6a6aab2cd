import Interchange

/// A CSV file that is being written row by row and appears under its name when complete.
struct TableFile {
    private let file: AtomicFileWriter
    private var writer: DelimitedWriter
    /// Rows written, the header not counted.
    private(set) var rows = 0

    private static let chunk = 1 << 16

    /// Starts the file with its header; address tables end lines in LF, as the agency's do, registers in CR LF.
    init(path: String, header: String, lineEnding: DelimitedWriter.LineEnding) throws(InterchangeError) {
        file = try AtomicFileWriter(path: path)
        writer = try DelimitedWriter(encoding: .utf8, lineEnding: lineEnding, guardsFormulas: false)
        writer.row(header.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    }

    /// Writes one row.
    mutating func row(_ fields: [String]) throws(InterchangeError) {
        writer.row(fields)
        rows += 1
        if writer.byteCount >= Self.chunk { try flush() }
    }

    /// Brings the file to disk.
    mutating func finish() throws(InterchangeError) {
        try flush()
        try file.commit()
    }

    private mutating func flush() throws(InterchangeError) {
        let file = file
        try writer.drain { (bytes) throws(InterchangeError) in try file.write(bytes) }
    }
}
