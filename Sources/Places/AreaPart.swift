package import Geospatial

/// One thing that an area is made of; an area is the union of its parts.
package struct AreaPart: Hashable, Sendable {
    /// Where a part comes from.
    package enum Kind: String, CaseIterable, Sendable {
        /// A file of polygons.
        case file
        /// Well-known text on the command line.
        case text
        /// A box of longitudes and latitudes.
        case box
        /// A grid square of JIS X 0410.
        case mesh
        /// A hazard layer of the workspace.
        case hazard
        /// All within a distance of a point.
        case circle
        /// All households of a town.
        case town
    }

    /// What a part holds.
    package enum Shape: Hashable, Sendable {
        /// Polygons in JGD2011 degrees.
        case polygons(MultiPolygon)
        /// All within a distance in metres, measured along the ellipsoid.
        case circle(center: Coordinate, metres: Double)
        /// All whose address lies in a town, wherever their point is.
        case town(TownSelection)
    }

    /// Where it comes from.
    package let kind: Kind
    /// What it is called: the file's own name, the code, the layer, the town.
    package let name: String
    /// CRC-32 of what it was made of, eight hexadecimal digits.
    package let checksum: String
    /// The reference system that the source was read in; nil where there is no choice.
    package let referenceSystem: String?
    /// What it holds.
    package let shape: Shape

    /// Takes the parts as they are.
    package init(kind: Kind, name: String, checksum: String, referenceSystem: String? = nil, shape: Shape) {
        self.kind = kind
        self.name = name
        self.checksum = checksum
        self.referenceSystem = referenceSystem
        self.shape = shape
    }
}

/// A town (町丁目) as the registry of addresses counts it.
package struct TownSelection: Hashable, Sendable {
    /// The municipality's six-digit code.
    package let localGovernmentCode: String
    /// The seven-digit machi-aza id; empty where the dictionary's source has none, and then the name counts. One that ends in
    /// 000 stands for the whole 大字 or 町 with its 丁目 and 小字.
    package let machiazaID: String
    /// The registered name.
    package let name: String

    /// Takes the parts as they are.
    package init(localGovernmentCode: String, machiazaID: String, name: String) {
        self.localGovernmentCode = localGovernmentCode
        self.machiazaID = machiazaID
        self.name = name
    }
}
