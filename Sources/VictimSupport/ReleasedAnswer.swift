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
        let reasons =
            answer.includesReasons ? try ListReasons(answer.scoreRun, in: snapshot, grant: grant) : nil
        var (start, length) = (0, firstWindow)
        while start < hits.count {
            let window = hits[start..<min(start + length, hits.count)]
            var scores: [HouseholdScore]?
            func step(to index: Int) throws {
                if index > 0 { progress(.writing(done: index, total: hits.count)) }
                scores = try reasons?.scores(
                    of: window[index..<min(index + Self.stepLength, window.endIndex)].map(\.household))
            }
            func hand(_ household: consuming DisclosedHousehold, at place: Int) throws {
                if place % Self.stepLength == 0 { try step(to: window.startIndex + place) }
                try body(listed(household, at: window.startIndex + place, scores?[place % Self.stepLength]))
            }
            if parts.isPacked {
                try snapshot.packedHouseholds(window.map(packed), parts: parts, time: answer.time, grant: grant) {
                    try hand($1, at: $0)
                }
            } else {
                try snapshot.households(window.map(\.household), parts: parts, grant: grant) { try hand($1, at: $0) }
            }
            start = window.endIndex
            length = min(2 * length, Self.windowLength)
        }
        if !hits.isEmpty { progress(.writing(done: hits.count, total: hits.count)) }
    }

    private func listed(
        _ household: consuming DisclosedHousehold, at index: Int, _ reasons: HouseholdScore?
    ) -> ListedHousehold {
        ListedHousehold(
            number: (answer.page?.before ?? 0) + index + 1, hit: answer.hits[index], hazard: answer.hazards?[index],
            household: household, time: answer.time, asOf: answer.scoreRun.asOf, reasons: reasons)
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
