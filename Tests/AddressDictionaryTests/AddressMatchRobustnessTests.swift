import Foundation
import TestSupport
import Testing

@testable import AddressDictionary

@Suite struct AddressMatchRobustnessTests {
    private static let code = try? LocalGovernmentCode(InventedCity.code)

    @Test func answersAnyTextQuickly() throws {
        let dictionary = try InventedCity.dictionary.get()
        var texts = [
            String(repeating: "丁目", count: 500_000), String(repeating: "（", count: 100_000),
            "青波市入間川" + String(repeating: "1-", count: 100_000), String(repeating: "字", count: 100_000),
            "青波市" + String(repeating: "大字", count: 100_000), String(repeating: " ", count: 1_000_000),
            String(repeating: "一二三四五六七八九十百千万", count: 10_000), String(repeating: "\u{FE0F}", count: 100_000),
            String(repeating: " ", count: 200_000) + "〒350-1380", "〒" + String(repeating: "9", count: 100_000),
            "青波市入間川1丁目（", "\u{3099}\u{309A}", "ー", "の", "1", "〒", "青波市1", "青波市-", "青波市入間川-",
        ]
        texts.append("青波市入間川1-23-5" + String(repeating: "あ", count: 300_000))
        for (index, text) in texts.enumerated() {
            var match = AddressMatch()
            let seconds = ThreadClock.seconds { match = dictionary.match(text, within: Self.code) }
            #expect(seconds < 0.05, "text \(index)")
            #expect(match.rest.utf8.count <= text.utf8.count)
        }
        #expect(dictionary.match(texts[texts.count - 1], within: nil).recordID == "023-005")
        #expect(dictionary.match(texts[texts.count - 1], within: nil).rest.utf8.count == 900_000)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func answersRandomScalars(_ seed: UInt64) throws {
        let dictionary = try InventedCity.dictionary.get()
        var generator = SeededGenerator(seed: seed)
        let names = Array("青波市入間川根岸大字字丁目番地号の-ー0123456789一二三十百（）〒 　甲乙イロ町平戸六浦北三条西".unicodeScalars)
        for round in 0..<300 {
            var text = ""
            let length = round % 10 == 0 ? 10_000 : Int.random(in: 0...60, using: &generator)
            for _ in 0..<length {
                if round % 3 == 0 {
                    let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
                    if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
                } else if let scalar = names.randomElement(using: &generator) {
                    text.unicodeScalars.append(scalar)
                }
            }
            var match = AddressMatch()
            let seconds = ThreadClock.seconds {
                match = dictionary.match(text, within: round % 2 == 0 ? Self.code : nil)
            }
            #expect(seconds < 0.05, "seed \(seed) round \(round)")
            #expect(text.utf8.count >= match.rest.utf8.count)
        }
    }

    @Test func keepsTheLeftoverAsItWasWritten() throws {
        let dictionary = try InventedCity.dictionary.get()
        for rest in ["ﾊｲﾂ①－Ⅱ　３０２号", "葛󠄀城荘", "（濱田　様方）", "第二メゾン一番館"] {
            #expect(dictionary.match("青波市入間川1-23-5 " + rest, within: nil).rest == rest)
        }
    }
}
