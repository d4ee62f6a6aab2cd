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

    @Test(arguments: [TextEncoding.utf8, .cp932], [",", ";"])
    func preparedFieldsAreWrittenAsTheirTextsWouldBe(encoding: TextEncoding, separator: String) throws {
        let groups = [
            ["確実"], [""], ["", ""], ["可能性あり", "A"], ["=1+1"], ["a,b", "c;d", "\"e\""], ["𠮷〜"],
            ["訓練", String(repeating: "長", count: 40)],
        ]
        var prepared = try DelimitedWriter(encoding: encoding, separator: separator.utf8.first ?? 0)
        var texts = prepared
        let fields = groups.map { $0.map { prepared.prepare($0) } }
        for first in groups.indices {
            for second in groups.indices {
                for field in fields[first] { prepared.field(field) }
                prepared.field("x")
                for field in fields[second] { prepared.field(field) }
                prepared.endRow()
                for field in fields[first] { prepared.field(field) }
                prepared.endRow()
                texts.row(groups[first] + ["x"] + groups[second])
                texts.row(groups[first])
            }
        }
        #expect(prepared.bytes == texts.bytes)
        #expect(prepared.unmappable == texts.unmappable)
        #expect(prepared.rowCount == texts.rowCount)
    }

    @Test func fieldsOfEveryLengthComeWhole() throws {
        for length in 0...40 {
            var writer = try DelimitedWriter(encoding: .utf8, lineEnding: .lineFeed)
            let field = String("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH".prefix(length))
            writer.row(["x", field, "y"])
            #expect(String(decoding: writer.bytes, as: UTF8.self) == "x,\(field),y\n")
        }
    }

    @Test func throwsWhatTheSinkThrows() throws {
        var writer = try DelimitedWriter(encoding: .utf8)
        writer.row(["a"])
        #expect(throws: InterchangeError.missingHeader) {
            try writer.drain { (_) throws(InterchangeError) in throw .missingHeader }
        }
    }
}
