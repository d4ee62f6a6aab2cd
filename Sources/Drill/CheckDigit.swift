/// Check digits of the numbers that a municipality gives out.
enum CheckDigit {
    /// The digit behind a resident or household serial, or nil when the serial must not be given out.
    ///
    /// Modulus 11 with the weights 2…7 from the right; remainder 0 gives 0, remainder 1 would give 10, which is no
    /// digit, so such serials are skipped.
    ///
    /// - Source: 住民記録システム標準仕様書 1.0, j130.
    static func ofSerial(_ serial: Int) -> Int? {
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

    /// The sixth digit of a local government code, from its first five as a number.
    ///
    /// - Source: 総務省「都道府県コード及び市区町村コード」設定要領: weights 6, 5, 4, 3, 2; the last digit of 11 minus
    ///   the remainder.
    static func ofLocalGovernment(_ fiveDigits: Int) -> Int {
        var rest = fiveDigits
        var sum = 0
        for weight in 2...6 {
            sum += rest % 10 * weight
            rest /= 10
        }
        return (11 - sum % 11) % 10
    }
}
