import HTTPTypes

extension Problem {
    /// There is no such collection, or none for whoever asks.
    static let noSuchCollection = Problem(
        status: .notFound, code: "no-such-collection",
        text: Bilingual(
            "このコレクションはありません。/collections で確かめてください。", "There is no such collection. Look at /collections."))

    /// There is no such feature, or none for whoever asks.
    static let noSuchFeature = Problem(
        status: .notFound, code: "no-such-feature",
        text: Bilingual("この番号の地物はありません。", "There is no feature with this id."))
}
