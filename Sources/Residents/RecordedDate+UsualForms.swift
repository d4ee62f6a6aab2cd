extension RecordedDate {
    /// Reads a date as ``parse(_:)`` does, from UTF-8; the forms that most registers write take no string.
    ///
    /// - Throws: what ``parse(_:)`` throws.
    package static func parse(utf8 bytes: UnsafeRawBufferPointer) throws(ResidentValueError) -> RecordedDate {
        if let day = usualDay(bytes) { return .day(day) }
        return try parse(String(decoding: bytes, as: UTF8.self))
    }

    /// The day of `2001-02-03`, `20010203` and `昭和35年1月2日` with an era since 大正 and plain digits; nil for every other
    /// form, and for what is no day of its era.
    static func usualDay(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
        var reader = UsualDateReader(bytes: bytes)
        if bytes.count == 8, let number = reader.number(8), reader.isAtEnd {
            return try? CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        reader.at = 0
        guard let era = reader.era() else { return CalendarDate(iso: bytes) }
        guard let yearOfEra = reader.yearOfEra(), reader.skip(0xE5B9B4), let month = reader.number(2),
            reader.skip(0xE69C88), let day = reader.number(2), reader.skip(0xE697A5), reader.isAtEnd,
            (1...era.lastYearOfEra).contains(yearOfEra)
        else { return nil }
        guard let date = try? CalendarDate(year: era.firstYear + yearOfEra - 1, month: month, day: day),
            era.contains(date)
        else { return nil }
        return date
    }
}

/// Reads the parts of a date from UTF-8.
private struct UsualDateReader {
    let bytes: UnsafeRawBufferPointer
    var at = 0

    var isAtEnd: Bool { at == bytes.count }

    /// Up to `most` ASCII digits, at least one.
    mutating func number(_ most: Int) -> Int? {
        let start = at
        var value = 0
        while at < bytes.count, at - start < most, (0x30...0x39).contains(bytes[at]) {
            value = value * 10 + Int(bytes[at] &- 0x30)
            at += 1
        }
        return at > start ? value : nil
    }

    mutating func yearOfEra() -> Int? {
        // 元年
        if skip(0xE58583) { return 1 }
        return number(2)
    }

    /// Passes one character of three bytes.
    mutating func skip(_ character: UInt32) -> Bool {
        guard at + 3 <= bytes.count, three(at) == character else { return false }
        at += 3
        return true
    }

    /// 大正, 昭和, 平成 or 令和.
    mutating func era() -> JapaneseEra? {
        guard bytes.count >= 6 else { return nil }
        let era: JapaneseEra?
        switch (three(0), three(3)) {
        case (0xE5A4A7, 0xE6ADA3): era = .taisho
        case (0xE698AD, 0xE5928C): era = .showa
        case (0xE5B9B3, 0xE68890): era = .heisei
        case (0xE4BBA4, 0xE5928C): era = .reiwa
        default: era = nil
        }
        if era != nil { at = 6 }
        return era
    }

    private func three(_ at: Int) -> UInt32 {
        UInt32(bytes[at]) << 16 | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2])
    }
}
