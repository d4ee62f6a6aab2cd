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
        var scores = try columns.read(time == .night ? PackedColumns.score : PackedColumns.daytimeScore)
        var bands = try columns.read(time == .night ? PackedColumns.band : PackedColumns.daytimeBand)
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
            visible: try visible(clearance), people: clearance.people, seesProtected: clearance.seesProtected,
            generation: try generation())
    }

    /// Whether households have a score for weekdays in the daytime too.
    package func hasDaytimeScores() throws -> Bool { try PackedColumns.daytimeScore.count(in: db) > 0 }

    /// Takes over what a register of the same generation and for the same people knows, so that it is not worked out anew.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` for a register of another generation or for other people.
    package func reuse(_ register: PackedRegister, _ clearance: Clearance) throws {
        guard register.generation == (try generation()), register.people == clearance.people,
            register.seesProtected == clearance.seesProtected
        else { throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name) }
        visiblePeople.take(register.visible, for: clearance)
    }
}
