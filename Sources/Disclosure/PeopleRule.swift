/// Whose data may be handed out, protected persons aside.
package enum PeopleRule: String, CaseIterable, Sendable {
    /// Everybody in the register.
    case everyone
    /// Those on the roster who have not refused: who has a need, or was asked for consent.
    case notRefused = "not-refused"
    /// Those on the roster who have not agreed: whom lists in peacetime leave out.
    case notAgreed = "not-agreed"
    /// Those who agreed.
    case agreed
}
