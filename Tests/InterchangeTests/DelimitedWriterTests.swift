import Testing

@testable import Interchange

@Suite struct DelimitedWriterTests {
    @Test func quotesOnlyWhatNeedsIt() throws {
        var writer = try DelimitedWriter(encoding: .utf8)
        writer.row(["a", "b c", "d,e", "f\"g", "h\ni", "", "j\rk"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",,\"j\rk\"\r\n")
    }

    /// Outside quotes the reader takes it for a control character.
    @Test func quotesATabSoThatItReadsBack() throws {
        var writer = try DelimitedWriter(encoding: .utf8, lineEnding: .lineFeed)
        writer.row(["a\tb"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"a\tb\"\n")
        #expect(try DelimitedReader(DecodedText.decode(writer.bytes), separator: 0x2C).header == ["a\tb"])
    }

    @Test func writesARowOfOneEmptyFieldSoThatItIsNoBlankLine() throws {
        var writer = try DelimitedWriter(encoding: .utf8, lineEnding: .lineFeed)
        writer.row([""])
        writer.row(["", ""])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\"\n,\n")
    }

    @Test func beginsWithTheMarkOnce() throws {
        var writer = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
        var out: [UInt8] = []
        writer.row(["a"])
        writer.drain { out += $0 }
        writer.row(["b"])
        writer.drain { out += $0 }
        #expect(out == [0xEF, 0xBB, 0xBF] + Array("a\r\nb\r\n".utf8))
        #expect(writer.bytes.isEmpty)
        #expect(writer.rowCount == 2)
    }

    @Test func printsGetaForWhatCP932LacksAndListsIt() throws {
        var writer = try DelimitedWriter(encoding: .cp932)
        writer.row(["番号", "氏名"])
        writer.row(["1", "𠮷田,〜"])
        #expect(
            writer.unmappable == [
                DelimitedWriter.UnmappableCharacter(row: 2, column: 2, scalar: "𠮷"),
                DelimitedWriter.UnmappableCharacter(row: 2, column: 2, scalar: "〜"),
            ])
        let text = String(decoding: try CP932.decode(writer.bytes), as: UTF8.self)
        #expect(text == "番号,氏名\r\n1,\"〓田,〓\"\r\n")
    }

    @Test func throwsWhatTheSinkThrows() throws {
        var writer = try DelimitedWriter(encoding: .utf8)
        writer.row(["a"])
        #expect(throws: InterchangeError.missingHeader) {
            try writer.drain { (_) throws(InterchangeError) in throw .missingHeader }
        }
    }
}
