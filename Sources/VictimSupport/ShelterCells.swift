import AddressDictionary

/// How the cells of shelter files are read; anything that is not plainly said is nil.
enum ShelterCells {
    /// What a mark says: `1`, `1.0` and ○ yes; an empty cell, `0` and × no.
    static func flag(_ text: String?) -> Bool? {
        switch folded(text ?? "").lowercased() {
        case "1", "1.0", "○", "〇", "◯", "◎", "●", "有", "true": true
        case "", "0", "0.0", "×", "✕", "-", "―", "－", "無", "false": false
        default: nil
        }
    }

    /// How many persons: `191`, `1,200人`, `約300名`, `191.0`, or 「屋内191人／屋外0人」, which is their sum.
    static func persons(_ text: String) -> Int? {
        let text = folded(text).filter { $0 != "," }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 1, let part = parts.first { return count(part.hasPrefix("約") ? part.dropFirst() : part) }
        guard parts.count == 2, parts[0].hasPrefix("屋内"), parts[1].hasPrefix("屋外"),
            let inside = count(parts[0].dropFirst(2)), let outside = count(parts[1].dropFirst(2))
        else { return nil }
        return inside + outside
    }

    private static func count(_ text: Substring) -> Int? {
        var text = text
        for unit in ["人", "名"] where text.hasSuffix(unit) { text = text.dropLast() }
        if text.hasSuffix(".0") { text = text.dropLast(2) }
        guard (1...7).contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else { return nil }
        return Int(text)
    }

    /// Which of the two an angle is.
    enum Axis {
        case latitude, longitude

        fileprivate var prefixes: [String] { self == .latitude ? ["北緯", "緯度", "N"] : ["東経", "経度", "E"] }
    }

    /// Degrees: `35.68`, `北緯35.68度`, `北緯35度41分22.5秒`, `35°41′22″`; minutes and seconds below 60.
    static func degrees(_ text: String, _ axis: Axis) -> Double? {
        if let plain = PlainDecimal.parse(text) { return plain }
        var rest = Substring(folded(text))
        for prefix in axis.prefixes where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        guard let degrees = number(&rest) else { return nil }
        guard !rest.isEmpty else { return degrees.value }
        guard take(&rest, ["度", "°", "º", "˚"]) else { return nil }
        guard !rest.isEmpty else { return degrees.value }
        guard degrees.isWhole, let minutes = number(&rest), minutes.value < 60, take(&rest, ["分", "′", "’", "'"]) else {
            return nil
        }
        let whole = degrees.value + minutes.value / 60
        guard !rest.isEmpty else { return whole }
        guard minutes.isWhole, let seconds = number(&rest), seconds.value < 60,
            take(&rest, ["秒", "″", "”", "\""]), rest.isEmpty
        else { return nil }
        return whole + seconds.value / 3600
    }

    private static func number(_ rest: inout Substring) -> (value: Double, isWhole: Bool)? {
        let digits = rest.prefix { $0.utf8.count == 1 && $0.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") } }
        guard let value = PlainDecimal.parse(String(digits)) else { return nil }
        rest = rest.dropFirst(digits.count)
        return (value, !digits.contains("."))
    }

    private static func take(_ rest: inout Substring, _ units: [String]) -> Bool {
        for unit in units where rest.hasPrefix(unit) {
            rest = rest.dropFirst(unit.count)
            return true
        }
        return false
    }

    /// The six digits of a municipality code whose leading zero or check digit may be missing; nil where more than one, or no,
    /// reading is possible.
    ///
    /// Five digits are a code without its check digit, or, where the last is the right check digit, one without its zero.
    /// `home` decides when both are possible.
    static func municipalityCode(_ text: String, home: LocalGovernmentCode) -> String? {
        var digits = folded(text)
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        guard digits.utf8.allSatisfy(isDigit) else { return nil }
        let readings = [digits, "0" + digits].compactMap { candidate -> String? in
            guard let code = try? LocalGovernmentCode(candidate) else { return nil }
            // What had to be completed must look like a municipality.
            return digits.utf8.count == 6 || isMunicipality(code.text) || code == home ? code.text : nil
        }
        return readings.count > 1 ? readings.first { $0 == home.text } : readings.first
    }

    /// Whether a code can be one: a prefecture from 01 to 47, and a third digit that municipalities have.
    private static func isMunicipality(_ code: String) -> Bool {
        let digits = code.utf8.map { Int($0) - 0x30 }
        return (1...47).contains(digits[0] * 10 + digits[1]) && (1...7).contains(digits[2])
    }

    /// One address of the columns that hold its parts.
    ///
    /// A municipality's name holds no digit: where its cell does, the cell holds the whole address, and only the prefecture may
    /// be missing in front.
    static func address(prefecture: String?, city: String?, town: String?, number: String?) -> String? {
        let city = city ?? ""
        var address = city
        if !folded(city).utf8.contains(where: isDigit) { address += (town ?? "") + (number ?? "") }
        if let prefecture, !address.isEmpty, !address.utf8.starts(with: prefecture.utf8) {
            address = prefecture + address
        }
        return address.isEmpty ? nil : address
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The text without spaces, full-width ASCII made plain; for reading only, never for storing.
    private static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !" \u{3000}\u{A0}".unicodeScalars.contains(scalar) {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            result.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(result)
    }
}
