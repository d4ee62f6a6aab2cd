import Foundation
import Interchange

/// A delimited source file with its columns found by name.
struct SourceTable {
    /// The file's name without its folder.
    let file: String
    private var reader: DelimitedReader

    /// Reads a CSV file, plain or alone in a zip or gzip file.
    init(path: String, encoding: TextEncoding? = nil) throws(AddressDictionaryError) {
        file = Self.name(of: path)
        do {
            var bytes = try InputFile.read(path: path)
            if ZipArchive.isZip(bytes) {
                let archive = try ZipArchive(bytes)
                let tables = archive.entryNames.filter { $0.lowercased().hasSuffix(".csv") }
                guard tables.count == 1, let only = tables.first else {
                    throw AddressDictionaryError.unexpectedArchiveContent(file: file, entries: tables.count)
                }
                bytes = try archive.bytes(ofEntry: only)
            } else if Gzip.isGzip(bytes) {
                bytes = try Gzip.inflate(bytes)
            }
            reader = try DelimitedReader(DecodedText.decode(bytes, as: encoding))
        } catch let error as AddressDictionaryError {
            throw error
        } catch let error as InterchangeError {
            throw .unreadableSource(file: file, error)
        } catch {
            throw .noSourceFiles(directory: file)
        }
    }

    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The column with one of the names; nil when the file has none of them.
    func column(_ names: String...) -> Int? { reader.column(names) }

    /// The column with one of the names.
    ///
    /// - Throws: ``AddressDictionaryError/missingColumn(file:column:)``.
    func required(_ names: String...) throws(AddressDictionaryError) -> Int {
        guard let column = reader.column(names) else {
            throw .missingColumn(file: file, column: names.first ?? "")
        }
        return column
    }

    /// The next row with as many fields as the header and nothing in them that no address has, or nil at the end; rows that are
    /// passed over are put in the report.
    mutating func next(_ report: inout CompilationReport) throws(AddressDictionaryError) -> DelimitedRow? {
        while let row = try nextRow() {
            if row.isEmpty { continue }
            if row.isMalformed || row.fieldCount != reader.header.count {
                report.refuse(file, row.line, .malformed)
            } else if row.firstFieldWithControlCharacter != nil {
                report.refuse(file, row.line, .controlCharacter)
            } else {
                return row
            }
        }
        return nil
    }

    private mutating func nextRow() throws(AddressDictionaryError) -> DelimitedRow? {
        do {
            return try reader.next()
        } catch {
            throw .unreadableSource(file: file, error)
        }
    }
}

/// Reading of single fields from their bytes.
enum SourceField {
    /// ASCII digits as a number; nil for anything else, the empty field included.
    @inline(__always)
    static func number(_ bytes: ArraySlice<UInt8>) -> UInt64? {
        guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
        var value: UInt64 = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + UInt64(byte - 0x30)
        }
        return value
    }

    /// A decimal number times 10⁹, rounded to the nearest whole; nil when it is not a plain decimal below ten billion.
    static func billionths(_ bytes: ArraySlice<UInt8>) -> Int64? {
        var at = bytes.startIndex
        var isNegative = false
        if at < bytes.endIndex, bytes[at] == 0x2D || bytes[at] == 0x2B {
            isNegative = bytes[at] == 0x2D
            at += 1
        }
        var value: Int64 = 0
        var digits = 0
        while at < bytes.endIndex, bytes[at] >= 0x30, bytes[at] <= 0x39 {
            guard digits < 10 else { return nil }
            value = value * 10 + Int64(bytes[at] - 0x30)
            digits += 1
            at += 1
        }
        guard value < 9_000_000_000 else { return nil }
        var decimals = 0
        var roundUp = false
        if at < bytes.endIndex, bytes[at] == 0x2E {
            at += 1
            while at < bytes.endIndex, bytes[at] >= 0x30, bytes[at] <= 0x39 {
                if decimals < 9 {
                    value = value * 10 + Int64(bytes[at] - 0x30)
                } else if decimals == 9 {
                    roundUp = bytes[at] >= 0x35
                }
                decimals += 1
                digits += 1
                at += 1
            }
        }
        guard digits > 0, at == bytes.endIndex else { return nil }
        for _ in min(decimals, 9)..<9 { value *= 10 }
        if roundUp { value += 1 }
        return isNegative ? -value : value
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
