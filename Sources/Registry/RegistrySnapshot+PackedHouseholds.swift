package import AddressDictionary
package import Disclosure
package import Geospatial
package import SupportScoring

/// What the packed columns of positions and scores say of a household, as a query found it.
package struct PackedHousehold: Sendable {
    /// The household's id in this generation.
    package let id: UInt32
    /// What puts it in order: its score at the time of day that was asked, in thousandths, as far as it may be known.
    package let score: Int32
    /// Its band at that time of day; nil where it is withheld.
    package let band: SupportBand?
    /// Where it stands; nil without a position.
    package let position: Coordinate?
    /// Which kind of record gave the point.
    package let coordinateLevel: MatchLevel

    /// Takes the parts as they are.
    package init(id: UInt32, score: Int32, band: SupportBand?, position: Coordinate?, coordinateLevel: MatchLevel) {
        self.id = id
        self.score = score
        self.band = band
        self.position = position
        self.coordinateLevel = coordinateLevel
    }
}

extension RegistrySnapshot {
    /// Hands out some households as far as packed columns know them, masked to what the grant allows; no row is touched.
    ///
    /// Address, building, match level and radius are nil, and there are no members. Only the numbers are gathered beforehand: a
    /// household is some hundred bytes, and a hundred thousand of them would be fetched from the system and given back.
    /// - Parameters:
    ///   - households: households of this generation, each once.
    ///   - parts: what is wanted; only that is read.
    ///   - time: the time of day of their scores.
    ///   - grant: proof that the release is in the audit log.
    ///   - body: gets each household with its place among those asked, in their order.
    /// - Complexity: O(n); one look-up for every 256 neighbouring numbers of which one is wanted.
    package func packedHouseholds(
        _ households: [PackedHousehold], parts: HouseholdParts, time: ScoringTime, grant: ReleaseGrant,
        _ body: (_ place: Int, consuming DisclosedHousehold) throws -> Void
    ) throws {
        let fields = grant.fields
        let visible = try visible(grant.clearance)
        guard households.allSatisfy({ visible.isVisible(household: $0.id) }) else {
            throw RegistryError.noSuchHousehold
        }
        let numbers =
            parts.contains(.number) && fields.contains(.identifiers)
            ? try PackedNumbers.numbers(of: households.map(\.id), in: db) : nil
        let mayPlace = parts.contains(.position) && fields.contains(.mesh)
        let mayScore = fields.contains(.scores)
        let mayBand = fields.contains(.band)
        let mayOther = parts.contains(time == .night ? .daytimeScore : .nightScore)
        let isNight = time == .night
        for (index, household) in households.enumerated() {
            let id = household.id
            let points = mayScore ? Points(thousandths: Int(household.score)) : nil
            let band = mayBand ? household.band : nil
            let night =
                isNight || !mayOther
                ? nil : (mayScore ? try scores.household(id) : nil, mayBand ? try scores.householdBand(id) : nil)
            let daytime =
                isNight && mayOther
                ? (mayScore ? try scores.daytime(id) : nil, mayBand ? try scores.daytimeBand(id) : nil) : nil
            let location =
                mayPlace
                ? DisclosedLocation(
                    matchLevel: nil, coordinateLevel: household.coordinateLevel,
                    position: fields.contains(.position)
                        ? household.position : household.position.map { MeshCell(holding: $0).center },
                    uncertaintyMetres: nil) : nil
            try body(
                index,
                DisclosedHousehold(
                    id: id, householdNumber: numbers?[index],
                    isProtected: grant.clearance.seesProtected ? visible.protectedHouseholds.contains(id) : nil,
                    address: nil, building: nil, location: location,
                    score: isNight ? points : night?.0, band: isNight ? band : night?.1,
                    daytimeScore: isNight ? daytime?.0 : points, daytimeBand: isNight ? daytime?.1 : band, members: []))
        }
    }
}
