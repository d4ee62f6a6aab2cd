import HTTPTypes
import Hummingbird
import Interchange
import NIOCore

/// Compresses what clients say they can unpack, piece by piece on its way out.
///
/// The length of a compressed answer tells something of its content. Somebody who can make a browser ask, and puts guesses into the
/// question that the answer repeats, could find secrets in it so (BREACH). Pages with a secret of their own, as forms have one, are
/// therefore never compressed, nor is any answer to a question that another site made a browser ask.
struct CompressionMiddleware: RouterMiddleware {
    /// Shorter answers gain nothing.
    private static let leastLength = 1024
    private static let kinds: Set<String> = [
        "application/json", "application/geo+json", "application/geo+json-seq", "application/schema+json",
        "application/vnd.oai.openapi+json", "application/vnd.mapbox-vector-tile",
    ]

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard response.status == .ok, Self.isCompressible(response) else { return response }
        response.headers[.vary] = [response.headers[.vary], "Accept-Encoding"].compactMap(\.self).joined(
            separator: ", ")
        guard request.method != .head, Self.takesGzip(request.headers[.acceptEncoding]),
            Self.isOwn(request.headers[.fetchSite])
        else { return response }
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = nil
        let body = response.body
        response.body = ResponseBody { writer in
            let gzip = try GzipStream()
            try await body.write(GzipBodyWriter(gzip: gzip, parent: writer))
        }
        return response
    }

    private static func isCompressible(_ response: Response) -> Bool {
        guard response.headers[.contentEncoding] == nil, let type = response.headers[.contentType] else { return false }
        let kind = type.prefix { $0 != ";" && $0 != " " }.lowercased()
        return kinds.contains(kind) && response.body.contentLength.map { $0 >= leastLength } ?? true
    }

    /// Whether `gzip` or `*` stands among the codings with a weight above nothing.
    ///
    /// - Source: RFC 9110, section 12.5.3.
    static func takesGzip(_ header: String?) -> Bool {
        var weights: [String: Double] = [:]
        for coding in (header ?? "").split(separator: ",") {
            let parts = coding.split(separator: ";").map {
                $0.filter { $0 != " " && $0 != "\t" }.lowercased()
            }
            guard let name = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            weights[name] = weight
        }
        return weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0 > 0
    }

    /// Whether no other site made the browser ask; programs that are no browsers say nothing.
    private static func isOwn(_ header: String?) -> Bool {
        header.map { ["same-origin", "none"].contains($0) } ?? true
    }
}

/// Compresses what is written and hands it on.
private struct GzipBodyWriter: ResponseBodyWriter {
    let gzip: GzipStream
    var parent: any ResponseBodyWriter

    mutating func write(_ buffer: ByteBuffer) async throws {
        let ready = buffer.withUnsafeReadableBytes { gzip.add($0) }
        if !ready.isEmpty { try await parent.write(ByteBuffer(bytes: ready)) }
    }

    consuming func finish(_ trailing: HTTPFields?) async throws {
        try await parent.write(ByteBuffer(bytes: gzip.finish()))
        try await parent.finish(trailing)
    }
}
