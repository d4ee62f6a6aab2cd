package import Residents

/// What scoring looks at in one person.
package struct PersonFacts: Sendable {
    /// Completed years on the as-of date, 0 or more; nil when the birth date is unknown.
    package let ageYears: Int?
    /// 続柄.
    package let relationship: Relationship
    /// The house that the person lives in.
    package let house: HouseFacts
    /// Every need on file, valid or not; the order does not matter.
    package let needs: [Need]

    /// Takes facts as they are; a negative age, of somebody not yet born, counts as 0.
    package init(ageYears: Int?, relationship: Relationship, house: HouseFacts = .unknown, needs: [Need]) {
        self.ageYears = ageYears.map { max(0, $0) }
        self.relationship = relationship
        self.house = house
        self.needs = needs
    }

    /// Works out the age on the as-of date; a birth date that is no day of the calendar leaves it unknown.
    package init(
        birthDate: RecordedDate, relationship: Relationship, house: HouseFacts = .unknown, needs: [Need],
        asOf: CalendarDate
    ) {
        self.init(
            ageYears: birthDate.day.map { Age.completedYears(born: $0, asOf: asOf) }, relationship: relationship,
            house: house, needs: needs)
    }
}
