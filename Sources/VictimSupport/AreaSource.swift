package import Geospatial
package import Residents

/// One source of an area as staff name it.
package enum AreaSource: Hashable, Sendable {
    /// A file where there is one at the path, else a saved area of the name.
    case fileOrSaved(String)
    /// What is in memory already, of any format that files have, and what it is to be called.
    case content([UInt8], name: String)
    /// A saved area.
    case saved(String)
    /// Well-known text.
    case text(String)
    /// A box of degrees.
    case box(BoundingBox)
    /// A grid square.
    case mesh(MeshCode)
    /// All within some metres of a point.
    case circle(center: Coordinate, metres: Double)
    /// All within some metres of where an address stands.
    case circleAround(address: String, metres: Double)
    /// A town by name or code.
    case town(String)
    /// A hazard layer of the workspace.
    case hazard(StoredText)
}

/// What staff ask an area to be: the union of its sources.
package struct AreaRequest: Sendable {
    /// The sources; at least one.
    package let sources: [AreaSource]
    /// Which features of files and hazard layers count; nil takes all.
    package let condition: AreaCondition?
    /// The layer to read of files that have several.
    package let layer: String?
    /// The reference system of files and texts, above what they declare.
    package let referenceSystem: String?

    /// Takes the parts as they are.
    package init(
        sources: [AreaSource], condition: AreaCondition? = nil, layer: String? = nil, referenceSystem: String? = nil
    ) {
        self.sources = sources
        self.condition = condition
        self.layer = layer
        self.referenceSystem = referenceSystem
    }

    /// The files that are read, so that no output replaces one.
    package var files: [String] {
        sources.compactMap { if case .fileOrSaved(let path) = $0 { path } else { nil } }
    }
}
