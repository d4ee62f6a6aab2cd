import TestSupport
import Testing

@testable import Interchange

@Suite struct DelimitedReaderTests {
    private func rows(_ text: String, separator: UInt8? = nil) throws -> [(line: Int, fields: [String])] {
        var reader = try DelimitedReader(DecodedText(text), separator: separator)
        var rows: [(line: Int, fields: [String])] = []
        while let row = try reader.next() { rows.append((row.line, (0..<row.fieldCount).map { row[$0] })) }
        return rows
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func takesEveryLineEnding(ending: String) throws {
        let rows = try rows(["a,b", "1,2", "", "3,4"].joined(separator: ending) + ending)
        #expect(rows.map(\.line) == [2, 4])
        #expect(rows.map(\.fields) == [["1", "2"], ["3", "4"]])
    }

    @Test(
        arguments: [
            ("a,b\n1,", [["1", ""]]), ("a,b\n,", [["", ""]]), ("a,b\n\"\",\"\"", [["", ""]]), ("a\n\"\"\n", [[""]]),
            ("a,b\n\"x\"\"y\",\"\"\"\"\n", [["x\"y", "\""]]),
            ("a,b\n\"1,2\",\"3\n4\"\n5,6", [["1,2", "3\n4"], ["5", "6"]]),
            ("a,b\n\"\r\n\",x", [["\r\n", "x"]]), ("a,b\n 1 , 2 ", [[" 1 ", " 2 "]]),
            ("a,b\n1\n1,2,3", [["1"], ["1", "2", "3"]]),
            ("a,b\n和歌山市,\"七番丁\"\n", [["和歌山市", "七番丁"]]), ("a\n", []), ("a", []),
            ("a,b,c\n\"p\"\"q\"\"\",\"r\"\"s\",t", [["p\"q\"", "r\"s", "t"]]),
        ] as [(String, [[String]])])
    func cutsFields(text: String, expected: [[String]]) throws {
        #expect(try rows(text).map(\.fields) == expected)
    }

    @Test func countsPhysicalLinesThroughQuotedLineBreaks() throws {
        let rows = try rows("a\n\"x\ny\r\nz\rw\"\nlast\n")
        #expect(rows.map(\.line) == [2, 6])
    }

    @Test func choosesTheSeparatorFromTheHeader() throws {
        #expect(try DelimitedReader(DecodedText("a\tb\n1,5\t2\n")).separator == 0x09)
        #expect(try DelimitedReader(DecodedText("\"a\tb\",c\n")).separator == 0x2C)
        #expect(try DelimitedReader(DecodedText("\"a,x\"\tb\n")).separator == 0x09)
        #expect(try DelimitedReader(DecodedText("a\n1,2\n")).separator == 0x2C)
        #expect(try rows("a;b\n1;2", separator: 0x3B).map(\.fields) == [["1", "2"]])
    }

    @Test func trimsHeaderNamesAndFindsThem() throws {
        let reader = try DelimitedReader(DecodedText("\n 宛名番号\u{3000},\" 氏名 \",か\u{3099}\n"))
        #expect(reader.headerLine == 2)
        #expect(reader.header == ["宛名番号", "氏名", "か\u{3099}"])
        #expect(reader.column(["name", "氏名"]) == 1)
        #expect(reader.column(["住所"]) == nil)
        // Equal to Unicode, different to us.
        #expect(reader.column(["が"]) == nil)
    }

    @Test(arguments: [
        ("", InterchangeError.missingHeader), ("\n\r\n\n", .missingHeader),
        ("a,,b\n", .emptyColumnName(line: 1, column: 2)),
        ("a,b,\n", .emptyColumnName(line: 1, column: 3)), ("\na, a\n", .duplicateColumn(line: 2, column: 2)),
        ("a,b\"c\n", .misplacedQuote(line: 1, column: 2)), ("a,\"b\n\nc", .unterminatedQuote(line: 1)),
        ("a,b\u{0}\n", .controlCharacter(line: 1, column: 2)),
        ("a\n1\n2,\n\"x\n\"\n5,\"y\n", .unterminatedQuote(line: 6)),
    ])
    func refusesWhatCannotBeRead(text: String, error: InterchangeError) {
        #expect(throws: error) { try rows(text) }
    }

    @Test func endsAfterAnUnterminatedQuote() throws {
        var reader = try DelimitedReader(DecodedText("a\n\"x"))
        #expect(throws: InterchangeError.unterminatedQuote(line: 2)) { try reader.next() }
        #expect(try reader.next() == nil)
    }

    @Test func refusesRowsWithTooManyFields() throws {
        let limit = DelimitedReader.fieldLimit
        var reader = try DelimitedReader(DecodedText("a\n" + String(repeating: ",", count: limit - 1) + "\n"))
        #expect(try reader.next()?.fieldCount == limit)
        var wide = try DelimitedReader(DecodedText("a\n" + String(repeating: ",", count: limit) + "\n"))
        #expect(throws: InterchangeError.tooManyFields(line: 2, limit: limit)) { try wide.next() }
    }

    @Test(arguments: [
        ("1,x\"y,3", 1, ["1", "x\"y", "3"]), ("\"x\"y,2,3", 0, ["\"x\"y", "2", "3"]),
        ("1,2,\"x\" ", 2, ["1", "2", "\"x\" "]),
        ("1, \"x\",3", 1, ["1", " \"x\"", "3"]), ("\"a\"\"b\"c,\"p\"\"q\",3", 0, ["\"a\"\"b\"c", "p\"q", "3"]),
    ])
    func marksMisplacedQuotes(row text: String, field: Int, fields: [String]) throws {
        var reader = try DelimitedReader(DecodedText("a,b,c\n\(text)\n7,8,9\n"))
        let row = try #require(try reader.next())
        #expect(row.isMalformed)
        #expect(row.malformedField == field)
        #expect((0..<row.fieldCount).map { row[$0] } == fields)
        let next = try #require(try reader.next())
        #expect(!next.isMalformed)
        #expect(next[0] == "7")
    }

    @Test(
        arguments: [
            ("a\u{0}b", 2), ("\u{1F}", 1), ("住\u{7F}", 2), ("住所\u{85}", 3), ("x\ty", 2), ("\"x\ty\"", nil),
            ("\"x\ny\"", nil),
            ("\"x\"\"\u{1}\"", 3), ("¥", nil), ("\u{A0}", nil), ("", nil), ("1\u{1A}", 2),
        ] as [(String, Int?)])
    func findsControlCharacters(field: String, place: Int?) throws {
        var reader = try DelimitedReader(DecodedText("a,b,c\n1,\(field),3\n"))
        let row = try #require(try reader.next())
        #expect(row.firstControlCharacter(in: 1) == place)
        #expect(row.hasControlCharacter(1) == (place != nil))
        #expect(row.firstFieldWithControlCharacter == (place == nil ? nil : 1))
        #expect(!row.hasControlCharacter(0) && !row.hasControlCharacter(99))
    }

    @Test func givesNothingForFieldsThatARowLacks() throws {
        var reader = try DelimitedReader(DecodedText("a,b\n1\n,\n"))
        let row = try #require(try reader.next())
        #expect(row[1] == "" && row[-1] == "" && row.bytes(7).isEmpty && row.firstControlCharacter(in: 3) == nil)
        #expect(row.withBytes(1) { $0.count } == 0)
        #expect(!row.isEmpty)
        #expect(try reader.next()?.isEmpty == true)
    }

    @Test func keepsARowThatTheCallerHoldsOn() throws {
        var reader = try DelimitedReader(DecodedText("a,b\n\"x\"\"y\",1\n\"p\"\"q\",2\n"))
        let first = try #require(try reader.next())
        let second = try #require(try reader.next())
        #expect(first[0] == "x\"y" && first[1] == "1")
        #expect(second[0] == "p\"q" && second[1] == "2")
        #expect(Array(first.bytes(0)) == Array("x\"y".utf8))
        #expect(first.withBytes(0) { Array($0) } == Array("x\"y".utf8))
    }

    /// What the writer writes, the reader reads, whatever the fields hold.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func readsBackWhatTheWriterWrote(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = ["a", "市", ",", "\"", "\n", "\r", "\r\n", "\t", " ", "髙", "1"]
        let table = (0..<300).map { _ in
            (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? ""
                }.joined()
            }
        }
        for encoding in TextEncoding.allCases.filter(\.isWritten) {
            // With the marks before formulas, which the reader takes away, or without them, by the seed.
            var writer = try DelimitedWriter(encoding: encoding, guardsFormulas: seed != 1)
            writer.row(["見出し"])
            for row in table { writer.row(row) }
            let text = try DecodedText.decode(writer.bytes)
            #expect(text.encoding == encoding)
            var reader = try DelimitedReader(text)
            reader.undoesGuards = seed != 1
            for expected in table {
                let row = try #require(try reader.next(), "seed \(seed)")
                #expect((0..<row.fieldCount).map { row[$0] } == expected, "seed \(seed)")
                #expect(!row.isMalformed)
            }
            #expect(try reader.next() == nil)
            #expect(writer.unmappable.isEmpty)
        }
    }

    @Test func survivesDamagedBytes() throws {
        var generator = SeededGenerator(seed: 77)
        let alphabet = Array("a,\"\n\r\t\u{0}市\u{85}".utf8)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            guard let text = try? DecodedText.decode(bytes), var reader = try? DelimitedReader(text) else { continue }
            var last = reader.headerLine
            while let row = try? reader.next() {
                #expect(row.line > last && row.fieldCount >= 1)
                last = row.line
                for index in 0..<row.fieldCount { _ = (row[index], row.firstControlCharacter(in: index)) }
            }
        }
    }
}
