import Disclosure
import Incidents
import Interchange
import Registry
import Residents
import VictimSupport

extension IncidentText {
    private static func number(_ household: IncidentHousehold, _ clearance: Clearance) -> String? {
        clearance.fields.contains(.identifiers) ? household.household.text : nil
    }

    /// The records in order.
    static func lines(_ history: IncidentHistory) -> String {
        DrillMark(history.info.mode).heading
            + history.records.map { record, household in
                TableLine([
                    (String(record.sequence), 8), (String(household.number), 8),
                    (number(household, history.clearance) ?? "", 14), (record.report.observedAt.japanese, 20),
                    (record.report.state.japanese, 12), (record.report.team?.text ?? "", 12),
                    (record.recordedBy, 16), (record.report.source.japanese, 6), (record.recordedAt.japanese, 0),
                ]).text + "\n"
            }.joined()
    }

    /// The same for programs.
    static func json(_ history: IncidentHistory) -> String {
        var json = JSONWriter()
        json.beginObject()
        DrillMark(history.info.mode).members(to: &json)
        json.disclosure(history.clearance)
        json.name("incident")
        json.incident(history.incident)
        json.name("records")
        json.beginArray()
        for (record, household) in history.records {
            json.lineBreak()
            json.beginObject()
            json.member("record", Int(record.sequence))
            json.member("incident_number", household.number)
            json.member("household_number", number(household, history.clearance))
            json.member("state", record.report.state.rawValue)
            json.member("team", record.report.team?.text)
            json.member("observed_at", record.report.observedAt.utc)
            json.member("recorded_at", record.recordedAt.utc)
            json.member("recorded_by", record.recordedBy)
            json.member("source", record.report.source.rawValue)
            json.member("report_id", record.report.id.text)
            json.endObject()
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
