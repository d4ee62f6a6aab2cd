package import Disclosure
import Geospatial
package import Registry
import SpatialQuery
import SupportScoring

/// The households of an answer whose release is in the audit log.
package struct ReleasedAnswer: Sendable {
    let answer: AreaAnswer
    /// Proof of the release.
    package let grant: ReleaseGrant
    let parts: HouseholdParts

    /// Hands out the households one by one, in list order.
    ///
    /// Rows are fetched in windows, in the order of the file, so memory does not grow with the answer.
    /// - Parameter firstWindow: households of the first window; each further one has twice as many, up to the usual number, with which
    ///   nil begins. Few let the first household out soon.
    package func forEach(
        from snapshot: RegistrySnapshot, firstWindow: Int? = nil, progress: ProgressHandler = { _ in },
        _ body: (ListedHousehold) throws -> Void
    ) throws {
        let (hits, hazards, before) = (answer.hits, answer.hazards, answer.page?.before ?? 0)
        let (time, asOf) = (answer.time, answer.scoreRun.asOf)
        let reasons =
            answer.includesReasons ? try ListReasons(answer.scoreRun, in: snapshot, grant: grant) : nil
        let mostLength = parts.isPacked ? Self.packedWindowLength : Self.windowLength
        var (start, length) = (0, firstWindow ?? mostLength)
        while start < hits.count {
            let window = start..<min(start + length, hits.count)
            var rows = try WindowRows(of: hits[window], self, from: snapshot)
            var scores: [HouseholdScore]?
            for index in window {
                let place = index - start
                if place % Self.stepLength == 0 {
                    if index > 0 { progress(.writing(done: index, total: hits.count)) }
                    scores = try reasons?.scores(
                        of: hits[index..<min(index + Self.stepLength, window.endIndex)].map(\.household))
                }
                let household = try rows.household(hits[index], at: place)
                try body(
                    ListedHousehold(
                        number: before + index + 1, hit: hits[index], hazard: hazards?[index], household: household,
                        time: time, asOf: asOf, reasons: scores?[place % Self.stepLength]))
            }
            start = window.endIndex
            length = min(2 * length, mostLength)
        }
        if !hits.isEmpty { progress(.writing(done: hits.count, total: hits.count)) }
    }

    /// Households whose rows are fetched together: many, because those that stand on one page are then read together.
    private static let windowLength = 131_072
    /// The same where no row is fetched, and a household takes some twenty bytes meanwhile.
    private static let packedWindowLength = 262_144
    /// Households whose reasons are made together.
    private static let stepLength = 512
}

/// The households of one window of a list, to be taken in its order.
private struct WindowRows {
    /// What the packed columns say, for a list that needs no more.
    private let packed: PackedHouseholds?
    private let longitudes: [Double]
    private let latitudes: [Double]
    /// The last first: taken from the end, a household moves to its line and is not copied.
    private var fetched: [DisclosedHousehold]

    init(of hits: ArraySlice<AreaHit>, _ released: ReleasedAnswer, from snapshot: RegistrySnapshot) throws {
        longitudes = released.answer.positions.longitudes
        latitudes = released.answer.positions.latitudes
        let (parts, grant) = (released.parts, released.grant)
        if parts.isPacked {
            packed = try snapshot.packedHouseholds(
                hits.map(\.household), parts: parts, time: released.answer.time, grant: grant)
            fetched = []
        } else {
            packed = nil
            fetched = try snapshot.households(hits.reversed().map(\.household), parts: parts, grant: grant)
        }
    }

    /// The next household, which is at this place of the window.
    mutating func household(_ hit: AreaHit, at place: Int) throws -> DisclosedHousehold {
        guard let packed else { return fetched.removeLast() }
        let position = hit.place.flatMap { try? Coordinate(longitude: longitudes[$0], latitude: latitudes[$0]) }
        return try packed.household(
            PackedHousehold(
                id: hit.household, score: hit.score, band: hit.band, position: position,
                coordinateLevel: hit.coordinateLevel),
            at: place)
    }
}
