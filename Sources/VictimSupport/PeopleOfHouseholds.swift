import Disclosure
import Registry
import Residents
import SupportScoring

extension RegistrySnapshot {
    /// Hands out the persons of each household, counted; a household of which nobody is visible is left out.
    ///
    /// - Parameters:
    ///   - households: ids of this generation, ascending.
    ///   - register: for the bands, cleared for counts.
    ///   - asOf: ages are counted on this day.
    ///   - grant: proof that the release is in the audit log.
    ///   - body: gets the household's place in `households`.
    /// - Complexity: O(needs of everybody + members).
    func forEachCounted(
        of households: [UInt32], in register: PackedRegister, asOf: CalendarDate, grant: ReleaseGrant,
        _ body: (_ index: Int, HouseholdPeople) -> Void
    ) throws {
        var current: (index: Int, people: HouseholdPeople)?
        try forEachPerson(of: households, memberCounts: register.memberCounts, grant: grant) { person in
            if current?.index != person.household {
                if let (index, people) = current { body(index, people) }
                let band = register.bands[Int(households[person.household]) - 1]
                current = (person.household, HouseholdPeople(band: SupportBand(rawValue: band) ?? .c))
            }
            current?.people.add(born: person.born, needs: person.needs, asOf: asOf)
        }
        if let (index, people) = current { body(index, people) }
    }
}
