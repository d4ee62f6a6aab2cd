/// The properties that a filter may name, each with the kind of its values.
package struct FilterVocabulary: Sendable {
    /// What filters call the geometry, whatever it is of.
    package static let geometryName = "geometry"

    private let kinds: [String: FilterKind]

    /// Takes all properties, the geometry among them where features have one.
    package init(_ kinds: [String: FilterKind]) { self.kinds = kinds }

    /// All names, in byte order.
    package var names: [String] { kinds.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    /// The kind of a property; nil when there is none of the name.
    package func kind(of name: String) -> FilterKind? { kinds[name] }
}
