import Foundation
import Testing

@testable import Disclosure

@Suite struct DisclosureGateTests {
    /// Keeps what it is given, and can refuse as a full disk does.
    private final class RecordingSink: AuditSink {
        struct Full: Error {}
        private(set) var entries: [AuditEntry] = []
        var isFull = false

        func append(_ entry: AuditEntry) throws {
            if isFull { throw Full() }
            entries.append(entry)
        }
    }

    private static let event = DisclosureEvent(
        verb: "list", operatorName: "operator", time: "2026-06-01T00:00:00Z", generation: 7, households: 3, persons: 8,
        query: "area flood.geojson", format: "csv")

    @Test(arguments: [
        (Audience.headquarters, LegalBasis.internalUse, WorkspaceMode.real),
        (Audience.headquarters, LegalBasis.drill, WorkspaceMode.drill),
    ])
    func opensForTheBasisThatFitsTheWorkspace(audience: Audience, basis: LegalBasis, mode: WorkspaceMode) throws {
        let clearance = try DisclosureGate.clear(audience: audience, basis: basis, mode: mode)
        #expect(clearance.fields == .all)
        #expect(mode.defaultBasis == basis)
    }

    @Test(arguments: [
        (LegalBasis.drill, WorkspaceMode.real), (LegalBasis.internalUse, WorkspaceMode.drill),
    ])
    func refusesToMixDrillAndReal(basis: LegalBasis, mode: WorkspaceMode) {
        #expect(throws: DisclosureError.notPermitted(audience: .headquarters, basis: basis, mode: mode)) {
            try DisclosureGate.clear(audience: .headquarters, basis: basis, mode: mode)
        }
    }

    @Test func refusesQuestionsAboutWithheldFields() throws {
        let clearance = Clearance(
            audience: .headquarters, basis: .drill, mode: .drill, fields: [.address, .needs])
        try clearance.require([.needs])
        try clearance.require([])
        #expect(throws: DisclosureError.fieldsWithheld(audience: .headquarters)) {
            try clearance.require([.needs, .scores])
        }
    }

    @Test func recordsTheReleaseBeforeItGrants() throws {
        let sink = RecordingSink()
        let clearance = try DisclosureGate.clear(audience: .headquarters, basis: .drill, mode: .drill)
        let grant = try clearance.release(Self.event, to: sink)
        #expect(grant.fields == .all)
        #expect(sink.entries.map(\.households) == [3])
        #expect(sink.entries.map(\.basis) == [.drill])
    }

    @Test func grantsNothingWhenTheAuditLogCannotBeWritten() throws {
        let sink = RecordingSink()
        sink.isFull = true
        let clearance = try DisclosureGate.clear(audience: .headquarters, basis: .drill, mode: .drill)
        #expect(throws: RecordingSink.Full.self) { try clearance.release(Self.event, to: sink) }
        #expect(sink.entries.isEmpty)
    }
}
