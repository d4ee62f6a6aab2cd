import Disclosure
import Foundation
import Geospatial
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Registry
import Synchronization
import VictimSupport

@testable import FeatureServer

/// What one read of a collection gave, as its documents would say it.
struct ReadPage: @unchecked Sendable {
    var numberMatched: Int?
    var numberReturned = 0
    var next: PageCursor?
    var generation: Int64 = 0
    var ids: [String] = []
    var points: [String?] = []
    var properties: [[String: Any]] = []
    var facts: [String: Any] = [:]

    func texts(_ name: String) -> [String] { properties.map { $0[name] as? String ?? "" } }
    func numbers(_ name: String) -> [Double] { properties.map { ($0[name] as? NSNumber)?.doubleValue ?? .nan } }
}

extension ServerFixture {
    func served() -> ServedWorkspace { ServedWorkspace(paths) { [moment] in moment } }

    /// A page as somebody sees it.
    func page(
        _ collection: any FeatureCollection, _ query: ItemsQuery, as session: Session? = nil,
        in workspace: ServedWorkspace
    ) async throws -> ReadPage {
        let session = session ?? self.session()
        return try await workspace.readers.read { [moment] snapshot in
            let read = ServedRead(snapshot: snapshot, session: session, moment: moment, workspace: workspace)
            return try ReadPage(collection.page(query, read), snapshot)
        }
    }

    /// One feature as somebody sees it.
    func feature(
        _ collection: any FeatureCollection, _ id: String, as session: Session? = nil,
        in workspace: ServedWorkspace
    ) async throws -> ReadPage? {
        let session = session ?? self.session()
        return try await workspace.readers.read { [moment] snapshot in
            let read = ServedRead(snapshot: snapshot, session: session, moment: moment, workspace: workspace)
            return try collection.feature(id, ItemsQuery(limit: 1), read).map { try ReadPage($0, snapshot) }
        }
    }

    func page(_ query: ItemsQuery, as session: Session? = nil, in workspace: ServedWorkspace) async throws -> ReadPage {
        try await page(HouseholdCollection(), query, as: session, in: workspace)
    }

    func feature(_ id: String, as session: Session? = nil, in workspace: ServedWorkspace) async throws -> ReadPage? {
        try await feature(HouseholdCollection(), id, as: session, in: workspace)
    }

    /// The entries of the audit log that tell a release.
    func releases() throws -> [AuditEntry] {
        try AuditLog(paths).contents().split(separator: UInt8(ascii: "\n")).compactMap {
            AuditEntry(line: Data($0))
        }.filter { $0.kind == .release }
    }
}

extension ReadPage {
    init(_ page: FeaturePage, _ snapshot: RegistrySnapshot) throws {
        numberMatched = page.numberMatched
        numberReturned = page.numberReturned
        next = page.next
        generation = page.generation
        facts = try Self.object(page.facts)
        try page.features(snapshot) { feature in
            ids.append(feature.id)
            properties.append(try Self.object(feature.properties))
            if case .point(let point) = feature.geometry {
                points.append("\(point.longitude) \(point.latitude)")
            } else {
                points.append(nil)
            }
        }
    }

    private static func object(_ write: (inout JSONWriter) -> Void) throws -> [String: Any] {
        var json = JSONWriter()
        json.beginObject()
        write(&json)
        json.endObject()
        return try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any] ?? [:]
    }
}

extension ChunkStream {
    /// Everything that comes, as text.
    func collected() async throws -> String {
        let gathered = GatheredText()
        try await body.write(Gathered(text: gathered))
        return gathered.text.withLock { $0 }
    }

    private final class GatheredText: Sendable {
        let text = Mutex("")
    }

    /// Keeps what is written.
    private struct Gathered: ResponseBodyWriter {
        let text: GatheredText
        mutating func write(_ buffer: ByteBuffer) { text.text.withLock { $0 += String(buffer: buffer) } }
        consuming func finish(_ trailing: HTTPFields?) {}
    }
}
