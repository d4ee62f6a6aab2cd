import AddressDictionary
package import Disclosure
import SupportScoring

/// Something that households can be put in order by; where equal, the household number decides.
package struct HouseholdOrder: Hashable, Sendable {
    /// What is known of every household without a look at its rows.
    package enum Key: String, CaseIterable, Sendable {
        /// The support score.
        case score
        /// The band, A first.
        case band
        /// Members whom the audience may see.
        case memberCount = "member_count"
        /// 世帯番号, by its bytes.
        case householdNumber = "household_number"
        /// Which kind of record gave the point, from nothing to the finest.
        case coordinateLevel = "coordinate_level"
        /// How sure it is that the household stands inside: certain, possible, without a position.
        case certainty

        /// The fields without which an audience may not have this order.
        package var fields: DisclosedFields {
            switch self {
            case .score: .scores
            case .band: .band
            case .householdNumber: .identifiers
            case .coordinateLevel: .mesh
            case .memberCount, .certainty: []
            }
        }
    }

    /// What.
    package let key: Key
    /// Whether the largest comes first.
    package let isDescending: Bool

    /// Pairs a key with a direction.
    package init(_ key: Key, isDescending: Bool) {
        self.key = key
        self.isDescending = isDescending
    }

    /// The key behind the sign of its direction.
    var text: String { (isDescending ? "-" : "+") + key.rawValue }

    /// Puts households in order; without keys the usual one: with a position first, by score, the highest first.
    ///
    /// - Complexity: O(n log n).
    static func ordered(_ hits: [AreaHit], by keys: [HouseholdOrder]) -> [AreaHit] {
        guard !keys.isEmpty else { return ListOrder.order(hits, limit: nil) { _ in 0 }.map { hits[$0] } }
        let values = keys.map { key in hits.map { hit in key.isDescending ? -key.key.value(hit) : key.key.value(hit) } }
        let order = hits.indices.sorted { left, right in
            for column in values where column[left] != column[right] { return column[left] < column[right] }
            return hits[left].household < hits[right].household
        }
        return order.map { hits[$0] }
    }
}

extension HouseholdOrder.Key {
    fileprivate func value(_ hit: AreaHit) -> Int {
        switch self {
        case .score: Int(hit.score)
        case .band: Int(hit.band?.rawValue ?? 0)
        case .memberCount: hit.memberCount
        case .householdNumber: Int(hit.household)
        case .coordinateLevel: Int(hit.coordinateLevel.rawValue)
        case .certainty: Certainty.allCases.firstIndex(of: hit.certainty) ?? 0
        }
    }
}
