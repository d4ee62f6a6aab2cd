/// A text in both languages; Japanese comes first wherever people read it.
package struct Bilingual: Hashable, Sendable {
    /// What staff read.
    package let japanese: String
    /// The same in English.
    package let english: String

    /// Pairs two texts that say the same.
    package init(_ japanese: String, _ english: String) {
        self.japanese = japanese
        self.english = english
    }

    /// Both in one line, where a document has room for one text only.
    var both: String { "\(japanese) / \(english)" }
}
