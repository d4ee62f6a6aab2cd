import Disclosure
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Synchronization
import VictimSupport

/// Writes one line for each request when its answer is out, and counts it.
///
/// The line has the route's template and never the address that was asked for, no header and nothing of a body.
struct RequestLog: RouterMiddleware {
    let output: LogOutput?
    let metrics: ServerMetrics
    let workspace: ServedWorkspace

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let status = response.status.code
        let done: @Sendable (Int) -> Void = { bytes in
            finish(request, context, status: status, bytes: bytes, duration: .now - start)
        }
        if let length = response.body.contentLength {
            done(length)
        } else {
            response.body = response.body.watched(done)
        }
        return response
    }

    private func finish(
        _ request: Request, _ context: ServerContext, status: Int, bytes: Int, duration: Duration
    ) {
        let route = context.endpointPath ?? ""
        // Whatever a client calls its method, the log has one of the few that there are.
        let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
        metrics.count(route: route, method: method, status: status, bytes: bytes, duration: duration)
        let sender = context.trace.sender
        let milliseconds =
            Double(duration.components.seconds) * 1_000 + Double(duration.components.attoseconds) / 1e15
        output?.line { json in
            json.member("time", workspace.now().utc)
            json.member("request", context.id)
            json.member("route", route)
            json.member("method", method)
            json.member("status", status)
            json.name("milliseconds")
            json.number(milliseconds, decimals: 1)
            json.member("bytes", bytes)
            json.member("operator", sender?.operatorName)
            json.member("audience", sender?.audience.rawValue)
        }
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .delete, .patch, .options]
}

extension ResponseBody {
    /// The same, and the number of its bytes when it is out or cut off.
    func watched(_ done: @escaping @Sendable (Int) -> Void) -> ResponseBody {
        let body = self
        return ResponseBody(contentLength: contentLength) { writer in
            let counter = ByteCounter()
            defer { done(counter.bytes) }
            try await body.write(CountingWriter(base: writer, counter: counter))
        }
    }
}

/// Bytes that have been written so far.
private final class ByteCounter: Sendable {
    private let count = Atomic(0)
    var bytes: Int { count.load(ordering: .relaxed) }
    func add(_ bytes: Int) { count.add(bytes, ordering: .relaxed) }
}

/// Counts what goes through.
private struct CountingWriter: ResponseBodyWriter {
    var base: any ResponseBodyWriter
    let counter: ByteCounter

    mutating func write(_ buffer: ByteBuffer) async throws {
        try await base.write(buffer)
        counter.add(buffer.readableBytes)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await base.finish(trailingHeaders)
    }
}
