import HTTPTypes

extension Problem {
    /// There is no such address.
    static let noSuchAddress = Problem(
        status: .notFound, code: "no-such-address",
        text: Bilingual("このアドレスには何もありません。/ から始めてください。", "There is nothing at this address. Begin at /."))
    /// The request breaks a rule of HTTP that no other problem names.
    static let malformedRequest = Problem(
        status: .badRequest, code: "bad-request",
        text: Bilingual("要求の形式が正しくありません。", "The request is malformed."))
    /// Something failed that should not; the log has the number of the request, and nothing more is told.
    static let `internal` = Problem(
        status: .internalServerError, code: "internal",
        text: Bilingual(
            "予期しない誤りです。応答の X-Request-Id を添えて管理者に知らせてください。",
            "An unexpected error. Tell the administrator the X-Request-Id of this answer."))
    /// A read took longer than any may.
    static let tookTooLong = Problem(
        status: .serviceUnavailable, code: "took-too-long",
        text: Bilingual(
            "時間がかかりすぎたので中止しました。範囲や条件を狭めてください。", "Stopped because it took too long. Ask for less."))
    /// The client went before its answer was there; only the log ever has this.
    static let clientGone = Problem(
        status: HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request"), code: "client-gone",
        text: Bilingual("答えを待たずに接続が切れたので中止しました。", "Stopped because nobody waits for the answer any more."))

    /// The address exists and takes other methods.
    static func methodNotAllowed(_ allowed: String) -> Problem {
        Problem(
            status: .methodNotAllowed, code: "method-not-allowed",
            text: Bilingual("このアドレスで使えるメソッド: \(allowed)", "Methods of this address: \(allowed)."),
            headers: [.allow: allowed])
    }
}
