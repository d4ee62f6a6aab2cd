import Foundation
import TestSupport
import Testing

@testable import Interchange

/// A file read piece by piece is the file read whole.
@Suite struct TextStreamTests {
    private static func rows(_ reader: DelimitedReader) throws -> [[String]] {
        var reader = reader
        var rows: [[String]] = [reader.header]
        while let row = try reader.next() {
            rows.append([String(row.line)] + (0..<row.fieldCount).map { row[$0] })
        }
        return rows
    }

    /// Rows with quoted line breaks, doubled quotes, blank lines and 外字, longer than several pieces in all.
    private static func text(lineBreak: String, generator: inout SeededGenerator) -> String {
        var text = "番号,氏名,備考" + lineBreak
        let cells = [
            "港　花子", "\"二行\(lineBreak)に渡る\"", "\"引用\"\"符\"", "", "ﾊﾅｺ", "長い備考の文字列" + String(repeating: "字", count: 300),
        ]
        var number = 0
        while text.utf8.count < 3 * TextPieces.usualLength + 12_345 {
            number += 1
            text += "\(number),\(cells[Int.random(in: 0..<6, using: &generator)]),"
            text += cells[Int.random(in: 0..<6, using: &generator)] + lineBreak
            if number % 97 == 0 { text += lineBreak }
        }
        return text + "\(number + 1),末尾,改行なし"
    }

    @Test(arguments: ["\n", "\r\n", "\r"], [TextEncoding.utf8, .utf8WithByteOrderMark, .cp932, .utf16LittleEndian])
    func readsWhatTheWholeTextHolds(lineBreak: String, encoding: TextEncoding) throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 11)
        let text = Self.text(lineBreak: lineBreak, generator: &generator)
        let bytes: [UInt8]
        switch encoding {
        case .cp932: bytes = try CP932.encode(text)
        case .utf16LittleEndian: bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf8WithByteOrderMark: bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        default: bytes = Array(text.utf8)
        }
        let path = try folder.write(bytes, to: "a.csv")
        let stream = try TextStream(path: path)
        #expect(stream.encoding == encoding)
        #expect(stream.byteCount == bytes.count)
        let streamed = try Self.rows(DelimitedReader(stream))
        let whole = try Self.rows(DelimitedReader(DecodedText.decode(bytes)))
        #expect(streamed == whole)
        #expect(streamed.count > 1_000)
    }

    @Test func countsPrivateUseCharactersOverAllPieces() throws {
        let folder = try TemporaryFolder()
        let filler = String(repeating: "字,一\r\n", count: 200_000)
        let path = try folder.write(
            Array(("見出し,二\r\n" + filler + "\u{E000},\u{F0000}\r\n" + filler + "\u{E000},x\n").utf8), to: "a.csv")
        let entries = try TextStream(path: path).privateUse.entries
        #expect(entries.map(\.scalar.value) == [0xE000, 0xF0000])
        #expect(entries.map(\.count) == [2, 1])
        #expect(entries.map(\.firstLine) == [200_002, 200_002])
    }

    @Test func tellsWhereALaterPieceIsWrong() throws {
        let folder = try TemporaryFolder()
        let filler = [UInt8](String(repeating: "a,b\r\n", count: 400_000).utf8)
        let path = try folder.write(filler + [0x81, 0x20, 0x0A], to: "a.csv")
        #expect(throws: InterchangeError.invalidEncoding(.cp932, line: 400_001, byteOffset: 2_000_000)) {
            try TextStream(path: path, as: .cp932)
        }
        #expect(throws: InterchangeError.invalidEncoding(.utf8, line: 400_001, byteOffset: 2_000_000)) {
            try TextStream(path: path, as: .utf8)
        }
        #expect(
            throws: InterchangeError.undetectableEncoding(
                utf8Line: 400_001, utf8ByteOffset: 2_000_000, cp932Line: 400_001, cp932ByteOffset: 2_000_000)
        ) { try TextStream(path: path) }
    }

    /// The bytes of line breaks stand inside other characters of UTF-16, and CR LF is four bytes.
    @Test(arguments: [1, 8, 1 << 20])
    func tellsTheLineOfAWrongByteInUTF16(pieceLength: Int) throws {
        let text = "a,b\r\n\u{0A05}\u{0D05},\u{0A0D}\r\n1,2\n3,"
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        bytes += [0x42, 0xD8]
        let error = InterchangeError.invalidEncoding(.utf16LittleEndian, line: 4, byteOffset: bytes.count - 2)
        #expect(throws: error) { try TextStream(bytes, pieceLength: pieceLength) }
        #expect(throws: error) { try DecodedText.decode(bytes) }
    }

    /// The tab that decides stands behind the first piece.
    @Test(arguments: [1, 4, 1 << 20])
    func choosesTheSeparatorFromAHeaderOfSeveralPieces(pieceLength: Int) throws {
        let stream = try TextStream(Array("\n\n\"a\n,b\"\tc\n1,5\t2\n".utf8), pieceLength: pieceLength)
        let rows = try Self.rows(DelimitedReader(stream))
        #expect(rows == [["a\n,b", "c"], ["5", "1,5", "2"]])
    }

    /// What a quote leaves open is scanned again with each further text: a few times in all, not once for each piece.
    @Test func readsAnOpenQuoteOverManyPiecesInLinearTime() throws {
        let bytes = Array(("a,b\n\"" + String(repeating: "x\n", count: 100_000)).utf8)
        let seconds = try ThreadClock.seconds {
            var reader = try DelimitedReader(TextStream(bytes, pieceLength: 1))
            #expect(throws: InterchangeError.unterminatedQuote(line: 2)) { try reader.next() }
        }
        #expect(seconds < 5)
    }

    @Test func tellsWhereAQuoteIsLeftOpen() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            Array(("a,b\n1,2\n\"3,4\n" + String(repeating: "5,6\n", count: 500_000)).utf8), to: "a.csv")
        var reader = try DelimitedReader(TextStream(path: path))
        #expect(try reader.next()?.line == 2)
        #expect(throws: InterchangeError.unterminatedQuote(line: 3)) { try reader.next() }
        #expect(try reader.next() == nil)
    }

    @Test func refusesAFileThatChangesMeanwhile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(("a,b\n" + String(repeating: "5,6\n", count: 500_000)).utf8), to: "a.csv")
        var reader = try DelimitedReader(TextStream(path: path))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("7,8\n".utf8))
        try handle.close()
        #expect(throws: InterchangeError.changedWhileRead(path: path)) { while try reader.next() != nil {} }
    }
}
