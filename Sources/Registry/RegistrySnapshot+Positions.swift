package import Geospatial
package import SpatialQuery

/// Positions of some thousand neighbouring households, as an audience may know of them.
package struct PositionChunk: Sendable {
    /// Positions of the households that the audience may see, in spatial order.
    package let visible: PackedPositions
    /// Positions of those that are left out because somebody in them is protected: to be counted, not shown.
    package let withheld: PackedPositions
    /// The box of everybody's positions, seen or not; nil when there are none.
    package let bounds: BoundingBox?

    /// Bytes in memory.
    var byteCount: Int { visible.byteCount + withheld.byteCount }
}

extension RegistrySnapshot {
    /// Hands out the positions of all located households, chunk by chunk in spatial order, without touching a row.
    ///
    /// A query goes over them once. What it does not keep is gone with its chunk: a city's positions held all at once would be fetched
    /// from the system, cleared, and given back, which takes longer than reading and testing them. Who asks again and again keeps them
    /// with the register.
    /// - Throws: ``SpatialQuery/SpatialQueryError`` when columns disagree, ``RegistryError/database(code:)`` between two chunks once the
    ///   reader was interrupted, and what the body throws.
    /// - Complexity: O(located households), 100 kB at a time.
    package func forEachPositions(in register: PackedRegister, _ body: (PositionChunk) throws -> Void) throws {
        if let kept = register.keptPositions {
            for chunk in kept {
                try checkInterruption()
                try body(chunk)
            }
            return
        }
        let visible = register.visible
        let rows = try BulkRows(
            "SELECT longitude, latitude, household, level, uncertainty FROM packed_position ORDER BY chunk", in: db)
        while try rows.next() {
            try checkInterruption()
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

    /// The register together with its positions, for many questions to one generation.
    ///
    /// - Throws: as ``forEachPositions(in:_:)``.
    /// - Complexity: O(located households), 25 bytes each.
    package func keepingPositions(of register: PackedRegister) throws -> PackedRegister {
        var chunks: [PositionChunk] = []
        try forEachPositions(in: register) { chunks.append($0) }
        var keeping = register
        keeping.keptPositions = chunks
        return keeping
    }

    /// Whether each household has a position, as far as the audience may know; element 0 is household 1.
    ///
    /// - Throws: as ``forEachPositions(in:_:)``.
    /// - Complexity: O(households).
    package func isLocated(in register: PackedRegister) throws -> [Bool] {
        var isLocated = [Bool](repeating: false, count: register.householdCount)
        try forEachPositions(in: register) { chunk in
            for household in chunk.visible.households where Int(household) <= isLocated.count && household > 0 {
                isLocated[Int(household) - 1] = true
            }
        }
        return isLocated
    }

    /// The box of everybody's positions, seen or not; nil when nobody is located.
    ///
    /// - Throws: as ``forEachPositions(in:_:)``.
    /// - Complexity: O(located households).
    package func bounds(of register: PackedRegister) throws -> BoundingBox? {
        var bounds: BoundingBox?
        try forEachPositions(in: register) { chunk in
            guard let box = chunk.bounds else { return }
            bounds = bounds?.union(box) ?? box
        }
        return bounds
    }
}
