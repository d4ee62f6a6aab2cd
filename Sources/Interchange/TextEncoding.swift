/// How the characters of a text file are written as bytes.
package enum TextEncoding: String, CaseIterable, Sendable {
    /// UTF-8 without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-8 with a byte order mark in front, which spreadsheet programs need to recognise it.
    case utf8WithByteOrderMark = "utf-8-bom"
    /// Microsoft code page 932: Shift_JIS with the NEC and IBM extensions and user-defined characters.
    case cp932

    /// The bytes EF BB BF.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
