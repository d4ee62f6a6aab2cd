package import Places

/// The people of one place in one class of depth.
package struct PredictionCount: Sendable {
    /// Those who stand in a zone for certain, in the class at their point.
    package private(set) var certain = PeopleTally()
    /// Those who possibly do, in the worst class that their circle reaches.
    package private(set) var possible = PeopleTally()
    private var actions = [HeadCount](repeating: HeadCount(), count: EvacuationAction.allCases.count)
    /// Helpers for those of both who must leave or move upstairs.
    package private(set) var helpers = 0

    /// Nobody.
    package init() {}

    /// How many of both should do this.
    package subscript(action: EvacuationAction) -> HeadCount { actions[action.ordinal] }

    /// Certain and possible together.
    package subscript(item: TallyItem) -> HeadCount {
        var sum = certain[item]
        sum += possible[item]
        return sum
    }

    mutating func add(_ people: HouseholdPeople, certainty: Certainty, action: EvacuationAction) {
        if certainty == .certain { certain.add(people) } else { possible.add(people) }
        actions[action.ordinal].households += 1
        actions[action.ordinal].persons += people.count
        if action <= .moveUpstairs { helpers += people.helpers }
    }

    static func += (left: inout PredictionCount, right: PredictionCount) {
        left.certain += right.certain
        left.possible += right.possible
        for index in left.actions.indices { left.actions[index] += right.actions[index] }
        left.helpers += right.helpers
    }
}

/// What may come over one town, or over those whose nearest open site is one shelter.
package struct PredictionGroup: Sendable {
    /// The municipality of a town; empty for a shelter.
    package let city: String
    /// The town or the shelter; empty where no town was read, and where no site is open.
    package let name: String
    /// How many the shelter takes; nil for towns and where it is not known.
    package let capacity: Int?
    /// The people by class of depth, in the order of ``Prediction/depths``.
    package internal(set) var byDepth: [PredictionCount]

    /// All classes together.
    package var total: PredictionCount { byDepth.reduce(into: PredictionCount()) { $0 += $1 } }
    /// How many of those who must leave find no room; nil where the capacity is not known.
    package var shortage: Int? { capacity.map { max(0, total[.leave].persons - $0) } }
}
