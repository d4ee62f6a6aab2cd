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
    /// Some households as far as packed columns know them; no row is touched.
    ///
    /// - Parameters:
    ///   - households: ids of this generation, each once.
    ///   - parts: what is wanted; only that is read.
    ///   - time: the time of day of their scores.
    ///   - grant: proof that the release is in the audit log.
    /// - Throws: ``RegistryError/noSuchHousehold`` when the audience may not know of one.
    /// - Complexity: O(n); one look-up for every 256 neighbouring numbers of which one is wanted.
    package func packedHouseholds(
        _ households: [UInt32], parts: HouseholdParts, time: ScoringTime, grant: ReleaseGrant
    ) throws -> PackedHouseholds {
        let visible = try visible(grant.clearance)
        guard households.allSatisfy(visible.isVisible(household:)) else { throw RegistryError.noSuchHousehold }
        let wantsNumbers = parts.contains(.number) && grant.fields.contains(.identifiers)
        return PackedHouseholds(
            households: households,
            numbers: wantsNumbers ? try PackedNumbers.numbers(of: households, in: db) : nil,
            protected: grant.clearance.seesProtected ? visible.protectedHouseholds : nil,
            otherScores: parts.contains(time == .night ? .daytimeScore : .nightScore) ? scores : nil,
            isNight: time == .night,
            wantsPosition: parts.contains(.position), fields: grant.fields)
    }
}

/// Households whose release is in the audit log, each made as it is taken and masked to what the grant allows.
///
/// Only their numbers are gathered beforehand: a household is some hundred bytes, and a hundred thousand of them would be fetched from
/// the system and given back.
package final class PackedHouseholds {
    private let households: [UInt32]
    private let numbers: GatheredNumbers?
    /// Nil for whoever may not know of any.
    private let protected: Set<UInt32>?
    /// Where the scores of the other time of day are; nil when nobody wants them.
    private let otherScores: PackedScores?
    private let isNight: Bool
    private let mayScore: Bool
    private let mayBand: Bool
    private let mayPlace: Bool
    private let mayPosition: Bool

    fileprivate init(
        households: [UInt32], numbers: GatheredNumbers?, protected: Set<UInt32>?, otherScores: PackedScores?,
        isNight: Bool, wantsPosition: Bool, fields: DisclosedFields
    ) {
        self.households = households
        self.numbers = numbers
        self.protected = protected
        self.otherScores = otherScores
        self.isNight = isNight
        mayScore = fields.contains(.scores)
        mayBand = fields.contains(.band)
        mayPlace = wantsPosition && fields.contains(.mesh)
        mayPosition = fields.contains(.position)
    }

    /// The household at a place among those asked.
    ///
    /// Address, building, match level and radius are nil, and there are no members.
    /// - Parameter found: what a query found of this household.
    /// - Throws: ``RegistryError/noSuchHousehold`` when another one was asked for at the place,
    ///   ``RegistryError/packedColumnMismatch(column:)`` when a score is not there.
    package func household(_ found: PackedHousehold, at place: Int) throws -> DisclosedHousehold {
        let id = found.id
        guard households[place] == id else { throw RegistryError.noSuchHousehold }
        let score = mayScore ? Points(thousandths: Int(found.score)) : nil
        let band = mayBand ? found.band : nil
        var (otherScore, otherBand): (Points?, SupportBand?)
        if let otherScores {
            if mayScore { otherScore = try isNight ? otherScores.daytime(id) : otherScores.household(id) }
            if mayBand { otherBand = try isNight ? otherScores.daytimeBand(id) : otherScores.householdBand(id) }
        }
        var location: DisclosedLocation?
        if mayPlace {
            location = DisclosedLocation(
                matchLevel: nil, coordinateLevel: found.coordinateLevel,
                position: mayPosition ? found.position : found.position.map { MeshCell(holding: $0).center },
                uncertaintyMetres: nil)
        }
        return DisclosedHousehold(
            id: id, householdNumber: numbers?[place], isProtected: protected?.contains(id), address: nil,
            building: nil, location: location, score: isNight ? score : otherScore,
            band: isNight ? band : otherBand, daytimeScore: isNight ? otherScore : score,
            daytimeBand: isNight ? otherBand : band, members: [])
    }
}
