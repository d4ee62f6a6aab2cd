extension RecordedDate {
    /// Reads a date in Gregorian or Japanese form.
    ///
    /// Days: `2001-02-03`, `2001/2/3`, `2001.2.3`, `2001年2月3日`, `20010203`, the same followed by midnight, and with
    /// an era (明治…令和, 明…令, M T S H R, ㍾…㋿) `昭和35年1月2日`, `昭和 5年 1月 2日`, `S35.1.2`, `S350102`; year 1 as
    /// 元年; digits half-width, full-width or Chinese. Kept as unknown: 不詳, 推定, 頃, seasons and the like; year or month
    /// alone (`昭和35年`); month or day 00; days that the calendar does not have; and every date before the Gregorian
    /// calendar (明治5年 and earlier), whose months are not ours.
    ///
    /// - Throws: ``ResidentValueError/outsideEra(_:)`` for 平成40年 and its like, ``ResidentValueError/yearOutOfRange(year:)``,
    ///   ``ResidentValueError/notADate`` for everything else, and the errors of text that cannot be stored.
    package static func parse(_ text: String) throws(ResidentValueError) -> RecordedDate {
        if let date = CalendarDate(iso: text) { return .day(date) }
        try TextBytes.check(text, limit: maximumBytes)
        var scanner = DateScanner(text)
        return try scanner.scan(recorded: text)
    }
}

/// One pass over the scalars of a written date.
private struct DateScanner {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    /// Words with which the register says that a date is not exact.
    private static let inexactWords: [[Unicode.Scalar]] = [
        "不詳", "不明", "推定", "頃", "ころ", "ごろ", "春", "夏", "秋", "冬", "上旬", "中旬", "下旬", "間", "閏",
    ].map { Array($0.unicodeScalars) }

    init(_ text: String) {
        scalars = text.unicodeScalars.map { TextBytes.narrow($0) }
    }

    mutating func scan(recorded: String) throws(ResidentValueError) -> RecordedDate {
        guard scalars.contains(where: { !TextBytes.isSpace($0) }) else { throw .empty }
        if Self.inexactWords.contains(where: holds) {
            return .unknown(recorded: recorded)
        }
        skipSpaces()
        let era = scanEra()
        guard let year = scanNumber(allowingFirst: era != nil) else { throw .notADate }
        if year.digits >= 6, let date = compact(year, era: era) {
            return try finish(date, era: era, recorded: recorded)
        }
        guard era != nil ? year.digits <= 2 : year.digits == 4 else { throw .notADate }
        let hasYearSign = scanOne(of: "年")
        guard hasYearSign || scanOne(of: "-/.‐－−、,・") else { throw .notADate }
        guard let month = scanNumber(allowingFirst: false) else {
            guard hasYearSign, isAtEnd else { throw .notADate }
            return try finish((year.value, 0, 0), era: era, recorded: recorded)
        }
        let hasMonthSign = scanOne(of: "月")
        guard hasMonthSign || scanOne(of: "-/.‐－−、,・") else { throw .notADate }
        guard let day = scanNumber(allowingFirst: false) else {
            guard hasMonthSign, isAtEnd else { throw .notADate }
            return try finish((year.value, month.value, 0), era: era, recorded: recorded)
        }
        guard month.digits <= 2, day.digits <= 2 else { throw .notADate }
        _ = scanOne(of: "日")
        return try finish((year.value, month.value, day.value), era: era, recorded: recorded)
    }

    /// Whether the word stands anywhere; a plain loop, because the library's search costs microseconds per word.
    private func holds(_ word: [Unicode.Scalar]) -> Bool {
        var start = 0
        while start + word.count <= scalars.count {
            var length = 0
            while length < word.count, scalars[start + length] == word[length] { length += 1 }
            if length == word.count { return true }
            start += 1
        }
        return false
    }

    /// YYYYMMDD without an era, YYMMDD after one.
    private func compact(_ number: (value: Int, digits: Int), era: JapaneseEra?) -> (Int, Int, Int)? {
        guard number.digits == (era == nil ? 8 : 6) else { return nil }
        return (number.value / 10_000, number.value / 100 % 100, number.value % 100)
    }

    private mutating func finish(
        _ date: (year: Int, month: Int, day: Int), era: JapaneseEra?, recorded: String
    ) throws(ResidentValueError) -> RecordedDate {
        skipMidnight()
        guard isAtEnd else { throw .notADate }
        if era == nil, date == (0, 0, 0) { return .unknown(recorded: recorded) }
        guard (0...12).contains(date.month), (0...31).contains(date.day) else { throw .notADate }
        var year = date.year
        if let era {
            guard (1...era.lastYearOfEra).contains(date.year) else { throw .outsideEra(era) }
            year = era.firstYear + date.year - 1
        }
        guard CalendarDate.years.contains(year) else { throw .yearOutOfRange(year: year) }
        // The lunisolar calendar was in force until the end of 明治5年.
        if era == .meiji, year < 1873 { return .unknown(recorded: recorded) }
        guard date.month > 0, date.day > 0, date.day <= CalendarDate.days(inMonth: date.month, year: year) else {
            return .unknown(recorded: recorded)
        }
        let day = try CalendarDate(year: year, month: date.month, day: date.day)
        if let era, !era.contains(day) { throw .outsideEra(era) }
        return .day(day)
    }

    private var isAtEnd: Bool { scalars[position...].allSatisfy { TextBytes.isSpace($0) } }

    private mutating func skipSpaces() {
        while position < scalars.count, TextBytes.isSpace(scalars[position]) { position += 1 }
    }

    private mutating func scanOne(of signs: String) -> Bool {
        skipSpaces()
        guard position < scalars.count, signs.unicodeScalars.contains(scalars[position]) else { return false }
        position += 1
        return true
    }

    private mutating func scanWord(_ word: String) -> Bool {
        let word = Array(word.unicodeScalars)
        guard scalars[position...].starts(with: word) else { return false }
        position += word.count
        return true
    }

    private mutating func scanEra() -> JapaneseEra? {
        if scanWord("西暦") { return nil }
        let names: [(String, JapaneseEra)] = [
            ("明治", .meiji), ("大正", .taisho), ("昭和", .showa), ("平成", .heisei), ("令和", .reiwa),
            ("㍾", .meiji), ("㍽", .taisho), ("㍼", .showa), ("㍻", .heisei), ("㋿", .reiwa),
            ("明", .meiji), ("大", .taisho), ("昭", .showa), ("平", .heisei), ("令", .reiwa),
            ("M", .meiji), ("T", .taisho), ("S", .showa), ("H", .heisei), ("R", .reiwa),
            ("m", .meiji), ("t", .taisho), ("s", .showa), ("h", .heisei), ("r", .reiwa),
        ]
        for (name, era) in names where scanWord(name) {
            _ = scanOne(of: ".")
            return era
        }
        return nil
    }

    /// A run of digits, or a Chinese number with or without place signs, or 元 for 1 where that is allowed.
    private mutating func scanNumber(allowingFirst: Bool) -> (value: Int, digits: Int)? {
        skipSpaces()
        if allowingFirst, scanWord("元") { return (1, 1) }
        let start = position
        var value = 0
        while position < scalars.count, ("0"..."9").contains(scalars[position]), position - start < 9 {
            value = value * 10 + Int(scalars[position].value - 48)
            position += 1
        }
        if position > start { return (value, position - start) }
        return scanKanjiNumber()
    }

    private mutating func scanKanjiNumber() -> (value: Int, digits: Int)? {
        let start = position
        var (sum, pending, usesPlaces) = (0, 0, false)
        while position < scalars.count, position - start < 9 {
            let scalar = scalars[position]
            if let digit = TextBytes.kanjiDigit(scalar) {
                pending = pending * 10 + digit
            } else if let place = Self.kanjiPlace(scalar) {
                sum += max(pending, 1) * place
                pending = 0
                usesPlaces = true
            } else {
                break
            }
            position += 1
        }
        guard position > start else { return nil }
        let value = sum + pending
        return (value, usesPlaces ? String(value).utf8.count : position - start)
    }

    private static func kanjiPlace(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "十": 10
        case "百": 100
        case "千": 1_000
        default: nil
        }
    }

    /// Spreadsheets and databases append the time of midnight to a date.
    private mutating func skipMidnight() {
        skipSpaces()
        for word in ["T00:00:00Z", "T00:00:00", "00:00:00.000", "00:00:00", "0:00:00", "00:00", "0:00"]
        where scanWord(word) { return }
    }
}
