import HTTPTypes
import Hummingbird
import Interchange

/// What went wrong with a request, in the one form that every route answers with.
///
/// The text never holds a name, an address, a birth date or anything that was sent; it says what to do.
/// - Source: RFC 9457 (Problem Details for HTTP APIs).
struct Problem: Error, Hashable, Sendable {
    /// The HTTP status.
    let status: HTTPResponse.Status
    /// A stable name of the kind of problem, such as `unknown-parameter`; listed in `Docs/api.md`.
    let code: String
    /// What failed and what to do.
    let text: Bilingual
    /// Headers beside the usual ones, such as `Retry-After`.
    var headers: HTTPFields = [:]
}

extension Problem: HTTPResponseError {
    /// The answer as `application/problem+json`.
    func response(from request: Request, context: some RequestContext) throws -> Response {
        var json = JSONWriter()
        json.object { json in
            json.member("type", "https://engo.invalid/problems/\(code)")
            json.member("title", text.japanese)
            json.member("status", status.code)
            json.member("detail", text.english)
            json.member("code", code)
        }
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(status: status, headers: headers, json: json)
    }
}
