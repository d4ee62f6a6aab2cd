package import Registry
package import Residents
package import SupportScoring

/// One line of the list: the household, its place in the order, and what follows from the as-of date.
///
/// A class, because each of the columns is made from it: some hundred bytes would be copied for every cell.
package final class ListedHousehold: Sendable {
    /// 1 for the household to be reached first; the same number stands on the map.
    package let number: Int
    /// Score, band and certainty.
    package let hit: AreaHit
    /// What the hazard layers mean for it; nil without layers.
    package let hazard: HouseholdHazard?
    /// The rows, masked by the disclosure gate.
    package let household: DisclosedHousehold
    /// Which of the two scores gave the place in the order.
    package let time: ScoringTime
    /// Ages are counted on this day.
    package let asOf: CalendarDate
    /// The score with every line, members in listing order; nil when nobody asked, or the audience may not see needs.
    package let reasons: HouseholdScore?

    init(
        number: Int, hit: AreaHit, hazard: HouseholdHazard?, household: consuming DisclosedHousehold,
        time: ScoringTime, asOf: CalendarDate, reasons: HouseholdScore?
    ) {
        self.number = number
        self.hit = hit
        self.hazard = hazard
        self.household = household
        self.time = time
        self.asOf = asOf
        self.reasons = reasons
    }

    /// Completed years of a member on the as-of date, or nil when the birth date is unknown or withheld; 0 before birth.
    package func age(of member: DisclosedMember) -> Int? {
        if let age = member.age { return age }
        guard case .day(let born)? = member.birthDate else { return nil }
        return max(0, Age.completedYears(born: born, asOf: asOf))
    }

    /// Kinds of need in the household, strongest first and each once, for colours and marks.
    package var needClasses: [NeedClass] {
        let classes = Set(household.members.flatMap(needClasses))
        return NeedClass.allCases.filter(classes.contains)
    }

    /// Kinds of need of a member, strongest first and each once.
    package func needClasses(of member: DisclosedMember) -> [NeedClass] {
        var classes = Set(member.needs.filter(\.state.doesHold).compactMap(\.kind.displayClass))
        if let ofAge = NeedClass.ofAge(age(of: member)) { classes.insert(ofAge) }
        return NeedClass.allCases.filter(classes.contains)
    }
}
