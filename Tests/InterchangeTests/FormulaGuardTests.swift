import TestSupport
import Testing

@testable import Interchange

@Suite struct FormulaGuardTests {
    private static func written(_ cell: String, encoding: TextEncoding = .utf8) throws -> String {
        var writer = try DelimitedWriter(encoding: encoding, separator: 0x3B)
        writer.row([cell])
        return String(decoding: encoding == .cp932 ? try CP932.decode(writer.bytes) : writer.bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            "=1+1", "+81-73-000-0000", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "＝１＋１", "＋８１", "－", "＠試験", "−5", "﹦1", " =1",
            "\u{3000}=1", "\u{A0}+1", "\u{FEFF}=1", "\u{200B}\u{202E}=1", "\u{0}=1", "'=1", "'", "-", "-.5", "-5.",
            "-1.2.3",
            "-1e9", " -5", "\u{E0020}@a",
        ])
    func marksWhatASpreadsheetCouldEvaluate(cell: String) throws {
        #expect(try Self.written(cell) == "'" + cell + "\r\n")
    }

    @Test(arguments: ["\t1", "\r1", "\n1", " \t1"])
    func marksInsideQuotes(cell: String) throws {
        #expect(try Self.written(cell) == "\"'" + cell + "\"\r\n")
    }

    @Test(
        arguments: [
            "試験 太郎", "0123", "-5", "-135.1234567", "12.5", "a=b", "A-1", "1+1", "葛\u{E0100}城", "ー長音", "1－2", "〜", " '",
            "\u{E000}", "👨\u{200D}👩", "か\u{3099}", "#1", "/x", "|",
        ])
    func leavesTextAndNumbersAsTheyAre(cell: String) throws {
        #expect(try Self.written(cell) == cell + "\r\n")
    }

    @Test func marksInCP932Too() throws {
        #expect(try Self.written("＝１", encoding: .cp932) == "'＝１\r\n")
        #expect(try Self.written("－", encoding: .cp932) == "'－\r\n")
        #expect(try Self.written("𠮷=", encoding: .cp932) == "〓=\r\n")
    }

    @Test func aFileForMachinesIsNotMarked() throws {
        var writer = try DelimitedWriter(encoding: .utf8, guardsFormulas: false)
        writer.row(["=1", "'a"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "=1,'a\r\n")
    }

    /// Whatever stands in a cell comes back byte for byte, from marked cells and from others.
    @Test(arguments: [UInt64(7), 11, 2026])
    func everyCellComesBack(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "'", "=", "+", "-", "@", "＝", "\"", ",", " ", "\u{3000}", "\t", "\n", "5", ".", "試", "\u{FEFF}",
            "\u{E0100}",
        ]
        for _ in 0..<300 {
            let cells = (0..<3).map { _ in
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    pieces.randomElement(using: &generator) ?? ""
                }.joined()
            }
            var writer = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
            writer.row(["a", "b", "c"])
            writer.row(cells)
            var reader = try DelimitedReader(DecodedText.decode(writer.bytes))
            reader.undoesGuards = true
            // A row of three empty cells is no blank line.
            let row = try #require(try reader.next())
            let read = (0..<3).map { Array(row.bytes($0)) }
            #expect(read == cells.map { Array($0.utf8) }, "seed \(seed)")
            var marked = try DelimitedReader(DecodedText.decode(writer.bytes))
            let second = try #require(try marked.next())
            for index in 0..<3 {
                #expect(Array(FormulaGuard.undone(second[index]).utf8) == read[index], "seed \(seed)")
                #expect(
                    second.bytes(index).first == FormulaGuard.mark
                        || !Array(second.bytes(index)).withUnsafeBufferPointer(FormulaGuard.isNeeded))
            }
        }
    }
}
