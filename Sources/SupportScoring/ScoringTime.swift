/// Which of a household's two scores is meant; the raw values are those of `--time`.
package enum ScoringTime: String, CaseIterable, Hashable, Sendable {
    /// The usual score: everybody who is not away is at home.
    case night
    /// A weekday's daytime: who goes to work or school is out.
    case daytime
}
