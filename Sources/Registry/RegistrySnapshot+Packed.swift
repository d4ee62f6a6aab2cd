package import Disclosure
import GRDB
package import SupportScoring

extension RegistrySnapshot {
    /// Scores, bands and member counts of all households, read without touching a row.
    ///
    /// - Parameters:
    ///   - clearance: proof that audience and basis were stated.
    ///   - time: which of the two scores and bands; the daytime's are empty when the policy has no rule for it.
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when columns disagree in length.
    /// - Complexity: O(households); about 9 bytes each.
    package func packedRegister(_ clearance: Clearance, time: ScoringTime = .night) throws -> PackedRegister {
        var scores = try (time == .night ? PackedColumns.score : PackedColumns.daytimeScore).read(from: db)
        var bands = try (time == .night ? PackedColumns.band : PackedColumns.daytimeBand).read(from: db)
        let memberCounts = try self.scores.memberCounts()
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
        return PackedRegister(
            scores: scores, bands: bands, memberCounts: memberCounts, isScored: isScored,
            visible: try visible(clearance), seesProtected: clearance.seesProtected)
    }
}
