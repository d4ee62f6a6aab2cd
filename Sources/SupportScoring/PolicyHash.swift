import Crypto

/// What tells one policy text from every other: the SHA-256 of its bytes.
package struct PolicyHash: Hashable, Sendable {
    /// 64 lower-case hexadecimal digits.
    package let text: String

    /// The hash of a policy's bytes.
    package init(of yaml: [UInt8]) {
        text = SHA256.hash(data: yaml).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// A hash as it is stored or printed in full; nil for any other text.
    package init?(_ text: String) {
        guard text.utf8.count == 64, Self.isHexadecimal(text) else { return nil }
        self.text = text
    }

    /// The first twelve digits, as tables show it.
    package var short: String { String(text.prefix(12)) }

    /// Whether a text may be the beginning of a hash: 6…64 lower-case hexadecimal digits.
    package static func isPrefix(_ text: String) -> Bool {
        (6...64).contains(text.utf8.count) && isHexadecimal(text)
    }

    private static func isHexadecimal(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension ScoringPolicy {
    /// The hash of the file exactly as it was read.
    package var hash: PolicyHash { PolicyHash(of: sourceBytes) }
}
