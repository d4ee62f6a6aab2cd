/// The fictional city before anything is written: size, river, flood and towns with their households.
struct CityPlan {
    let households: Int
    let seed: UInt64
    let size: CitySize
    let frame: LocalFrame
    let river: River
    let flood: FloodModel
    let towns: [Town]
    /// Households living in houses and apartments, per town.
    let townHouseholds: [Int]
    /// Residents of the care home in a town, per town; 0 where there is none.
    let careHomeResidents: [Int]

    init(households: Int, seed: UInt64) {
        self.households = households
        self.seed = seed
        size = CitySize(households: households)
        frame = LocalFrame(width: size.width, height: size.height)
        river = River(size: size, seed: seed)
        flood = FloodModel(size: size, river: river, seed: seed)
        towns = TownPlanner(size: size, river: river, seed: seed).towns()
        // About 17 in 1,000 households are single residents of a care home.
        let residents = max(6, households * 17 / 1_000)
        careHomeResidents = Self.careHomes(residents: residents, towns: towns, flood: flood)
        townHouseholds = Self.share(households - residents, among: towns)
    }

    /// Homes of up to 70 residents, in towns that the flood reaches as far as there are any.
    private static func careHomes(residents: Int, towns: [Town], flood: FloodModel) -> [Int] {
        var result = [Int](repeating: 0, count: towns.count)
        let dry = towns.filter { $0.dryShare > 0.7 }
        let flooded = dry.filter { (1...3).contains(flood.rank(at: $0.land.center)) }
        let candidates = flooded.isEmpty ? (dry.isEmpty ? towns : dry) : flooded
        let homes = max(1, min(candidates.count, (residents + 69) / 70))
        for home in 0..<homes {
            let town = candidates[home * candidates.count / homes]
            result[town.index] = residents * (home + 1) / homes - residents * home / homes
        }
        return result
    }

    /// Divides households by dry land and density, so that the parts add up exactly.
    private static func share(_ households: Int, among towns: [Town]) -> [Int] {
        let weights = towns.map { $0.land.area * $0.dryShare * $0.density }
        let total = weights.reduce(0, +)
        var result: [Int] = []
        var sum = 0.0
        var given = 0
        for (index, weight) in weights.enumerated() {
            sum += weight
            let upTo = index == weights.count - 1 ? households : Int((sum / total * Double(households)).rounded())
            result.append(upTo - given)
            given = upTo
        }
        return result
    }
}
