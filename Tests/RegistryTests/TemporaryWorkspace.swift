import AddressDictionary
import Disclosure
import Foundation
import Registry
import Residents

/// A workspace in a folder of its own, removed with the instance.
final class TemporaryWorkspace {
    let folder: URL
    let paths: WorkspacePaths

    init(mode: WorkspaceMode = .drill) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        paths = WorkspacePaths(database: folder.appendingPathComponent("w.engo").path)
        try RegistryWriter.create(paths, info: Self.info(mode), policyYAML: [1, 2, 3], by: Self.acting)
        // The log begins with what a test does.
        for file in [paths.audit, paths.auditHead] { try FileManager.default.removeItem(atPath: file) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static let acting = Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:00Z")

    static func info(_ mode: WorkspaceMode) throws -> WorkspaceInfo {
        WorkspaceInfo(name: "試験市", code: try LocalGovernmentCode("302015"), mode: mode)
    }

    /// Replaces the register with these residents.
    @discardableResult
    func store(_ residents: [ResidentRecordBuilder]) throws -> Int64 {
        let writer = try RegistryWriter(paths)
        let generation = try writer.bulkTransaction(
            cause: .residents, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:01Z")
        ) { transaction in
            try replace(residents, in: transaction)
        }.generation
        try writer.close()
        return generation
    }

    func replace(_ residents: [ResidentRecordBuilder], in transaction: RegistryTransaction) throws {
        let register = RegisterDraft(paths)
        for resident in residents { try register.append(resident) }
        try register.seal()
        try transaction.replaceResidents(by: register, transaction.comparison(to: register), source: Self.source)
    }

    static let source = SourceFile(name: "residents.csv", encoding: "utf-8", byteCount: 10, rowCount: 2)

    static func resident(
        _ number: String, household: String, name: String = "試験 花子", relationship: String = "世帯主",
        birth: RecordedDate? = nil, line: Int = 2, address: String = "試験町1番2号"
    ) throws -> ResidentRecordBuilder {
        let birth = try birth ?? .day(CalendarDate(year: 1950, month: 1, day: 2))
        var record = ResidentRecordBuilder()
        record.begin(
            line: line, rank: try Relationship(relationship).rank, sex: .female, birthDay: birth.day, floor: nil,
            buildYear: nil, survey: nil)
        let texts: [ResidentRecord.Text: String] = [
            .residentNumber: number, .householdNumber: household, .name: name, .relationship: relationship,
            .address: address, .recordedBirthDate: birth.day == nil ? birth.text : "",
        ]
        for text in ResidentRecord.Text.allCases {
            var content = texts[text] ?? ""
            content.withUTF8 { record.append(text, $0.isEmpty ? nil : UnsafeRawBufferPointer($0)) }
        }
        record.finish()
        return record
    }

    /// Headquarters, cleared for the drill.
    static func clearance() throws -> Clearance {
        try DisclosureGate.clear(
            DisclosureRequest(time: "2026-06-01T00:00:00Z"), for: .lists, by: .unlimited,
            in: DisclosureState(mode: .drill, rules: .shipped()))
    }

    /// A grant for headquarters, recorded in this workspace's audit log.
    func grant(generation: Int64 = 1) throws -> ReleaseGrant { try Self.grant(paths, generation: generation) }

    /// A release of some people.
    func grant(records: RecordedPeople) throws {
        _ = try Self.clearance().release(
            DisclosureEvent(
                by: Self.acting, generation: 1, households: 1, persons: 1, records: records, query: "q", format: "csv"),
            to: AuditLog(paths))
    }

    static func grant(_ paths: WorkspacePaths, generation: Int64) throws -> ReleaseGrant {
        try clearance().release(
            DisclosureEvent(
                by: Acting(verb: "list", operatorName: "tester", time: "2026-06-01T00:00:02Z"), generation: generation,
                households: 1,
                persons: 1, records: nil, query: "area a.geojson", format: "csv"), to: AuditLog(paths))
    }
}
