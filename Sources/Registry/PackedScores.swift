import SupportScoring

/// Scores and bands by id, each column read whole when it is first asked for; lives as long as one snapshot.
final class PackedScores {
    private let scores: Lazy<Int32>
    private let bands: Lazy<UInt8>
    private let daytimeScores: Lazy<Int32>
    private let daytimeBands: Lazy<UInt8>
    private let residentScores: Lazy<Int32>
    private let needs: Lazy<UInt8>

    init(_ reading: PackedColumnReading) {
        scores = Lazy(PackedColumns.score, reading)
        bands = Lazy(PackedColumns.band, reading)
        daytimeScores = Lazy(PackedColumns.daytimeScore, reading)
        daytimeBands = Lazy(PackedColumns.daytimeBand, reading)
        residentScores = Lazy(PackedColumns.residentScore, reading)
        needs = Lazy(PackedColumns.residentHasNeeds, reading)
    }

    /// The household's score, or nil when nobody is scored.
    func household(_ id: UInt32) throws -> Points? { try points(scores, id) }

    func householdBand(_ id: UInt32) throws -> SupportBand? { try band(bands, id) }

    /// The household's score on a weekday's daytime, or nil when the policy has no rule for it.
    func daytime(_ id: UInt32) throws -> Points? { try points(daytimeScores, id) }

    func daytimeBand(_ id: UInt32) throws -> SupportBand? { try band(daytimeBands, id) }

    func resident(_ id: UInt32) throws -> Points? { try points(residentScores, id) }

    /// Whether the resident has needs that hold; false when nobody is scored.
    func hasNeeds(_ id: UInt32) throws -> Bool { try needs.element(id) == 1 }

    private func points(_ column: Lazy<Int32>, _ id: UInt32) throws -> Points? {
        try column.element(id).map { Points(thousandths: Int($0)) }
    }

    private func band(_ column: Lazy<UInt8>, _ id: UInt32) throws -> SupportBand? {
        try column.element(id).flatMap(SupportBand.init(rawValue:))
    }

    private final class Lazy<Element: BitwiseCopyable & Sendable> {
        private let column: PackedColumn<Element>
        private let reading: PackedColumnReading
        private var values: [Element]?

        init(_ column: PackedColumn<Element>, _ reading: PackedColumnReading) {
            self.column = column
            self.reading = reading
        }

        /// The element of an id, which counts from 1; nil when the column is empty.
        func element(_ id: UInt32) throws -> Element? {
            if values == nil { values = try reading.read(column) }
            guard let values, !values.isEmpty else { return nil }
            let index = Int(id) - 1
            guard values.indices.contains(index) else { throw RegistryError.packedColumnMismatch(column: column.name) }
            return values[index]
        }
    }
}
