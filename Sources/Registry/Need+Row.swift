import GRDB
import Residents

extension Need {
    /// The columns that ``init(row:at:)`` reads, of `need AS n LEFT JOIN need_file AS f`.
    static let columns = """
        n.resident_number, n.kind, n.grade, n.detail, n.valid_from, n.valid_until, n.source_line, f.id, f.name, f.received_on
        """

    /// Reads a stored need, beginning at a column.
    init(row: Row, at first: Int) throws {
        guard let kind = NeedKind(rawValue: row[first + 1]) else { throw RegistryError.database(code: 0) }
        let from: String? = row[first + 4]
        let until: String? = row[first + 5]
        var source: NeedSource?
        if let file: Int64 = row[first + 7], let day = CalendarDate(iso: row[first + 9]) {
            source = NeedSource(file: file, name: row[first + 8], receivedOn: day)
        }
        self.init(
            residentNumber: try ResidentNumber(row[first]), kind: kind,
            grade: NeedGrade(code: row[first + 2], detail: row[first + 3]),
            validFrom: from.flatMap(CalendarDate.init(iso:)), validUntil: until.flatMap(CalendarDate.init(iso:)),
            sourceLine: row[first + 6], source: source)
    }
}
