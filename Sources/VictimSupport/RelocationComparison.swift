import AddressDictionary
import Geospatial
import Registry

/// Sets new positions against old ones.
struct RelocationComparison {
    private let old: [UInt32: LocatedHousehold]
    private let new: [StoredLocation]

    init(old: [LocatedHousehold], new: [StoredLocation]) {
        self.old = Dictionary(old.map { ($0.household, $0) }, uniquingKeysWith: { first, _ in first })
        self.new = new
    }

    /// Counts what changed.
    ///
    /// - Complexity: O(households + moves log moves).
    func report(generation: Int64?, oldEdition: String?, newEdition: String) -> RelocationReport {
        var tally = Tally()
        for location in new { tally.add(location, before: old[location.household]) }
        var moves = tally.moves
        moves.sort { left, right in
            let leftMetres = left.distanceMetres ?? -1
            let rightMetres = right.distanceMetres ?? -1
            return leftMetres != rightMetres ? leftMetres > rightMetres : left.household < right.household
        }
        return RelocationReport(
            generation: generation, oldEdition: oldEdition, newEdition: newEdition, households: new.count,
            byCoordinateLevel: tally.byCoordinateLevel, moved: tally.moved, largestMetres: tally.largestMetres,
            gained: tally.gained, lost: tally.lost, levelUp: tally.levelUp, levelDown: tally.levelDown,
            changed: tally.changed, towns: tally.farthestTowns, moves: moves)
    }

    private struct Tally {
        var byCoordinateLevel: [MatchLevel: Int] = [:]
        var moved = 0
        var largestMetres = 0.0
        var gained = 0
        var lost = 0
        var levelUp = 0
        var levelDown = 0
        var changed = 0
        var moves: [HouseholdMove] = []
        private var towns: [[String]: (households: Int, largestMetres: Double)] = [:]

        mutating func add(_ location: StoredLocation, before: LocatedHousehold?) {
            let match = location.match
            byCoordinateLevel[match.coordinateLevel, default: 0] += 1
            let oldMatchLevel = before?.matchLevel ?? .none
            if match.matchLevel > oldMatchLevel { levelUp += 1 }
            if match.matchLevel < oldMatchLevel { levelDown += 1 }
            let oldLevel = before?.coordinateLevel ?? .none
            let metres = before?.position.flatMap { from in match.position.map { from.metres(to: $0) } }
            if location.differs(from: before) { changed += 1 }
            switch (before?.position, match.position) {
            case (nil, nil): return
            case (nil, _): gained += 1
            case (_, nil): lost += 1
            default:
                guard let metres, metres > RelocationReport.thresholdMetres else { return }
                moved += 1
                largestMetres = max(largestMetres, metres)
                let isNamed = !match.town.isEmpty
                let place = isNamed ? [match.city, match.town] : [before?.city ?? "", before?.town ?? ""]
                let known = towns[place] ?? (0, 0)
                towns[place] = (known.households + 1, max(known.largestMetres, metres))
            }
            moves.append(
                HouseholdMove(
                    household: location.household, oldPosition: before?.position, newPosition: match.position,
                    oldLevel: oldLevel, newLevel: match.coordinateLevel, distanceMetres: metres))
        }

        var farthestTowns: [TownMoves] {
            let all = towns.map { place, moves in
                TownMoves(
                    city: place[0], town: place[1], households: moves.households, largestMetres: moves.largestMetres)
            }
            let sorted = all.sorted { left, right in
                if left.largestMetres != right.largestMetres { return left.largestMetres > right.largestMetres }
                if left.households != right.households { return left.households > right.households }
                return (left.city + "\t" + left.town).utf8
                    .lexicographicallyPrecedes((right.city + "\t" + right.town).utf8)
            }
            return Array(sorted.prefix(RelocationReport.townLimit))
        }
    }
}
