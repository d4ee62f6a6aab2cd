/// What became of a workspace's layers when a hazard layer or a layer of the ground was imported.
package enum LayerOutcome: Sendable {
    /// There was no layer of that name.
    case new
    /// The layer of that name was another.
    case replaced
    /// The layer is there already.
    case same
}
