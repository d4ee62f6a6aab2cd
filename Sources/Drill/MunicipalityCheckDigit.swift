/// The check digit of a municipality's own code.
enum MunicipalityCheckDigit {
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
