import Foundation
import Testing

@testable import Disclosure

@Suite struct DisclosureRequestTests {
    @Test(arguments: [
        ("安否の確認", true), (String(repeating: "字", count: 200), true), (String(repeating: "字", count: 201), false),
        ("一行\n二行", false), ("一行\r\n二行", false), ("一行\u{2028}二行", false), ("", true),
        // Letters that are put together of several scalars count as what is stored.
        (String(repeating: "が", count: 101).decomposedStringWithCanonicalMapping, false),
    ])
    func aReasonIsOneShortLine(text: String, isOne: Bool) { #expect(DisclosureRequest.isReason(text) == isOne) }
}
