import HTTPTypes
import Hummingbird

extension Problem {
    /// There is no such address.
    static let noSuchAddress = Problem(
        status: .notFound, code: "no-such-address",
        text: Bilingual("このアドレスには何もありません。/ から始めてください。", "There is nothing at this address. Begin at /."))

    /// There is no such collection, or none for whoever asks.
    static let noSuchCollection = Problem(
        status: .notFound, code: "no-such-collection",
        text: Bilingual(
            "このコレクションはありません。/collections で確かめてください。", "There is no such collection. Look at /collections."))

    /// There is no such feature, or none for whoever asks.
    static let noSuchFeature = Problem(
        status: .notFound, code: "no-such-feature",
        text: Bilingual("この番号の地物はありません。", "There is no feature with this id."))

    /// The address exists and takes other methods.
    static func methodNotAllowed(_ allowed: String) -> Problem {
        Problem(
            status: .methodNotAllowed, code: "method-not-allowed",
            text: Bilingual("このアドレスで使えるメソッド: \(allowed)", "Methods of this address: \(allowed)."),
            headers: [.allow: allowed])
    }

    /// Something failed that should not; the log of the server says what.
    static let `internal` = Problem(
        status: .internalServerError, code: "internal",
        text: Bilingual(
            "サーバーの内部で問題が起きました。管理者に知らせてください。", "Something failed inside the server. Tell its administrator."))

    /// What a failure of the framework says to the client.
    init(_ error: HTTPError) {
        switch error.status {
        case .notFound: self = .noSuchAddress
        case .contentTooLarge:
            self.init(
                status: error.status, code: "too-large",
                text: Bilingual("送られた内容が大きすぎます。", "What was sent is too large."))
        case _ where error.status.code < 500:
            self.init(
                status: error.status, code: "bad-request",
                text: Bilingual("リクエストが正しくありません。", "The request is not well-formed."))
        default: self = .internal
        }
    }
}
