import Incidents
import VictimSupport

extension FuzzTarget {
    /// Files that phones give back with reports of the field.
    package static let field = FuzzTarget(name: "field", longest: 1 << 14, tokens: fieldTokens) {
        (input: [UInt8]) throws(BrokenPromise) -> String in
        let file: FieldReports
        do {
            file = try FieldReports(input, file: "field.json")
        } catch VictimSupportError.badRows(_, let faults) {
            try check(faults)
            return faults.byCode.keys.map(\.rawValue).sorted().joined(separator: " ")
        } catch VictimSupportError.unreadableContent {
            return "no JSON"
        } catch IncidentError.notAFieldFile {
            return "no field file"
        } catch {
            throw BrokenPromise("a file that cannot be read has a typed error")
        }
        try check(file)
        return "read \(min(file.entries.count, 4)) \(Set(file.entries.map(\.state)).count)"
    }

    private static func check(_ faults: RowFaults) throws(BrokenPromise) {
        try BrokenPromise.unless(faults.count >= faults.first.count && faults.count > 0, "a fault is counted")
        let members = ["id", "number", "state", "observed_at", "seen"]
        for fault in faults.first {
            try BrokenPromise.unless((1...FieldReports.reportLimit).contains(fault.line), "a fault is of a report")
            try BrokenPromise.unless(
                fault.column.map(members.contains) ?? true, "a fault names a member and nothing of its value")
        }
    }

    private static func check(_ file: FieldReports) throws(BrokenPromise) {
        try BrokenPromise.unless(
            WorkTime(utc: file.openedAt.utc) == file.openedAt, "a time that is read can be written")
        try BrokenPromise.unless(file.entries.count <= FieldReports.reportLimit, "a file has so many reports at most")
        var counts: [Int: Int] = [:]
        for entry in file.entries {
            guard case .number(let number) = entry.household, number > 0 else {
                throw BrokenPromise("a household is named by its number in the incident")
            }
            counts[number, default: 0] += 1
            try BrokenPromise.unless(entry.id?.isOfField ?? false, "a report has the id of a phone")
            try BrokenPromise.unless(entry.state.isFinding, "a phone tells of households")
            try BrokenPromise.unless(entry.team != nil && entry.seen ?? -1 >= 0, "a team knew of some records")
            try BrokenPromise.unless(
                WorkTime(utc: entry.observedAt.utc) == entry.observedAt, "a time that is read can be written")
        }
        try BrokenPromise.unless(
            counts.values.allSatisfy { $0 <= IncidentRecording.householdLimit },
            "a household has so many reports at most")
    }

    private static let fieldTokens: [[UInt8]] = [
        "{\"format\":\"engo-field\",\"version\":1,\"incident\":{\"number\":1,\"opened_at\":\"2026-06-01T01:00:00Z\"},\"team\":\"A班\",\"reports\":[",
        "{\"id\":\"f0123456789abcdef-1\",\"number\":1,\"state\":\"away\",\"observed_at\":\"2026-06-01T01:30:00Z\",\"seen\":0}",
        "]}", "\"id\":", "\"number\":", "\"state\":", "\"observed_at\":", "\"seen\":", "\"reports\":", "\"team\":",
        "\"incident\":", "\"f0123456789abcdef-12345678901\"", "not-reached", "needs-help", "checked-safe", "evacuated",
        "reopened", "assigned", "2026-02-30T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "T", "Z", "-1",
        "1e14", "1e999", "0.5", "9007199254740993", "null", "[]", "{}", ",", ":", "\"", "\\u0000", "\\ud800", "\u{0}",
        "\u{3000}", "\u{FEFF}",
    ].map { Array($0.utf8) }
}
