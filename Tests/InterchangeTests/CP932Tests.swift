import Glibc
import Testing

@testable import Interchange

@Suite struct CP932Tests {
    /// The system's converter over whole texts, the oracle for the tables.
    private func converted(_ bytes: [UInt8], from source: String, to target: String) -> [UInt8]? {
        guard let descriptor = iconv_open(target, source), Int(bitPattern: descriptor) != -1 else { return nil }
        defer { iconv_close(descriptor) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let status = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var source = from.baseAddress
                var target = to.baseAddress
                return iconv(descriptor, &source, &inputLeft, &target, &outputLeft)
            }
        }
        guard status != -1, inputLeft == 0 else { return nil }
        return output[..<(output.count - outputLeft)].map { UInt8(bitPattern: $0) }
    }

    @Test func decodesEveryCodeAsTheSystemDoes() {
        var assigned = 0
        for lead in 0...255 {
            let one = [UInt8(lead)]
            #expect((try? CP932.decode(one)) == converted(one, from: "CP932", to: "UTF-8"), "code \(one)")
            for trail in 0...255 {
                let two = [UInt8(lead), UInt8(trail)]
                let expected = converted(two, from: "CP932", to: "UTF-8")
                let decoded = try? CP932.decode(two)
                if decoded != expected { Issue.record("code \(two): \(String(describing: decoded))") }
                if lead > 0x80, expected?.count == 3 { assigned += 1 }
            }
        }
        #expect(assigned > 9000)
    }

    @Test func encodesEveryCharacterAsTheSystemDoesOrNotAtAll() {
        for value in UInt32(0)..<0x10000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            let expected = converted(Array(text.utf8), from: "UTF-8", to: "CP932").flatMap { bytes in
                // The system also writes some characters as look-alikes, which do not come back.
                converted(bytes, from: "CP932", to: "UTF-8") == Array(text.utf8) ? bytes : nil
            }
            let encoded = try? CP932.encode(text)
            if encoded != expected { Issue.record("U+\(String(value, radix: 16)): \(String(describing: encoded))") }
        }
    }

    @Test(
        arguments: [
            ("①", [0x87, 0x40]), ("Ⅰ", [0x87, 0x54]), ("㈱", [0x87, 0x8A]), ("髙", [0xFB, 0xFC]), ("﨑", [0xFA, 0xB1]),
            ("～", [0x81, 0x60]), ("－", [0x81, 0x7C]), ("ｱ", [0xB1]), ("\u{E000}", [0xF0, 0x40]), ("\\", [0x5C]),
            ("~", [0x7E]),
            ("∪", [0x81, 0xBE]), ("￢", [0x81, 0xCA]), ("纊", [0xFA, 0x5C]), ("神", [0x90, 0x5F]),
        ] as [(String, [UInt8])])
    func writesTheUsualCode(text: String, code: [UInt8]) throws {
        #expect(try CP932.encode(text) == code)
        #expect(try CP932.decode(code) == Array(text.utf8))
    }

    @Test(arguments: ["〜", "−", "¥", "‾", "—", "‖", "𠮷", "葛\u{E0100}", "é", "한"])
    func neverReplacesSilently(text: String) throws {
        let error = #expect(throws: InterchangeError.self) { try CP932.encode("市" + text) }
        guard case .unmappableCharacters(.cp932, 1, let first) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(text.unicodeScalars.contains(first))
    }

    @Test func duplicateCodesDecodeToOneCharacter() throws {
        // ∵ of row 2 and of NEC row 13; 纊 as NEC-selected and as IBM extension.
        #expect(try CP932.decode([0x87, 0x9A]) == CP932.decode([0x81, 0xE6]))
        #expect(try CP932.decode([0xED, 0x40]) == CP932.decode([0xFA, 0x5C]))
    }

    @Test(
        arguments: [([0x81], 0), ([0x61, 0x88, 0x20], 1), ([0xFD, 0xFF], 0), ([0x82, 0xA0, 0x82], 2)]
            as [([UInt8], Int)])
    func tellsTheOffsetOfAWrongByte(bytes: [UInt8], offset: Int) {
        #expect(throws: InterchangeError.invalidEncoding(.cp932, line: 1, byteOffset: offset)) {
            try CP932.decode(bytes)
        }
    }
}
