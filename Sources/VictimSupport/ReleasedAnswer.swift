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
        let (longitudes, latitudes) = (answer.positions.longitudes, answer.positions.latitudes)
        while start < hits.count {
            let window = start..<min(start + length, hits.count)
            let households = hits[window].map(\.household)
            var scores: [HouseholdScore]?
            func hand(_ household: consuming DisclosedHousehold, at place: Int) throws {
                let index = window.lowerBound + place
                if place % Self.stepLength == 0 {
                    if index > 0 { progress(.writing(done: index, total: hits.count)) }
                    scores = try reasons?.scores(
                        of: hits[index..<min(index + Self.stepLength, window.endIndex)].map(\.household))
                }
                try body(
                    ListedHousehold(
                        number: before + index + 1, hit: hits[index], hazard: hazards?[index], household: household,
                        time: time, asOf: asOf, reasons: scores?[place % Self.stepLength]))
            }
            if parts.isPacked {
                let packed = try snapshot.packedHouseholds(households, parts: parts, time: time, grant: grant)
                for (place, hit) in hits[window].enumerated() {
                    let position = hit.place.flatMap {
                        try? Coordinate(longitude: longitudes[$0], latitude: latitudes[$0])
                    }
                    let household = PackedHousehold(
                        id: hit.household, score: hit.score, band: hit.band, position: position,
                        coordinateLevel: hit.coordinateLevel)
                    try hand(packed.household(household, at: place), at: place)
                }
            } else {
                try snapshot.households(households, parts: parts, grant: grant) { try hand($1, at: $0) }
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
