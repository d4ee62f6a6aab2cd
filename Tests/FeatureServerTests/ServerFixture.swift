import AddressDictionary
import Disclosure
import Foundation
import Hummingbird
import HummingbirdTesting
import Registry
import Residents
import Testing
import VictimSupport

@testable import FeatureServer

/// A workspace filled through the real use cases, and a service over it that runs in the process.
final class ServerFixture: Sendable {
    let folder: URL
    let paths: WorkspacePaths
    let moment: Moment

    init(mode: WorkspaceMode = .drill) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        paths = WorkspacePaths(database: folder.appendingPathComponent("w.engo").path)
        moment = Moment(utc: "2026-06-01T00:00:00Z", today: try CalendarDate(year: 2026, month: 6, day: 1))
        try WorkspaceCreation.create(
            paths, name: "試験市", code: LocalGovernmentCode("302015"), mode: mode,
            usual: mode == .real ? DisclosureDefault(audience: .headquarters, basis: .internalUse) : nil, moment: moment
        )
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ text: String) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    func importResidents(_ csv: String) throws {
        let file = try write("residents-\(UUID().uuidString).csv", csv)
        _ = try RegisterImport(paths, moment: moment, options: ImportOptions()).residents(file: file)
    }

    /// Somebody who is in, without a login.
    func session(_ audience: Audience = .headquarters, _ basis: LegalBasis = .drill) -> Session {
        Session(
            operatorName: "tester", account: nil, audience: audience, basis: basis, reason: nil,
            source: "test")
    }

    /// Runs requests against all routes, as somebody who is in; nil for nobody.
    func test<Value>(
        as session: Session?, limits: ServerLimits = ServerLimits(), catalogue: CollectionCatalogue = .all,
        _ body: @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        let workspace = ServedWorkspace(paths, limits: limits) { [moment] in moment }
        let service = FeatureService(workspace, access: KnownSession(session: session), catalogue: catalogue)
        return try await Application(responder: service.router().buildResponder()).test(.router, body)
    }
}

/// Everybody is the same person.
struct KnownSession: SessionAccess {
    let session: Session?
    func admit(_ request: Request, to context: inout ServerContext) { context.session = session }
}
