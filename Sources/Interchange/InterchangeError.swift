/// Why bytes cannot be read as, or written as, a file of some format.
///
/// Cases carry facts only: lines are physical and count from 1, columns count from 1 (fields of a delimited row,
/// characters of a JSON or YAML line), byte offsets count from 0 in the file as it was given. No case carries what
/// a field holds.
package enum InterchangeError: Error, Equatable, Sendable {
    /// No file stands at the path.
    case missingFile(path: String)
    /// The path names a folder, a pipe, a device or a socket.
    case notARegularFile(path: String)
    /// The file holds no bytes.
    case emptyFile(path: String)
    /// The file is larger than its reader accepts; both in bytes.
    case tooLarge(path: String, bytes: Int, limit: Int)
    /// The file grew, shrank or was written to while it was read.
    case changedWhileRead(path: String)
    /// The system refused to open or read the file.
    case unreadable(path: String, errno: Int32)
    /// The system refused to create, write or rename the file.
    case cannotWrite(path: String, errno: Int32)

    /// The text is in an encoding that is recognised but not read, such as UTF-16.
    case unsupportedEncoding(name: String)
    /// The text breaks the rules of the encoding it was declared to have.
    case invalidEncoding(TextEncoding, line: Int, byteOffset: Int)
    /// The text is neither UTF-8 nor CP932 nor EUC-JP; each pair tells where that reading failed first.
    case undetectableEncoding(utf8Line: Int, utf8ByteOffset: Int, cp932Line: Int, cp932ByteOffset: Int)
    /// The text reads as CP932 (as half-width kana alone) and as EUC-JP, and nothing tells which.
    case ambiguousEncoding
    /// The system's converter from which the table of an encoding is made is not installed.
    case encodingUnavailable(TextEncoding)
    /// A line of the text, which begins at the offset, is longer than any that is read; the limit in bytes.
    case lineTooLong(byteOffset: Int, limit: Int)
    /// Some characters do not exist in the encoding to write.
    case unmappableCharacters(TextEncoding, count: Int, first: Unicode.Scalar)

    /// A delimited text has no header line.
    case missingHeader
    /// A column has no name.
    case emptyColumnName(line: Int, column: Int)
    /// A column has the name of an earlier one.
    case duplicateColumn(line: Int, column: Int)
    /// A quote stands inside an unquoted field of the header, or text after a closing quote.
    case misplacedQuote(line: Int, column: Int)
    /// A control character other than a quoted line break or tab.
    case controlCharacter(line: Int, column: Int)
    /// A quoted field is still open at the end of the text; the line is where it opened.
    case unterminatedQuote(line: Int)
    /// A row holds more fields than any register has columns.
    case tooManyFields(line: Int, limit: Int)
    /// A row holds another number of fields than the header.
    case wrongFieldCount(line: Int, found: Int, expected: Int)

    /// The text is not JSON (RFC 8259).
    case invalidJSON(line: Int, column: Int, reason: JSONSyntaxReason)
    /// The document is JSON but not an area; `path` names the place by members and indices, such as
    /// `features[3].geometry.coordinates[0]`.
    case invalidGeoJSON(path: String, reason: GeoJSONReason)
    /// The bytes are not a readable zip or gzip file.
    case corruptArchive(reason: ArchiveReason)
    /// The text is not a YAML document of the accepted form.
    case invalidYAML(line: Int, column: Int, reason: YAMLReason)
}
