/// Numbers as text with a fixed count of digits, without exponent, locale or trimming.
enum DecimalText {
    /// The value rounded to the given count of decimals (half away from zero), at most nine.
    static func fixed(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int64((value.magnitude * scale).rounded())
        let whole = scaled / Int64(scale)
        let fraction = scaled % Int64(scale)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return decimals == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(padded(Int(fraction), width: decimals))"
    }

    /// The number with leading zeros up to the width.
    static func padded(_ number: Int, width: Int) -> String {
        let text = String(number)
        guard text.utf8.count < width else { return text }
        return String(repeating: "0", count: width - text.utf8.count) + text
    }

    /// The text with its ASCII digits written full width.
    static func fullWidth(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard ("0"..."9").contains(scalar), let wide = Unicode.Scalar(scalar.value + 0xFEE0) else {
                result.append(scalar)
                continue
            }
            result.append(wide)
        }
        return String(result)
    }
}
