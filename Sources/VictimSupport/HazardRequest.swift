package import Residents

/// What a list is to say of the workspace's hazard layers.
package struct HazardRequest: Sendable {
    /// The names of the layers to ask; empty for all.
    package let layers: [StoredText]
    /// Whether the list goes by hazard and band together instead of by score.
    package let isOrder: Bool

    /// Every layer, and the order by score, unless something else is said.
    package init(layers: [StoredText] = [], isOrder: Bool = false) {
        self.layers = layers
        self.isOrder = isOrder
    }
}
