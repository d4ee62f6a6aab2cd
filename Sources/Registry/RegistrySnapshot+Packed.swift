package import Disclosure
import Foundation
import GRDB
import SpatialQuery
package import SupportScoring

extension RegistrySnapshot {
    /// Positions, scores, bands and member counts of all households, read without touching a row.
    ///
    /// - Parameters:
    ///   - clearance: proof that audience and basis were stated.
    ///   - time: which of the two scores and bands; the daytime's are empty when the policy has no rule for it.
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when columns disagree in length.
    /// - Complexity: O(households); about 30 bytes each.
    package func packedRegister(_ clearance: Clearance, time: ScoringTime = .night) throws -> PackedRegister {
        let everybody = try packedPositions()
        var scores = try columns.read(time == .night ? PackedColumns.score : PackedColumns.daytimeScore)
        var bands = try columns.read(time == .night ? PackedColumns.band : PackedColumns.daytimeBand)
        let memberCounts = try columns.read(PackedColumns.memberCount)
        let hasNoDaytime = time == .daytime && scores.isEmpty
        guard bands.count == scores.count, hasNoDaytime || memberCounts.count == scores.count else {
            throw RegistryError.packedColumnMismatch(column: PackedColumns.score.name)
        }
        let isScored = !scores.isEmpty
        if !clearance.mayLook(at: .scores) {
            let mayBand = clearance.mayLook(at: .band)
            scores = bands.map { mayBand ? -Int32($0) : 0 }
            if !mayBand { bands = [] }
        }
        let visible = try visible(clearance)
        let positions = visible.seesAllHouseholds ? everybody : everybody.keeping { visible.isVisible(household: $0) }
        let withheld =
            clearance.seesProtected || visible.seesAllHouseholds
            ? .none : everybody.keeping { visible.protectedHouseholds.contains($0) }
        return PackedRegister(
            positions: positions, withheldPositions: withheld, bounds: everybody.bounds, scores: scores, bands: bands,
            memberCounts: memberCounts, isScored: isScored, visible: visible, people: clearance.people,
            seesProtected: clearance.seesProtected, generation: try generation())
    }

    /// Takes over what a register of the same generation and for the same people knows, so that it is not worked out anew.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` for a register of another generation or for other people.
    package func reuse(_ register: PackedRegister, _ clearance: Clearance) throws {
        guard register.generation == (try generation()), register.people == clearance.people,
            register.seesProtected == clearance.seesProtected
        else { throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name) }
        visiblePeople.take(register.visible, for: clearance)
    }

    private func packedPositions() throws -> PackedPositions {
        let chunks = try Int.fetchOne(db, sql: "SELECT count(*) FROM packed_position") ?? 0
        var decoder = PackedPositionsDecoder(expectedCount: chunks * PackedPositions.chunkSize)
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT longitude, latitude, household, level, uncertainty FROM packed_position ORDER BY chunk")
        while let row = try rows.next() {
            try row.withBlobs { blobs in
                try decoder.append(
                    longitudes: blobs[0].bytes, latitudes: blobs[1].bytes, households: blobs[2].bytes,
                    levels: blobs[3].bytes,
                    uncertainties: blobs[4].bytes)
            }
        }
        return try decoder.finish()
    }
}

extension Row {
    /// Hands out the bytes of all columns without copying them; they are valid only inside the body.
    fileprivate func withBlobs(
        _ collected: [UnsafeRawBufferPointer] = [], _ body: ([UnsafeRawBufferPointer]) throws -> Void
    ) throws {
        guard collected.count < count else { return try body(collected) }
        try withUnsafeData(atIndex: collected.count) { data in
            guard let data else { throw RegistryError.packedColumnMismatch(column: "packed_position") }
            try data.withUnsafeBytes { try withBlobs(collected + [$0], body) }
        }
    }
}
