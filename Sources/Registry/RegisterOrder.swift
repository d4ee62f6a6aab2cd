import Geospatial
import Residents

/// The order in which a register is stored: households in byte order of their number, members in listing order.
struct RegisterOrder {
    /// Places in the given residents.
    let places: [Int]

    /// - Complexity: O(n log n) in the residents.
    init(_ residents: [Resident]) {
        places = residents.indices.sorted { a, b in
            let left = residents[a]
            let right = residents[b]
            if left.householdNumber != right.householdNumber { return left.householdNumber < right.householdNumber }
            return Resident.listingOrder(left, right)
        }
    }

    /// The position of each household that has one: the first that a member has.
    func surveyPositions(of residents: [Resident]) -> [HouseholdNumber: Coordinate] {
        var result: [HouseholdNumber: Coordinate] = [:]
        for place in places {
            let resident = residents[place]
            guard let position = resident.surveyPosition, result[resident.householdNumber] == nil else { continue }
            result[resident.householdNumber] = position
        }
        return result
    }
}
