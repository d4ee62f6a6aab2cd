package import Residents

/// People as scoring looks at them on one day, household by household, in a few flat arrays without text.
///
/// Twelve bytes a person and two for each need that counts on the day; the needs of a person and the members of a household
/// may come in any order.
package struct FactsTable: Sendable {
    /// Ages and validities are counted on this day.
    package let asOf: CalendarDate
    private(set) var persons: [TablePerson] = []
    /// Kind and level of each need that holds and counts, as ``CompiledPolicy/slot(_:_:)``.
    private(set) var needs: [UInt16] = []
    /// Where the persons of each household end.
    private(set) var householdEnds: [Int32] = []

    /// A table without people.
    package init(asOf: CalendarDate) {
        self.asOf = asOf
    }

    /// Persons in the table.
    package var personCount: Int { persons.count }
    /// Households in the table.
    package var householdCount: Int { householdEnds.count }
    /// Needs in the table that count.
    package var needCount: Int { needs.count }

    /// Adds a person to the household that is being written; the birth day is nil when it is unknown.
    package mutating func append(
        birthDay: CalendarDate?, rank: RelationshipRank, house: HouseFacts = .unknown,
        needs: ArraySlice<NeedFact>
    ) {
        append(
            ageYears: birthDay.map { Age.completedYears(born: $0, asOf: asOf) }, rank: rank, house: house, needs: needs)
    }

    /// Ends the household that is being written; the next person begins another.
    package mutating func endHousehold() {
        householdEnds.append(Int32(truncatingIfNeeded: persons.count))
    }

    /// Empties the table and keeps its memory.
    package mutating func removeAll() {
        persons.removeAll(keepingCapacity: true)
        needs.removeAll(keepingCapacity: true)
        householdEnds.removeAll(keepingCapacity: true)
    }

    /// Adds one household.
    mutating func append(_ household: [PersonFacts]) {
        for person in household {
            append(
                ageYears: person.ageYears, rank: person.relationship.rank, house: person.house,
                needs: person.needs.lazy.map(\.scored))
        }
        endHousehold()
    }

    private mutating func append(
        ageYears: Int?, rank: RelationshipRank, house: HouseFacts, needs: some Sequence<NeedFact>
    ) {
        for need in needs where need.level.counts && need.isValid(on: asOf) {
            self.needs.append(UInt16(truncatingIfNeeded: CompiledPolicy.slot(need.kind, need.level)))
        }
        persons.append(
            TablePerson(
                needsEnd: Int32(truncatingIfNeeded: self.needs.count),
                ageSlot: UInt8(truncatingIfNeeded: CompiledPolicy.ageSlot(ageYears)), rank: rank.ordinal,
                structure: UInt8(truncatingIfNeeded: house.structure.ordinal),
                floor: house.floor.flatMap(Int16.init(exactly:)) ?? TablePerson.unknownNumber,
                buildYear: house.buildYear.flatMap(Int16.init(exactly:)) ?? TablePerson.unknownNumber))
    }
}

/// One person of a ``FactsTable``; the needs begin where those of the person before end.
struct TablePerson: BitwiseCopyable {
    static let unknownNumber = Int16.min

    let needsEnd: Int32
    /// Completed years up to 130, or ``CompiledPolicy/unknownAgeSlot``.
    let ageSlot: UInt8
    /// ``Residents/RelationshipRank/ordinal``.
    let rank: UInt8
    /// ``Residents/BuildingStructure/ordinal``.
    let structure: UInt8
    let floor: Int16
    let buildYear: Int16

    var isOfUnknownAge: Bool { Int(ageSlot) == CompiledPolicy.unknownAgeSlot }
}
