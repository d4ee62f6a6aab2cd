import GRDB
import Residents

/// Walks stored needs, in the order of a query over many.
struct StoredNeeds {
    let rows: BulkRows
    private let first: Int32
    private var words = StoredNeedWords()
    private var sources: [Int: NeedSource] = [:]

    /// - Parameters:
    ///   - sql: a query that gives ``Residents/Need/columns``.
    ///   - first: the first of those columns.
    init(
        _ sql: String, arguments: StatementArguments = StatementArguments(), at first: Int32 = 0, in db: Database
    ) throws {
        rows = try BulkRows(sql, arguments: arguments, in: db)
        self.first = first
    }

    /// The next need, or nil behind the last.
    mutating func next() throws -> Need? {
        guard try rows.next() else { return nil }
        guard let name = rows.text(first + 1), let kind = words.kind(name), let code = rows.text(first + 2) else {
            throw RegistryError.database(code: 0)
        }
        return Need(
            residentNumber: try ResidentNumber(rows.string(first)), kind: kind,
            grade: NeedGrade(words.level(code), detail: rows.isNull(first + 3) ? nil : rows.string(first + 3)),
            validFrom: rows.text(first + 4).flatMap { CalendarDate(iso: $0) },
            validUntil: rows.text(first + 5).flatMap { CalendarDate(iso: $0) }, sourceLine: rows.int(first + 6),
            source: source())
    }

    private mutating func source() -> NeedSource? {
        guard let file = rows.optionalInt(first + 7) else { return nil }
        if let known = sources[file] { return known }
        guard let day = rows.text(first + 9).flatMap({ CalendarDate(iso: $0) }) else { return nil }
        let source = NeedSource(file: Int64(file), name: rows.string(first + 8), receivedOn: day)
        sources[file] = source
        return source
    }
}
