package import Geospatial
package import SpatialQuery

/// Positions of some thousand neighbouring households, as an audience may know of them.
package struct PositionChunk {
    /// Positions of the households that the audience may see, in spatial order.
    package let visible: PackedPositions
    /// Positions of those that are left out because somebody in them is protected: to be counted, not shown.
    package let withheld: PackedPositions
    /// The box of everybody's positions, seen or not; nil when there are none.
    package let bounds: BoundingBox?
}

extension RegistrySnapshot {
    /// Hands out the positions of all located households, chunk by chunk in spatial order, without touching a row.
    ///
    /// A query goes over them once. What it does not keep is gone with its chunk: a city's positions held all at once would be fetched
    /// from the system, cleared, and given back, which takes longer than reading and testing them.
    /// - Throws: ``SpatialQuery/SpatialQueryError`` when columns disagree, and what the body throws.
    /// - Complexity: O(located households), 100 kB at a time.
    package func forEachPositions(in register: PackedRegister, _ body: (PositionChunk) throws -> Void) throws {
        let visible = register.visible
        let rows = try BulkRows(
            "SELECT longitude, latitude, household, level, uncertainty FROM packed_position ORDER BY chunk", in: db)
        while try rows.next() {
            var decoder = PackedPositionsDecoder(expectedCount: PackedPositions.chunkSize)
            try decoder.append(
                longitudes: rows.blob(0).bytes, latitudes: rows.blob(1).bytes, households: rows.blob(2).bytes,
                levels: rows.blob(3).bytes, uncertainties: rows.blob(4).bytes)
            let everybody = try decoder.finish()
            try body(
                PositionChunk(
                    visible: visible.seesAllHouseholds
                        ? everybody : everybody.keeping { visible.isVisible(household: $0) },
                    withheld: register.withholds ? everybody.keeping { register.isWithheld($0) } : .none,
                    bounds: everybody.bounds))
        }
    }
}
