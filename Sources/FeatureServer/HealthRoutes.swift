import Accounts
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Registry
import VictimSupport

/// `/health` and `/metrics`: for whoever keeps the server running; nothing here is about anybody.
struct HealthRoutes: RouteSet {
    let workspace: ServedWorkspace
    let metrics: ServerMetrics
    let ledger: ConnectionLedger?
    let desk: LoginDesk?

    var routes: [ServedRoute] {
        [
            ServedRoute(
                method: .get, path: "/health", name: "getHealth", title: Bilingual("動いているか", "Whether it runs"),
                answers: ["application/json"],
                needsSession: false
            ) { _ in try await health() },
            ServedRoute(
                method: .get, path: "/metrics", name: "getMetrics", title: Bilingual("動作の数値", "Numbers about its work"),
                answers: ["text/plain; version=0.0.4; charset=utf-8"],
                failures: [.unauthorized, .forbidden],
                needsSession: false
            ) { try metrics($0.context) },
        ]
    }

    /// Alive is who answers; ready is who can read the workspace.
    private func health() async throws -> Response {
        let generation = try? await workspace.checks.read { try $0.generation() }
        var json = JSONWriter()
        json.object { json in
            json.member("status", generation == nil ? "workspace-unusable" : "ready")
            json.member("generation", generation.map { Int($0) })
        }
        return Response(status: generation == nil ? .serviceUnavailable : .ok, json: json)
    }

    private func metrics(_ context: ServerContext) throws -> Response {
        guard context.client.isLoopback || context.session?.roles.contains(.administrator) == true else {
            throw context.session == nil ? Problem.notLoggedIn : AccountError.needsRole(anyOf: [.administrator])
        }
        typealias Gauge = ServerMetrics.Gauge
        var gauges = [
            Gauge(
                name: "engo_readers_busy", kind: "gauge", help: "Reads that run or wait.", value: workspace.readers.load
            )
        ]
        if let ledger {
            gauges.append(
                Gauge(name: "engo_connections", kind: "gauge", help: "Connections that are open.", value: ledger.count))
        }
        if let desk {
            let sessions = desk.sessions.count(at: workspace.now().seconds)
            gauges += [
                Gauge(name: "engo_sessions", kind: "gauge", help: "Sessions and tokens that hold.", value: sessions),
                Gauge(
                    name: "engo_password_hashings_total", kind: "counter", help: "Passwords that were hashed.",
                    value: desk.slots.count),
            ]
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text(gauges))))
    }
}
