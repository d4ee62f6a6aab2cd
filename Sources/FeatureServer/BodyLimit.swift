import Hummingbird
import NIOCore

/// Ends a request whose body is larger than any may be, as soon as that is known.
struct BodyLimit: RouterMiddleware {
    let limits: ServerLimits

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        if let declared = request.headers[.contentLength] {
            guard let length = Int(declared), length <= limits.bodyBytes else { throw Problem.bodyTooLarge }
            return try await next(request, context)
        }
        var request = request
        request.body = RequestBody(asyncSequence: LimitedBody(base: request.body, limit: limits.bodyBytes))
        return try await next(request, context)
    }
}

/// A body of unknown length that fails when it grows too long.
private struct LimitedBody: AsyncSequence, Sendable {
    let base: RequestBody
    let limit: Int

    struct AsyncIterator: AsyncIteratorProtocol {
        var base: RequestBody.AsyncIterator
        var left: Int

        mutating func next() async throws -> ByteBuffer? {
            guard let buffer = try await base.next() else { return nil }
            left -= buffer.readableBytes
            guard left >= 0 else { throw Problem.bodyTooLarge }
            return buffer
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: base.makeAsyncIterator(), left: limit) }
}
