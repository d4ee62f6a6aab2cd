import GRDB
import SupportScoring

/// Scores and bands by id, read whole when first asked for; lives as long as one snapshot.
final class PackedScores {
    private let db: Database
    private lazy var columns: Result<Columns, any Error> = Result { try Columns(db) }

    init(db: Database) { self.db = db }

    /// The household's score, or nil when nobody is scored.
    func household(_ id: UInt32) throws -> Points? { try points(columns.get().scores, id) }

    func householdBand(_ id: UInt32) throws -> SupportBand? { try band(columns.get().bands, id) }

    /// The household's score on a weekday's daytime, or nil when the policy has no rule for it.
    func daytime(_ id: UInt32) throws -> Points? { try points(columns.get().daytimeScores, id) }

    func daytimeBand(_ id: UInt32) throws -> SupportBand? { try band(columns.get().daytimeBands, id) }

    func resident(_ id: UInt32) throws -> Points? { try points(columns.get().residentScores, id) }

    /// Whether the resident has needs that hold; false when nobody is scored.
    func hasNeeds(_ id: UInt32) throws -> Bool { try element(columns.get().hasNeeds, id) == 1 }

    private func points(_ column: [Int32], _ id: UInt32) throws -> Points? {
        try element(column, id).map { Points(thousandths: Int($0)) }
    }

    private func band(_ column: [UInt8], _ id: UInt32) throws -> SupportBand? {
        try element(column, id).flatMap(SupportBand.init(rawValue:))
    }

    private func element<Element>(_ column: [Element], _ id: UInt32) throws -> Element? {
        if column.isEmpty { return nil }
        let index = Int(id) - 1
        guard column.indices.contains(index) else {
            throw RegistryError.packedColumnMismatch(column: PackedColumns.score.name)
        }
        return column[index]
    }

    private struct Columns {
        let scores: [Int32]
        let bands: [UInt8]
        let daytimeScores: [Int32]
        let daytimeBands: [UInt8]
        let residentScores: [Int32]
        let hasNeeds: [UInt8]

        init(_ db: Database) throws {
            scores = try PackedColumns.score.read(from: db)
            bands = try PackedColumns.band.read(from: db)
            daytimeScores = try PackedColumns.daytimeScore.read(from: db)
            daytimeBands = try PackedColumns.daytimeBand.read(from: db)
            residentScores = try PackedColumns.residentScore.read(from: db)
            hasNeeds = try PackedColumns.residentHasNeeds.read(from: db)
        }
    }
}
