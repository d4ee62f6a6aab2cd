package import AddressDictionary
package import Disclosure
package import Geospatial
package import SupportScoring

/// What the packed columns of positions and scores say of a household, as a query found it.
package struct PackedHousehold: Sendable {
    /// The household's id in this generation.
    package let id: UInt32
    /// Its score at the time of day that was asked, in thousandths.
    package let score: Int32
    /// Its band at that time of day.
    package let band: SupportBand
    /// Where it stands; nil without a position.
    package let position: Coordinate?
    /// Which kind of record gave the point.
    package let coordinateLevel: MatchLevel

    /// Takes the parts as they are.
    package init(id: UInt32, score: Int32, band: SupportBand, position: Coordinate?, coordinateLevel: MatchLevel) {
        self.id = id
        self.score = score
        self.band = band
        self.position = position
        self.coordinateLevel = coordinateLevel
    }
}

extension RegistrySnapshot {
    /// Some households as far as packed columns know them, in the order asked, masked to what the grant allows; no row is touched.
    ///
    /// Address, building, match level and radius are nil, and there are no members.
    /// - Parameters:
    ///   - households: households of this generation, each once.
    ///   - parts: what is wanted; only that is read.
    ///   - time: the time of day of their scores.
    ///   - grant: proof that the release is in the audit log.
    /// - Complexity: O(n log n); one look-up for every 256 neighbouring numbers of which one is wanted.
    package func packedHouseholds(
        _ households: [PackedHousehold], parts: HouseholdParts, time: ScoringTime, grant: ReleaseGrant
    ) throws -> [DisclosedHousehold] {
        let fields = grant.fields
        let numbers =
            parts.contains(.number) && fields.contains(.identifiers)
            ? try PackedNumbers.numbers(of: households.map(\.id), in: db) : nil
        let mayAddress = parts.contains(.position) && fields.contains(.address)
        let mayScore = fields.contains(.scores)
        let mayScoreOther = mayScore && parts.contains(time == .night ? .daytimeScore : .nightScore)
        let isNight = time == .night
        var result: [DisclosedHousehold] = []
        result.reserveCapacity(households.count)
        for (index, household) in households.enumerated() {
            let id = household.id
            let points = mayScore ? Points(thousandths: Int(household.score)) : nil
            let band = mayScore ? household.band : nil
            let night = isNight || !mayScoreOther ? nil : (try scores.household(id), try scores.householdBand(id))
            let daytime = isNight && mayScoreOther ? (try scores.daytime(id), try scores.daytimeBand(id)) : nil
            let location =
                mayAddress
                ? DisclosedLocation(
                    matchLevel: nil, coordinateLevel: household.coordinateLevel, position: household.position,
                    uncertaintyMetres: nil) : nil
            result.append(
                DisclosedHousehold(
                    id: id, householdNumber: numbers?[index], address: nil, building: nil, location: location,
                    score: isNight ? points : night?.0, band: isNight ? band : night?.1,
                    daytimeScore: isNight ? daytime?.0 : points, daytimeBand: isNight ? daytime?.1 : band, members: []))
        }
        return result
    }
}
