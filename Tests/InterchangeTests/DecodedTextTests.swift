import TestSupport
import Testing

@testable import Interchange

@Suite struct DecodedTextTests {
    /// 和歌山市 in CP932.
    static let wakayama: [UInt8] = [0x98, 0x61, 0x89, 0xCC, 0x8E, 0x52, 0x8E, 0x73]

    @Test(arguments: [nil, TextEncoding.utf8, .utf8WithByteOrderMark])
    func takesUTF8WithAndWithoutMark(encoding: TextEncoding?) throws {
        let plain = try DecodedText.decode(Array("住所,a".utf8), as: encoding)
        #expect(plain.bytes == Array("住所,a".utf8))
        #expect(plain.encoding == .utf8)
        let marked = try DecodedText.decode([0xEF, 0xBB, 0xBF] + Array("住所".utf8), as: encoding)
        #expect(marked.bytes == Array("住所".utf8))
        #expect(marked.encoding == .utf8WithByteOrderMark)
    }

    @Test func detectsCP932() throws {
        let text = try DecodedText.decode(Self.wakayama)
        #expect(text.encoding == .cp932)
        #expect(String(decoding: text.bytes, as: UTF8.self) == "和歌山市")
    }

    @Test func keepsDeclaredEncodingsStrict() throws {
        #expect(throws: InterchangeError.invalidEncoding(.utf8, line: 2, byteOffset: 2)) {
            try DecodedText.decode([0x61, 0x0A] + Self.wakayama, as: .utf8)
        }
        #expect(throws: InterchangeError.invalidEncoding(.cp932, line: 3, byteOffset: 4)) {
            try DecodedText.decode([0x61, 0x0D, 0x0A, 0x0D, 0x81, 0x20], as: .cp932)
        }
        #expect(throws: InterchangeError.invalidEncoding(.utf8WithByteOrderMark, line: 1, byteOffset: 3)) {
            try DecodedText.decode([0xEF, 0xBB, 0xBF, 0x82, 0xA0])
        }
    }

    @Test func saysWhereBothReadingsFail() {
        // あ of CP932 on line 1, and on line 3 a pair that neither has.
        let bytes: [UInt8] = [0x61, 0x82, 0xA0, 0x0A, 0x0A, 0x85, 0x7F]
        #expect(
            throws: InterchangeError.undetectableEncoding(
                utf8Line: 1, utf8ByteOffset: 1, cp932Line: 3, cp932ByteOffset: 5)
        ) { try DecodedText.decode(bytes) }
    }

    @Test func doesNotTakeDamagedUTF8ForCP932() throws {
        // A file cut in the middle of a character: every pair of it is also a code of CP932.
        let cut = Array("和歌山市七".utf8.dropLast())
        #expect((try? CP932.decode(cut)) != nil)
        #expect(throws: InterchangeError.invalidEncoding(.utf8, line: 1, byteOffset: 12)) {
            try DecodedText.decode(cut)
        }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0, 0, 0], "UTF-32"),
            ([0x61, 0x0A, 0x1B, 0x24, 0x42, 0x30, 0x21], "ISO-2022-JP"),
        ] as [([UInt8], String)])
    func namesEncodingsThatAreNotRead(bytes: [UInt8], name: String) {
        #expect(throws: InterchangeError.unsupportedEncoding(name: name)) { try DecodedText.decode(bytes) }
        #expect(throws: InterchangeError.unsupportedEncoding(name: name)) { try DecodedText.decode(bytes, as: .cp932) }
    }

    @Test(
        arguments: [
            ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
            ([0xF0, 0x80, 0x80, 0x80], 0),
            ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0x61, 0xE3, 0x81], 1), ([0x80], 0),
            ([0xFF], 0),
            ([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0xC3], 9),
        ] as [([UInt8], Int)])
    func findsIllFormedUTF8(bytes: [UInt8], offset: Int) {
        #expect(bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalidOffset(in: $0) } == offset)
    }

    @Test func agreesWithTheStandardLibraryOnUTF8() {
        var generator = SeededGenerator(seed: 20_260_401)
        for round in 0..<20_000 {
            let length = Int.random(in: 0...12, using: &generator)
            let alphabet: [UInt8] = [
                0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xDF, 0xE0, 0xE3, 0xED, 0xF0, 0xF4,
            ]
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            let isValid = bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalidOffset(in: $0) } == nil
            #expect(
                isValid == (String(validating: bytes, as: UTF8.self) != nil), "seed 20260401, round \(round): \(bytes)")
        }
    }
    @Test func aSurveyTellsWhatALookAtEveryByteTells() {
        var generator = SeededGenerator(seed: 20_260_402)
        let alphabet = [
            "A", ",", "\n", "\r", "\r\n", "é", "字", "Ａ", "\u{E000}", "\u{F8FF}", "\u{F900}", "𠮷", "\u{F0000}",
            "\u{10FFFD}",
        ].map { Array($0.utf8) }
        for round in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...40, using: &generator)).flatMap { _ in
                alphabet.randomElement(using: &generator) ?? []
            }
            if !bytes.isEmpty, round.isMultiple(of: 2) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let survey = bytes.withUnsafeBufferPointer { UTF8Survey($0) }
            let text = String(validating: bytes, as: UTF8.self)
            #expect(survey.isWellFormed == (text != nil), "seed 20260402, round \(round): \(bytes)")
            guard let text else { continue }
            let breaks = bytes.indices.count { place in
                bytes[place] == 0x0A || bytes[place] == 0x0D && bytes[(place + 1)...].first != 0x0A
            }
            #expect(survey.lineBreaks == breaks, "seed 20260402, round \(round): \(bytes)")
            let isPrivate = text.unicodeScalars.contains { $0.properties.generalCategory == .privateUse }
            #expect(survey.mayHoldPrivateUse || !isPrivate, "seed 20260402, round \(round): \(bytes)")
        }
    }

    @Test func aSurveyCountsMoreLinesThanAByteHolds() {
        let bytes = [UInt8](repeating: 0x0A, count: 16 * 1_000 + 5)
        #expect(bytes.withUnsafeBufferPointer { UTF8Survey($0).lineBreaks } == bytes.count)
    }
}
