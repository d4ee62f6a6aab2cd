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
    /// - Parameter firstWindow: households of the first window; each further one has twice as many, up to the usual number. Few let
    ///   the first household out soon.
    package func forEach(
        from snapshot: RegistrySnapshot, firstWindow: Int = windowLength, progress: ProgressHandler = { _ in },
        _ body: (ListedHousehold) throws -> Void
    ) throws {
        let hits = answer.hits
        let before = answer.page?.before ?? 0
        let reasons =
            answer.includesReasons ? try ListReasons(answer.scoreRun, in: snapshot, grant: grant) : nil
        var (start, length) = (0, firstWindow)
        while start < hits.count {
            let window = hits[start..<min(start + length, hits.count)]
            // The last first: taken from the end, a household moves to its line and is not copied.
            var households =
                parts.isPacked
                ? try snapshot.packedHouseholds(
                    window.reversed().map(packed), parts: parts, time: answer.time, grant: grant)
                : try snapshot.households(window.reversed().map(\.household), parts: parts, grant: grant)
            var scores: [HouseholdScore]?
            for index in window.indices {
                let step = (index - start) % Self.stepLength
                if step == 0 {
                    let listed = window[index..<min(index + Self.stepLength, window.endIndex)]
                    if index > 0 { progress(.writing(done: index, total: hits.count)) }
                    scores = try reasons?.scores(of: listed.map(\.household))
                }
                try body(
                    ListedHousehold(
                        number: before + index + 1, hit: hits[index], hazard: answer.hazards?[index],
                        household: households.removeLast(), time: answer.time, asOf: answer.scoreRun.asOf,
                        reasons: scores?[step]))
            }
            start = window.endIndex
            length = min(2 * length, Self.windowLength)
        }
        if !hits.isEmpty { progress(.writing(done: hits.count, total: hits.count)) }
    }

    /// What the packed columns say of a household, for a list that needs no more.
    private func packed(_ hit: AreaHit) -> PackedHousehold {
        let position = hit.place.flatMap { place in
            try? Coordinate(
                longitude: answer.positions.longitudes[place], latitude: answer.positions.latitudes[place])
        }
        return PackedHousehold(
            id: hit.household, score: hit.score, band: hit.band, position: position,
            coordinateLevel: hit.coordinateLevel)
    }

    /// Households whose rows are fetched together: many, because those that stand on one page are then read together.
    package static let windowLength = 131_072
    /// Households whose reasons are made together.
    private static let stepLength = 512
}
