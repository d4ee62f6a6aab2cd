package import Incidents
import Interchange
import Residents

/// The file that a phone gives back, `engo-field-1`: untrusted, so read strictly and within bounds.
package struct FieldReports {
    /// The most bytes of a file.
    package static let sizeLimit = 8 << 20
    /// The most reports of a file.
    package static let reportLimit = 20_000
    /// What a report consists of.
    static let members: Set = ["id", "number", "state", "observed_at", "seen"]

    /// The incident's number.
    package let incident: Int64
    /// When it was opened: a number alone may belong to another workspace.
    package let openedAt: WorkTime
    /// The reports in their order.
    package let entries: [StateEntry]

    /// Reads a file; the line of a fault is the report's place, from 1.
    ///
    /// - Throws: ``Incidents/IncidentError/notAFieldFile`` when it is none, ``VictimSupportError/badRows(file:faults:)``,
    ///   ``VictimSupportError/unreadableContent(file:_:)``.
    package init(_ bytes: [UInt8], file: String) throws {
        let json: JSONValue
        do {
            json = try JSONParser.parse(bytes, sizeLimit: Self.sizeLimit)
        } catch {
            throw VictimSupportError.unreadableContent(file: file, error)
        }
        guard Self.has(json, ["format", "version", "incident", "team", "reports"]),
            json["format"]?.string == "engo-field", Self.whole(json["version"]) == 1,
            let about = json["incident"], Self.has(about, ["number", "opened_at"]),
            let number = Self.whole(about["number"]),
            let openedAt = about["opened_at"]?.string.flatMap(WorkTime.init(utc:)),
            let team = json["team"]?.string.flatMap(TeamName.init),
            let reports = json["reports"]?.array, reports.count <= Self.reportLimit,
            !Dictionary(grouping: reports.compactMap { Self.whole($0["number"]) }, by: \.self).values.contains(
                where: { $0.count > IncidentRecording.householdLimit })
        else { throw IncidentError.notAFieldFile }
        incident = Int64(number)
        self.openedAt = openedAt
        var entries: [StateEntry] = []
        var faults = RowFaults()
        for (place, report) in reports.enumerated() {
            do throws(RowError) {
                entries.append(try Self.entry(report, team, line: place + 1))
            } catch {
                faults.add(error)
            }
        }
        guard faults.count == 0 else { throw VictimSupportError.badRows(file: file, faults: faults) }
        self.entries = entries
    }

    private static func entry(_ json: JSONValue, _ team: TeamName, line: Int) throws(RowError) -> StateEntry {
        func fault(_ member: String?, _ code: RowErrorCode) -> RowError {
            RowError(line: line, column: member, code: code)
        }
        guard has(json, members) else { throw fault(nil, .wrongFieldCount) }
        guard let id = json["id"]?.string.flatMap(ReportID.init), id.isOfField else {
            throw fault("id", .missingValue)
        }
        guard let number = whole(json["number"]), number > 0 else { throw fault("number", .badNumber) }
        guard let state = json["state"]?.string.flatMap(WorkState.init(rawValue:)), state.isFinding else {
            throw fault("state", .unknownWorkState)
        }
        guard let time = json["observed_at"]?.string.flatMap(WorkTime.init(utc:)) else {
            throw fault("observed_at", .badTime)
        }
        guard let seen = whole(json["seen"]), seen >= 0 else { throw fault("seen", .badNumber) }
        return StateEntry(
            household: .number(number), state: state, team: team, observedAt: time, seen: Int64(seen), id: id,
            source: .field)
    }

    /// Whether an object has these members and no others.
    private static func has(_ json: JSONValue, _ names: Set<String>) -> Bool {
        guard case .object(let members) = json else { return false }
        return members.count == names.count && Set(members.map(\.name)) == names
    }

    private static func whole(_ json: JSONValue?) -> Int? {
        json?.number.flatMap { abs($0) < 1e15 ? Int(exactly: $0) : nil }
    }

    /// The fault of a report that cannot be recorded.
    static func fault(_ error: IncidentError, line: Int) -> RowError {
        let (member, code): (String?, RowErrorCode) =
            switch error {
            case .noSuchTeam: ("team", .unknownTeam)
            case .timeOutOfRange: ("observed_at", .timeOutOfRange)
            case .noSuchHousehold: ("number", .unknownHousehold)
            default: ("id", .conflictingRow)
            }
        return RowError(line: line, column: member, code: code)
    }
}
