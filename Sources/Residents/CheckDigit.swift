/// Check digits of the resident and household numbers that a municipality gives out.
package enum CheckDigit {
    /// The digit behind a serial, or nil when the serial must not be given out.
    ///
    /// Modulus 11 with the weights 2…7 from the right; remainder 0 gives 0, remainder 1 would give 10, which is no
    /// digit, so such serials are skipped.
    ///
    /// - Source: 住民記録システム標準仕様書 1.0, j130.
    package static func ofSerial(_ serial: Int) -> Int? {
        var rest = serial
        var weight = 2
        var sum = 0
        while rest > 0 {
            sum += rest % 10 * weight
            rest /= 10
            weight = weight == 7 ? 2 : weight + 1
        }
        let remainder = sum % 11
        if remainder == 0 { return 0 }
        return remainder == 1 ? nil : 11 - remainder
    }

    /// Whether the last digit of a number is the check digit of those before it; nil for text that is no such number.
    ///
    /// Numbers given out before the standard are exempt, so a wrong digit is a warning and no fault.
    package static func isRight(_ number: UnsafeRawBufferPointer) -> Bool? {
        guard (2...18).contains(number.count) else { return nil }
        var value = 0
        for byte in number {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte &- 0x30)
        }
        return ofSerial(value / 10) == value % 10
    }

    /// The same of a string.
    package static func isRight(_ number: String) -> Bool? {
        var number = number
        return number.withUTF8 { isRight(UnsafeRawBufferPointer($0)) }
    }
}
