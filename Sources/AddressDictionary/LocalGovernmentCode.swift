/// A municipality's six-digit code (全国地方公共団体コード), check digit included.
///
/// - Source: 総務省「全国地方公共団体コード仕様」: the check digit is 11 less the remainder of Σ digit × (6…2) by 11, its last
///   digit; where the sum is below 11 it is 11 less the sum.
package struct LocalGovernmentCode: Hashable, Sendable {
    /// Six ASCII digits.
    package let text: String

    /// Takes six digits and checks the last, or five and completes them; full-width digits count as digits.
    ///
    /// - Throws: ``AddressDictionaryError/invalidLocalGovernmentCode``.
    package init(_ text: String) throws(AddressDictionaryError) {
        var digits: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.append(UInt8(scalar.value - 0x30))
            case 0xFF10...0xFF19: digits.append(UInt8(scalar.value - 0xFF10))
            default: throw .invalidLocalGovernmentCode
            }
        }
        guard let code = Self.complete(digits) else { throw .invalidLocalGovernmentCode }
        self.text = code
    }

    /// The six digits for five or six given ones, or nil when the count or the check digit is wrong.
    static func complete(_ digits: [UInt8]) -> String? {
        guard digits.count == 5 || digits.count == 6 else { return nil }
        var sum = 0
        for place in 0..<5 { sum += Int(digits[place]) * (6 - place) }
        let check = UInt8((11 - (sum < 11 ? sum : sum % 11)) % 10)
        if digits.count == 6, digits[5] != check { return nil }
        return String(decoding: (digits[..<5] + [check]).map { $0 + 0x30 }, as: UTF8.self)
    }
}
