/// The code tables of CP932 in both directions, immutable once made.
struct CP932Table: Sendable {
    /// The BMP scalar of each code; one-byte codes stand at 0x00…0xFF, two-byte codes at lead × 256 + trail; 0
    /// means none (and at 0x00 the scalar NUL, which the decoder never looks up).
    let scalars: [UInt16]
    /// The code of each BMP scalar, 0 when none (and for NUL).
    let codes: [UInt16]

    /// Asks the system's converter about every code once: about 10 ms.
    init?() {
        guard let decoder = SystemConverter(from: "CP932", to: "UTF-16LE"),
            let encoder = SystemConverter(from: "UTF-16LE", to: "CP932")
        else { return nil }
        var scalars = [UInt16](repeating: 0, count: 65536)
        var codes = [UInt16](repeating: 0, count: 65536)
        for byte in 0...255 {
            let units = decoder.convert(UInt8(byte))
            guard units.count == 2 else { continue }
            scalars[byte] = UInt16(units.first) | UInt16(units.second) << 8
        }
        for lead in 0x81...0xFC where scalars[lead] == 0 {
            for trail in 0x40...0xFC {
                let units = decoder.convert(UInt8(lead), UInt8(trail))
                guard units.count == 2 else { continue }
                scalars[lead << 8 | trail] = UInt16(units.first) | UInt16(units.second) << 8
            }
        }
        for scalar in Set(scalars) where scalar != 0 {
            let bytes = encoder.convert(UInt8(scalar & 0xFF), UInt8(scalar >> 8))
            guard bytes.count == 1 || bytes.count == 2 else { continue }
            let code = bytes.count == 1 ? UInt16(bytes.first) : UInt16(bytes.first) << 8 | UInt16(bytes.second)
            // Only what comes back as the same character may be written.
            if scalars[Int(code)] == scalar { codes[Int(scalar)] = code }
        }
        // A converter that knows neither kana nor kanji would make every register unreadable without saying why.
        guard scalars[0x889F] == 0x4E9C, scalars[0xB1] == 0xFF71 else { return nil }
        self.scalars = scalars
        self.codes = codes
    }

    /// Appends the code of a character; false, and nothing appended, when it has none.
    @inline(__always)
    func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) -> Bool {
        let value = scalar.value
        if value < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value))
            return true
        }
        guard value < 0x10000 else { return false }
        let code = codes[Int(value)]
        if code == 0 { return false }
        if code > 0xFF { bytes.append(UInt8(truncatingIfNeeded: code >> 8)) }
        bytes.append(UInt8(truncatingIfNeeded: code))
        return true
    }
}
