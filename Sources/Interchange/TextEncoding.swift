/// How the characters of a text file are written as bytes.
package enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8 without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-8 with a byte order mark in front, which spreadsheet programs need to recognise it.
    case utf8WithByteOrderMark = "utf-8-bom"
    /// Microsoft code page 932: Shift_JIS with the NEC and IBM extensions and user-defined characters.
    case cp932
    /// UTF-16 with a byte order mark, little-endian: what spreadsheet programs call Unicode text. Read, never written.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16 with a byte order mark, big-endian. Read, never written.
    case utf16BigEndian = "utf-16be"
    /// EUC-JP with the vendors' extensions and user-defined characters. Read, never written.
    case eucJP = "euc-jp"

    /// Whether outputs can be had in the encoding.
    package var isWritten: Bool {
        switch self {
        case .utf8, .utf8WithByteOrderMark, .cp932: true
        case .utf16LittleEndian, .utf16BigEndian, .eucJP: false
        }
    }

    /// The bytes EF BB BF.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
