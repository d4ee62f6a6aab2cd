/// A question about features that is true, false or unknown for each of them.
package indirect enum FilterExpression: Hashable, Sendable {
    /// All of them hold.
    case and([FilterExpression])
}
