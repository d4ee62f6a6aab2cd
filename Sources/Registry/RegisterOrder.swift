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
}
