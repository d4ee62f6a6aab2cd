import Interchange

/// The encoding of a dBASE table's texts.
enum DBaseEncoding {
    case text(TextEncoding)
    /// ISO 8859-1, which some programs declare whatever they write.
    case latin1

    /// Follows the `.cpg` file, then the table's mark, then the bytes.
    init(declared: [UInt8]?, mark: UInt8, table: [UInt8]) throws(AreaFileError) {
        if let declared {
            let name = String(decoding: declared.prefix(40).filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
            guard let encoding = Self.named(name) else { throw .content(.unsupportedEncoding(name: name)) }
            self = encoding
        } else if mark == 0x13 || mark == 0x7B {
            self = .text(.cp932)
        } else {
            self =
                (try? DecodedText.decode(piece: table.filter { $0 >= 0x80 }, as: .utf8)) != nil
                ? .text(.utf8) : .text(.cp932)
        }
    }

    private static func named(_ name: String) -> DBaseEncoding? {
        switch name.uppercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
        case "UTF8", "65001", "UNICODE": .text(.utf8)
        case "932", "CP932", "ANSI932", "MS932", "WINDOWS932", "WINDOWS31J", "SJIS", "SHIFTJIS": .text(.cp932)
        case "EUCJP", "20932", "51932": .text(.eucJP)
        case "ISO88591", "88591", "LATIN1", "1252", "ANSI1252", "CP1252", "WINDOWS1252", "ASCII", "USASCII": .latin1
        default: nil
        }
    }

    /// The characters of a cell; a character that the field's end cut in two is left out.
    ///
    /// - Throws: ``AreaFileError/damaged(_:part:place:)`` for any other wrong byte.
    func text(_ bytes: ArraySlice<UInt8>, place: Int?) throws(AreaFileError) -> String {
        switch self {
        case .latin1: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case .text(let encoding):
            for cut in 0..<min(4, bytes.count + 1) {
                if let decoded = try? DecodedText.decode(piece: Array(bytes.dropLast(cut)), as: encoding) {
                    return String(decoding: decoded, as: UTF8.self)
                }
            }
            throw .damaged(.shapefile, part: ".dbf", place: place)
        }
    }
}
