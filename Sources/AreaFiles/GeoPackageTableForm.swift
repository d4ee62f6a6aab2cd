/// A table to be written into a GeoPackage.
package struct GeoPackageTableForm: Sendable {
    /// A column.
    package struct Column: Sendable {
        /// What its cells hold.
        package enum Kind: String, Sendable {
            /// Text.
            case text = "TEXT"
            /// Whole numbers.
            case whole = "INTEGER"
            /// Decimal numbers.
            case decimal = "REAL"
        }

        /// Its name; no other column of the table has it, nor is it `fid` or `geom`.
        package let name: String
        /// What its cells hold.
        package let kind: Kind

        /// A column of a name.
        package init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    /// Its name, also the layer's; no other table of the file has it.
    package let name: String
    /// What it holds, in words.
    package let description: String
    /// Whether its rows may stand at a place; a table without places holds attributes alone.
    package let hasPlaces: Bool
    /// Its columns beside the number of the row and the place.
    package let columns: [Column]

    /// A table of a form.
    package init(_ name: String, description: String, hasPlaces: Bool, _ columns: [Column]) {
        self.name = name
        self.description = description
        self.hasPlaces = hasPlaces
        self.columns = columns
    }
}
