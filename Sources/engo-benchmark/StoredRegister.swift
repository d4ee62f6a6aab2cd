import Geospatial
import SpatialQuery

/// Positions and scores of a workspace in memory.
struct StoredRegister {
    let positions: PackedPositions
    /// Whether every household has a row; see ``PackedWorkspace``.
    let hasRows: Bool
    /// In thousandths, by id from 1 on.
    private let scores: [Int32]

    init(workspace: String) throws {
        let tables = try StoredTables(path: workspace)
        let rows = try tables.prepare(
            "SELECT longitude, latitude, household, level, uncertainty FROM packed_position ORDER BY chunk")
        var decoder = PackedPositionsDecoder()
        while try rows.next() {
            let (longitudes, latitudes) = (rows.bytes(0), rows.bytes(1))
            let (households, levels, uncertainties) = (rows.bytes(2), rows.bytes(3), rows.bytes(4))
            try decoder.append(
                longitudes: longitudes.span.bytes, latitudes: latitudes.span.bytes, households: households.span.bytes,
                levels: levels.span.bytes, uncertainties: uncertainties.span.bytes)
        }
        positions = try decoder.finish()
        scores = try tables.packedColumn("household.score")
        let counted = try tables.prepare("SELECT 1 WHERE (SELECT count(*) FROM household) = \(scores.count)")
        hasRows = try counted.next()
    }

    /// The score of a household in thousandths.
    func score(_ household: UInt32) -> Int32 { scores[Int(household) - 1] }

    /// The households that an area reaches, by score descending, then by id.
    func order(in area: MultiPolygon) throws -> [UInt32] {
        let prepared = try PreparedArea(area, forMillions: true)
        var keys: [UInt64] = []
        positions.forEachReached(by: AreaReach(prepared)) { place, _ in
            keys.append(key(positions.households[place]))
        }
        keys.sort()
        return keys.map { UInt32(truncatingIfNeeded: $0) }
    }

    private func key(_ household: UInt32) -> UInt64 {
        UInt64(Int64(Int32.max) - Int64(score(household))) << 32 | UInt64(household)
    }
}
