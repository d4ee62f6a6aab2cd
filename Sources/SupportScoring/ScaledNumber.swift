/// Arithmetic on whole thousandths; every rounding of a score is here.
enum ScaledNumber {
    /// The value times a factor given in thousandths, rounded half up to a whole thousandth; both at least 0.
    @inline(__always)
    static func product(_ value: Int, _ factor: Int) -> Int { (value * factor + 500) / 1_000 }

    /// Splits a total in proportion to the amounts, exactly: the parts add up to the total.
    ///
    /// Part n is the rounded share of the first n amounts less the rounded share of the first n − 1, so the outcome depends
    /// on the order of the amounts, which callers keep fixed. All amounts 0 gives all parts 0.
    static func distribution(of total: Int, over amounts: [Int]) -> [Int] {
        let sum = amounts.reduce(0, +)
        guard sum != total else { return amounts }
        guard sum > 0 else { return amounts.map { _ in 0 } }
        var reached = 0
        var given = 0
        return amounts.map { amount in
            reached += amount
            let (high, low) = reached.multipliedFullWidth(by: total)
            let (quotient, remainder) = sum.dividingFullWidth((high, low))
            let share = remainder >= sum - remainder ? quotient + 1 : quotient
            defer { given = share }
            return share - given
        }
    }

    /// Reads a decimal number of at most nine whole digits and three decimals as thousandths; nil for any other text.
    static func parse(_ text: String) -> Int? {
        var digits = 0
        var decimals: Int?
        var value = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), decimals == nil, digits > 0 {
                decimals = 0
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            if let count = decimals {
                guard count < 3 else { return nil }
                decimals = count + 1
            } else {
                guard digits < 9 else { return nil }
                digits += 1
            }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        guard digits > 0, decimals != 0 else { return nil }
        for _ in (decimals ?? 0)..<3 { value *= 10 }
        return value
    }
}
