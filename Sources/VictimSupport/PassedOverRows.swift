import Interchange
import Residents

/// Finds the rows that a profile says are not today's, or not of a resident any more.
struct PassedOverRows {
    /// How many rows were passed over, by reason.
    struct Counts {
        var superseded = 0
        /// Who moved out, by the file.
        var departed: Set<ResidentNumber> = []
        /// Who died, by the file.
        var deceased: Set<ResidentNumber> = []
    }

    private(set) var counts = Counts()
    /// The lines of rows of which a later version stands in the file.
    private let superseded: LineSet
    private let state: (position: Int, meanings: [String: ImportProfile.ResidenceState.Meaning], heading: String)?
    private let history: (position: Int, heading: String)?
    private let layout: ColumnLayout

    /// Looks through the numbers of all rows once, when the profile has histories.
    ///
    /// - Throws: ``VictimSupportError/missingColumns(file:columns:)``.
    init(
        profile: ImportProfile?, layout: ColumnLayout, reader: DelimitedReader, byteCount: Int, file: String
    ) throws(VictimSupportError) {
        var missing: [String] = []
        var state: (Int, [String: ImportProfile.ResidenceState.Meaning], String)?
        var history: (Int, String)?
        if let rule = profile?.state {
            if let position = reader.column([rule.heading]) {
                state = (position, rule.meanings, rule.heading)
            } else {
                missing.append(rule.heading)
            }
        }
        if let heading = profile?.history {
            if let position = reader.column([heading]) {
                history = (position, heading)
            } else {
                missing.append(heading)
            }
        }
        guard missing.isEmpty else { throw .missingColumns(file: file, columns: missing) }
        self.state = state
        self.history = history
        self.layout = layout
        superseded =
            history.map { Self.superseded(reader, byteCount: byteCount, layout: layout, history: $0.0) } ?? LineSet()
    }

    /// Whether the row is to be passed over; counts it then.
    ///
    /// - Throws: the fault of a version or state that cannot be read, so that nobody vanishes by a typing error.
    mutating func passes(_ row: DelimitedRow) throws(RowError) -> Bool {
        if let history {
            guard Self.version(row[history.position]) != nil else {
                throw RowError(line: row.line, column: history.heading, code: .badNumber)
            }
            if superseded.contains(row.line) {
                counts.superseded += 1
                return true
            }
        }
        guard let state else { return false }
        switch state.meanings[row[state.position]] {
        case .registered: return false
        case .departed: counts.departed.insert(try number(of: row))
        case .deceased: counts.deceased.insert(try number(of: row))
        case nil: throw RowError(line: row.line, column: state.heading, code: .unknownState)
        }
        return true
    }

    private func number(of row: DelimitedRow) throws(RowError) -> ResidentNumber {
        try RowCells(layout: layout).residentNumber(0, row)
    }

    /// The latest version of a person so far, and its line.
    private struct Latest: BitwiseCopyable {
        let version: Int
        let line: Int
    }

    /// Of rows with one resident number all but the one with the largest version; of equal ones both stay, and the second
    /// is a duplicate.
    private static func superseded(
        _ reader: DelimitedReader, byteCount: Int, layout: ColumnLayout, history: Int
    ) -> LineSet {
        var reader = reader
        var latest = NumberTable(filler: Latest(version: 0, line: 0), expected: byteCount / ResidentRows.usualRowBytes)
        var superseded = LineSet()
        // What cannot be read here is reported by the reading that follows.
        while let row = (try? reader.next()) ?? nil {
            guard row.fieldCount == reader.header.count, var number = layout.text(0, of: row),
                let version = version(row[history])
            else { continue }
            number.withUTF8 { bytes in
                let number = UnsafeRawBufferPointer(bytes)
                let this = Latest(version: version, line: row.line)
                guard let known = latest[number], known.version >= version else {
                    if let older = latest.set(number, this) { superseded.insert(older.line) }
                    return
                }
                if known.version > version { superseded.insert(row.line) }
            }
        }
        return superseded
    }

    private static func version(_ text: String) -> Int? {
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}

/// Lines of a file, a bit each.
private struct LineSet: Sendable {
    private var words: [UInt64] = []

    mutating func insert(_ line: Int) {
        let word = line / 64
        if word >= words.count {
            words.append(contentsOf: repeatElement(0, count: max(word + 1, words.count * 2) - words.count))
        }
        words[word] |= 1 << UInt64(line % 64)
    }

    func contains(_ line: Int) -> Bool {
        line / 64 < words.count && words[line / 64] & 1 << UInt64(line % 64) != 0
    }
}
