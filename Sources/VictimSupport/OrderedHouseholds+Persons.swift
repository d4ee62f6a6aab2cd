/// Some persons of an answer: households in order, and of the first and the last perhaps only some members.
package struct PersonPlaces: Sendable {
    /// Which households, by their places in the order.
    package let households: Range<Int>
    /// Of which households only some members are meant, by their places among those whom the audience may see.
    package let members: [UInt32: Range<Int>]
    /// How many persons.
    package let count: Int

    init(households: Range<Int>, members: [UInt32: Range<Int>], count: Int) {
        self.households = households
        self.members = members
        self.count = count
    }

    /// One person: the member at a place of a household at a place in the order.
    package init(member: Int, of household: UInt32, at place: Int) {
        self.init(households: place..<place + 1, members: [household: member..<member + 1], count: 1)
    }
}

extension OrderedHouseholds {
    /// Persons of all households whom the audience may see.
    package var personCount: Int { hits.reduce(0) { $0 + $1.memberCount } }

    /// The persons of some places in the order: household by household, members in listing order.
    ///
    /// - Complexity: O(households up to the last place).
    package func persons(_ places: Range<Int>) -> PersonPlaces {
        var first: Int?
        var last = 0
        var members: [UInt32: Range<Int>] = [:]
        var before = 0
        var count = 0
        for (index, hit) in hits.enumerated() {
            let meant = places.clamped(to: before..<before + hit.memberCount)
            if !meant.isEmpty {
                if first == nil { first = index }
                last = index + 1
                count += meant.count
                if meant.count < hit.memberCount {
                    members[hit.household] = meant.lowerBound - before..<meant.upperBound - before
                }
            }
            before += hit.memberCount
            if before >= places.upperBound { break }
        }
        return PersonPlaces(households: (first ?? last)..<last, members: members, count: count)
    }
}
