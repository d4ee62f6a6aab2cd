/// A sentence of the policy in Japanese and English.
package struct BilingualText: Hashable, Sendable {
    /// The sentence in Japanese.
    package let japanese: String
    /// The sentence in English.
    package let english: String
}
