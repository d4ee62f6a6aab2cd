import Interchange
import Registry
import Residents
import VictimSupport

/// What an import tells programs.
protocol ImportReportForPrograms {
    func json(kind: String) -> String
}

extension ImportReport: ImportReportForPrograms {
    func json(kind: String) -> String { ImportReportJSON.text(self, kind: kind) }
}

/// The report of an import for programs: counts, lines, columns and codes, never a cell.
enum ImportReportJSON {
    static func text(_ report: ImportReport, kind: String) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("kind", kind)
        json.member("file", report.file)
        json.member("accepted", true)
        json.member("generation", report.generation.map { Int($0) })
        json.member("encoding", report.encoding)
        json.member("profile", report.profile)
        json.member("rows", report.rows)
        json.member("superseded", report.superseded)
        json.member("departed_rows", report.departedRows)
        json.member("deceased_rows", report.deceasedRows)
        json.member("households", report.households)
        json.member("as_of", report.asOf?.iso)
        faults(report.faults, to: &json)
        json.name("changes")
        json.beginObject()
        report.residentChanges?.writeMembers(to: &json)
        if let changes = report.needChanges {
            json.member("added", changes.added)
            json.member("cleared", changes.cleared)
            json.member("unchanged", changes.unchanged)
        }
        json.endObject()
        notices(report.warnings, report.privateUse, to: &json)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    static func notices(_ warnings: ImportWarnings, _ privateUse: PrivateUseCharacters, to json: inout JSONWriter) {
        json.name("warnings")
        json.beginArray()
        for warning in ImportWarning.allCases {
            guard let count = warnings[warning] else { continue }
            json.beginObject()
            json.member("code", warning.rawValue)
            json.member("count", count)
            json.name("lines")
            json.beginArray()
            for line in warnings.firstLines(of: warning) { json.integer(line) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.name("private_use")
        json.beginArray()
        for entry in privateUse.entries {
            json.beginObject()
            json.member("code_point", "U+" + String(entry.scalar.value, radix: 16, uppercase: true))
            json.member("count", entry.count)
            json.member("line", entry.firstLine)
            json.endObject()
        }
        json.endArray()
    }

    /// The report of a file that was refused for its rows.
    static func text(file: String, kind: String, faults: RowFaults) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("kind", kind)
        json.member("file", file)
        json.member("accepted", false)
        self.faults(faults, to: &json)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    static func faults(_ faults: RowFaults, to json: inout JSONWriter) {
        json.member("wrong_rows", faults.count)
        json.name("wrong_rows_by_code")
        json.beginObject()
        for code in RowErrorCode.allCases {
            if let count = faults.byCode[code] { json.member(code.rawValue, count) }
        }
        json.endObject()
        json.name("errors")
        json.beginArray()
        for error in faults.first {
            json.beginObject()
            json.member("line", error.line)
            json.member("column", error.column)
            json.member("code", error.code.rawValue)
            json.endObject()
        }
        json.endArray()
    }
}

extension RegisterChanges {
    /// Writes the counts as members of the object that is open.
    func writeMembers(to json: inout JSONWriter) {
        json.member("added", added)
        json.member("moved", moved)
        json.member("changed", changed)
        json.member("departed", departed)
        json.member("deceased", deceased)
        json.member("missing", missing)
        json.member("unchanged", unchanged)
    }
}
