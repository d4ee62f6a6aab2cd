import Foundation
import Testing

@testable import Interchange

/// UTF-16 and EUC-JP: read strictly, told from the others, never written.
@Suite struct OtherEncodingsTests {
    /// Names as registers hold them: 外字, variation selectors, beyond the BMP, half-width kana, compatibility ideographs.
    private static let torture =
        "宛名番号,氏名\r\n1,\u{E000}\u{F8FF}葛\u{E0100}𠮷ﾔﾏﾀﾞ\u{FA19}\u{795E}髙﨑①㈱～－\r\n2,"
        + String(repeating: "Ōñ Nguyễn ", count: 5) + "\r\n"

    private static func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
        (Array("\u{FEFF}".utf16) + Array(text.utf16)).flatMap { unit in
            littleEndian
                ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
    }

    @Test(arguments: [true, false])
    func readsUTF16ByItsMarkByteForByte(littleEndian: Bool) throws {
        let bytes = Self.utf16(Self.torture, littleEndian: littleEndian)
        for declared in [nil, TextEncoding.utf16LittleEndian] {
            let text = try DecodedText.decode(bytes, as: declared)
            #expect(text.bytes == Array(Self.torture.utf8))
            #expect(text.encoding == (littleEndian ? .utf16LittleEndian : .utf16BigEndian))
        }
    }

    @Test func everyDamagedEndOfUTF16IsRefused() {
        let bytes = Self.utf16("a\r\n𠮷", littleEndian: true)
        for count in 3..<bytes.count {
            let result = try? DecodedText.decode(Array(bytes[..<count]))
            // A cut between two characters cannot be seen; every other cut is.
            let isBetween = count % 2 == 0 && count != bytes.count - 2
            #expect((result != nil) == isBetween, "\(count) bytes")
        }
    }

    @Test(
        arguments: [
            ([0x61, 0x00, 0x0A, 0x00, 0x00, 0xD8, 0x61, 0x00], 2, 6), ([0x00, 0xDC], 1, 2),
            ([0x61, 0x00, 0x00, 0xD8], 1, 4),
        ] as [([UInt8], Int, Int)])
    func halfAPairIsRefusedWithItsPlace(units: [UInt8], line: Int, offset: Int) {
        #expect(throws: InterchangeError.invalidEncoding(.utf16LittleEndian, line: line, byteOffset: offset)) {
            try DecodedText.decode([0xFF, 0xFE] + units)
        }
    }

    @Test func utf16WithoutItsMarkIsNamed() {
        let bytes = Array(Self.utf16("id,name\n", littleEndian: true).dropFirst(2))
        #expect(throws: InterchangeError.unsupportedEncoding(name: "UTF-16 (BOM?)")) { try DecodedText.decode(bytes) }
        #expect(throws: InterchangeError.unsupportedEncoding(name: "UTF-16 (BOM?)")) {
            try DecodedText.decode(Array("宛名番号".utf8), as: .utf16LittleEndian)
        }
    }

    private static func eucJP(_ text: String) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
        process.arguments = ["-f", "UTF-8", "-t", "EUC-JP-MS", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }

    @Test func readsEUCJPWithVendorsExtensions() throws {
        let text = "宛名番号,氏名\n1,髙﨑①㈱～－ﾔﾏﾀﾞ丂纊\u{E000}\u{E3AC}\n"
        let bytes = try Self.eucJP(text)
        let decoded = try DecodedText.decode(bytes)
        #expect(decoded.encoding == .eucJP)
        #expect(decoded.bytes == Array(text.utf8))
        #expect(try DecodedText.decode(bytes, as: .eucJP).bytes == Array(text.utf8))
    }

    @Test func readsEveryCodeOfEUCJPAsTheSystemDoes() throws {
        let converter = try #require(SystemConverter(from: "EUC-JP-MS", to: "UTF-16LE"))
        var assigned = 0
        for lead in UInt8(0x80)...0xFF {
            for trail in UInt8(0x80)...0xFF {
                for third in [nil, trail] as [UInt8?] {
                    let code = third == nil ? [lead, trail] : [0x8F, lead, trail]
                    let units =
                        third == nil ? converter.convert(lead, trail) : converter.convert(0x8F, lead, trail)
                    let expected =
                        units.count == 2
                        ? Unicode.Scalar(UInt16(units.first) | UInt16(units.second) << 8).map { Array(String($0).utf8) }
                        : nil
                    let decoded = try? EUCJP.decode(code)
                    if lead < 0xA1, lead != 0x8E, third == nil, decoded == nil { continue }
                    if decoded != expected { Issue.record("code \(code)") }
                    if decoded != nil { assigned += 1 }
                }
            }
        }
        #expect(assigned > 13_000)
    }

    @Test(
        arguments: [
            ([0x61, 0x0A, 0x80, 0xA1], 2, 2), ([0xB0], 1, 0), ([0xB0, 0x41], 1, 0), ([0x8F, 0xB0], 1, 0),
            ([0x8E, 0xE0], 1, 0),
        ]
            as [([UInt8], Int, Int)])
    func tellsTheOffsetOfAWrongByte(bytes: [UInt8], line: Int, offset: Int) {
        #expect(throws: InterchangeError.invalidEncoding(.eucJP, line: line, byteOffset: offset)) {
            try DecodedText.decode(bytes, as: .eucJP)
        }
    }

    @Test func cp932OfARegisterIsNeverTakenForEUCJP() throws {
        for text in ["宛名番号,氏名\n1,ﾔﾏﾀﾞ\n", "住所", "あ", "ア", "一,ﾔ"] {
            let decoded = try DecodedText.decode(CP932.encode(text))
            #expect(decoded.encoding == .cp932)
            #expect(decoded.bytes == Array(text.utf8))
        }
    }

    @Test func whatMayBeEitherIsNotGuessedAbout() throws {
        let kana = try CP932.encode("id,name\n1,ﾔﾏﾀﾞ\n")
        #expect(throws: InterchangeError.ambiguousEncoding) { try DecodedText.decode(kana) }
        #expect(try DecodedText.decode(kana, as: .cp932).bytes == Array("id,name\n1,ﾔﾏﾀﾞ\n".utf8))
    }

    @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian, .eucJP])
    func encodingsThatAreOnlyReadCannotBeWritten(encoding: TextEncoding) {
        #expect(throws: InterchangeError.unsupportedEncoding(name: encoding.rawValue)) {
            try DelimitedWriter(encoding: encoding)
        }
    }
}
