import Disclosure
import Incidents
import Registry
package import Residents
import SupportScoring

/// Which household somebody means: by its number in the incident, by its household number, or by both.
package enum HouseholdReference: Hashable, Sendable {
    /// 対応番号.
    case number(Int)
    /// 世帯番号.
    case household(HouseholdNumber)
    /// Both, which must belong together.
    case both(Int, HouseholdNumber)

    /// What was given of the two, or nil when it was neither.
    package init?(number: Int?, household: HouseholdNumber?) {
        switch (number, household) {
        case (let number?, let household?): self = .both(number, household)
        case (let number?, nil): self = .number(number)
        case (nil, let household?): self = .household(household)
        case (nil, nil): return nil
        }
    }
}

/// An incident as one audience may look at it, within one generation.
struct IncidentView {
    let incident: Incident
    let clearance: Clearance
    let snapshot: RegistrySnapshot
    /// The households of the area to which a declaration is limited; nil when there is nothing to keep to.
    private let limited: Set<UInt32>?

    init(_ incident: Incident, _ clearance: Clearance, in snapshot: RegistrySnapshot) throws {
        self.incident = incident
        self.clearance = clearance
        self.snapshot = snapshot
        limited =
            clearance.activation?.area == nil
            ? nil
            : try ActivationArea(clearance, snapshot).households(in: snapshot.packedRegister(clearance, time: .night))
    }

    /// The households that may be seen, by their numbers in the incident.
    func households() throws -> [VisibleHousehold] {
        try snapshot.households(of: incident.id, clearance).filter(isWithin)
    }

    /// The household that is meant, if it is counted.
    ///
    /// - Throws: ``Incidents/IncidentError/noSuchHousehold`` for a number that the incident does not have, or none that may be seen;
    ///   ``Incidents/IncidentError/numbersDisagree``.
    func household(_ reference: HouseholdReference) throws -> VisibleHousehold? {
        switch reference {
        case .number(let number):
            guard let found = try snapshot.household(number, of: incident.id, clearance), isWithin(found) else {
                throw IncidentError.noSuchHousehold
            }
            return found
        case .household(let number):
            return try snapshot.household(number, of: incident.id, clearance).flatMap { isWithin($0) ? $0 : nil }
        case .both(let number, let household):
            guard let found = try self.household(.number(number)) else { throw IncidentError.noSuchHousehold }
            guard found.counted.household == household else { throw IncidentError.numbersDisagree }
            return found
        }
    }

    /// The id of a registered household that may be seen, counted or not.
    ///
    /// - Throws: ``Incidents/IncidentError/noSuchHousehold``.
    func registered(_ number: HouseholdNumber) throws -> UInt32 {
        do {
            let id = try snapshot.household(number: number, clearance: clearance)
            if limited?.contains(id) ?? true { return id }
        } catch RegistryError.noSuchHousehold {}
        throw IncidentError.noSuchHousehold
    }

    private func isWithin(_ household: VisibleHousehold) -> Bool {
        guard let limited else { return true }
        return household.id.map(limited.contains) ?? false
    }

    /// What the audit log says of whose records: those who are registered.
    func records(of households: [VisibleHousehold]) throws -> RecordedPeople {
        try snapshot.records(of: households.compactMap(\.id), clearance: clearance)
    }
}

extension RegistryTransaction {
    /// Households that join an incident, with numbers behind those that are given.
    ///
    /// In the order of the list that responders get: by band, then by household number, so that a number tells nothing of a score.
    func joining(
        _ households: [UInt32], _ incident: Int64, at time: WorkTime, because cause: IncidentHousehold.Cause,
        _ clearance: Clearance, besides extra: [IncidentHousehold] = []
    ) throws -> [IncidentHousehold] {
        let last = try snapshot.lastNumbers(of: incident, splitAt: IncidentHousehold.firstProtected)
        var next = max(last.below + 1, 1)
        var nextProtected = max(last.from + 1, IncidentHousehold.firstProtected)
        for household in extra {
            if household.number < IncidentHousehold.firstProtected {
                next = max(next, household.number + 1)
            } else {
                nextProtected = max(nextProtected, household.number + 1)
            }
        }
        return try standings(of: households, clearance)
            .sorted { ($0.band, $0.household) < ($1.band, $1.household) }
            .map { standing in
                let number = standing.isProtected ? nextProtected : next
                if standing.isProtected { nextProtected += 1 } else { next += 1 }
                return IncidentHousehold(
                    number: number, household: standing.household, score: standing.score, band: standing.band,
                    joinedAt: time, cause: cause)
            }
    }
}

extension RecordedPeople {
    /// How many people; 0 where all are meant.
    var count: Int {
        if case .people(let keys) = self { keys.count } else { 0 }
    }
}
