package import Incidents
package import Interchange
import Registry

/// What a file of reports did or, as a rehearsal, would do.
package struct StateImportReport: Sendable {
    /// The file's own name.
    package let file: String
    /// Rows or reports read.
    package let rows: Int
    /// Those in which nobody reported.
    package let empty: Int
    /// What became of the others, in the order of the file.
    package let reports: [RecordedReport]
    /// Whether nothing was to be changed.
    package let isDryRun: Bool

    /// How many ended so.
    package func count(_ outcome: RecordedReport.Outcome) -> Int { reports.count { $0.outcome == outcome } }

    /// Reports that others contradict, of whom their authors did not know; in the order of the file. Both are in the history.
    package var conflicts: [RecordedReport] { reports.filter { $0.conflict != nil && $0.outcome == .recorded } }
}

/// Brings many reports at once into an incident: `engo incident merge`, and `record --from`.
///
/// All rows or none. The same file brings nothing a second time: a report's id follows from what it says.
package struct StateImport {
    private let desk: IncidentDesk

    /// Prepares work.
    package init(_ desk: IncidentDesk) { self.desk = desk }

    /// The columns of a table and the members of a phone's reports, as faults name them.
    package static let headings: Set<String> = Set(StateRows.columns.flatMap(\.names)).union(FieldReports.members)

    /// Reads a table, or the file that a phone gives back: that begins with a brace, which no heading of a table does.
    ///
    /// - Throws: as ``table(_:into:at:encoding:)`` and ``Incidents/IncidentError/notAFieldFile``.
    package func file(
        _ path: String, into incident: Int64, at time: WorkTime?, encoding: TextEncoding?
    ) throws -> StateImportReport {
        let head = try OpenedFile(path: path, limit: .max).read(at: 0, count: 64)
        guard Self.isOfPhone(head) else { return try table(path, into: incident, at: time, encoding: encoding) }
        let name = String(path.split(separator: "/").last ?? "")
        return try phone(InputFile.read(path: path, limit: FieldReports.sizeLimit), named: name, into: incident)
    }

    /// Reads the same from memory, as a file of this name, in whatever encoding it is.
    ///
    /// - Throws: as ``file(_:into:at:encoding:)``; ``VictimSupportError/noRows(file:)`` when there is nothing.
    package func content(
        _ bytes: [UInt8], named name: String, into incident: Int64, at time: WorkTime?
    ) throws -> StateImportReport {
        guard !bytes.isEmpty else { throw VictimSupportError.noRows(file: name) }
        return try Self.isOfPhone(bytes.prefix(64))
            ? phone(bytes, named: name, into: incident)
            : table(RowReader(bytes, named: name, columns: StateRows.columns, isOurs: true), into: incident, at: time)
    }

    private static func isOfPhone(_ head: some Sequence<UInt8>) -> Bool {
        head.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) } == UInt8(ascii: "{")
    }

    /// Reads the file that a phone gives back.
    private func phone(_ bytes: [UInt8], named name: String, into id: Int64) throws -> StateImportReport {
        let file = try FieldReports(bytes, file: name)
        let incident = try RegistryReader(desk.paths).read { try IncidentDesk.incident(id, in: $0) }
        guard file.incident == id, file.openedAt == incident.openedAt else { throw IncidentError.otherIncident }
        return try record(file.entries, of: name, rows: file.entries.count, into: id) { error, place in
            FieldReports.fault(error, line: place + 1)
        }
    }

    /// Reads a table with reports in some of its rows.
    ///
    /// - Parameters:
    ///   - time: the time of reports that have none of their own; nil when each must have one.
    ///   - encoding: the file's encoding; nil detects it.
    /// - Throws: ``VictimSupportError/badRows(file:faults:)`` with the faults of all rows, ``Incidents/IncidentError``,
    ///   ``Interchange/InterchangeError``, ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package func table(
        _ path: String, into incident: Int64, at time: WorkTime?, encoding: TextEncoding?
    ) throws -> StateImportReport {
        try table(
            RowReader(path: path, encoding: encoding, columns: StateRows.columns, isOurs: true), into: incident,
            at: time)
    }

    private func table(_ table: RowReader, into incident: Int64, at time: WorkTime?) throws -> StateImportReport {
        var reader = table
        let rows = StateRows(layout: reader.layout, time: time)
        var entries: [StateEntry] = []
        var lines: [Int] = []
        try reader.forEachRow { row in
            guard let entry = try rows.entry(row) else { return }
            entries.append(entry)
            lines.append(row.line)
        }
        return try record(entries, of: reader.file, rows: reader.rows, into: incident) { error, place in
            rows.fault(error, line: lines[place])
        }
    }

    /// Records what was read of a file, all of it or nothing.
    ///
    /// - Parameter fault: says of an entry's error, with its place, where it stands in the file.
    private func record(
        _ entries: [StateEntry], of file: String, rows: Int, into incident: Int64,
        fault: (IncidentError, Int) -> RowError
    ) throws -> StateImportReport {
        var faults = RowFaults()
        let reports = try IncidentRecording(desk).record(
            entries, in: incident, insists: true, failing: { error, place in faults.add(fault(error, place)) },
            finishing: { if faults.count > 0 { throw VictimSupportError.badRows(file: file, faults: faults) } })
        return StateImportReport(
            file: file, rows: rows, empty: rows - entries.count, reports: reports, isDryRun: desk.isDryRun)
    }
}
