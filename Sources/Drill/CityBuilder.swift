import Interchange

/// A registered lot that belongs to the city.
struct PublicLot {
    let town: Town
    let number: HouseNumbering.Number
    let koaza: Int?
    let point: PlanePoint
}

/// Builds the city town by town: cuts the land, numbers the lots, writes the address tables and keeps the buildings.
struct CityBuilder {
    let plan: CityPlan
    /// Every inhabited building, town by town.
    private(set) var buildings: [Building] = []
    /// The first lot of every town, kept free for a school or an assembly hall; nil where no lot is dry.
    private(set) var publicLots: [PublicLot?] = []
    /// Streets between the blocks of each town.
    private(set) var grids: [StreetGrid] = []

    init(plan: CityPlan) {
        self.plan = plan
        buildings.reserveCapacity(plan.households * 3 / 4)
    }

    /// Builds all towns.
    mutating func build(into tables: inout AddressTables) throws(InterchangeError) {
        for town in plan.towns { try build(town, into: &tables) }
    }

    private mutating func build(_ town: Town, into tables: inout AddressTables) throws(InterchangeError) {
        var stream = RandomStream(seed: plan.seed, purpose: .lots, index: town.index)
        let houses = TownHouses(
            town: town, households: plan.townHouseholds[town.index],
            careHomeResidents: plan.careHomeResidents[town.index], stream: &stream)
        let layout = LotLayout(
            town: town, needed: houses.lotsNeeded(town.numbering), river: plan.river, stream: &stream)
        grids.append(StreetGrid(columns: layout.columns, rows: layout.rows))
        try tables.town(town, koazaCenters: Self.koazaLands(town, rows: layout.rows).map(\.center))
        if town.numbering == .residence {
            for (index, center) in layout.blockCenters.enumerated() {
                try tables.block(town, number: index + 1, center)
            }
        }
        var numbering = HouseNumbering(town.numbering)
        var remaining = houses.buildings[...]
        publicLots.append(nil)
        for (index, lot) in layout.lots.enumerated() {
            let number = numbering.number(lot, stream: &stream)
            // One parcel in four has no point, as in the real tables.
            let hasPoint = town.numbering == .residence || !stream.chance(percent: 25)
            switch town.numbering {
            case .residence:
                try tables.residence(
                    town, ResidenceID(block: number.first, house: number.second, branch: number.third), lot.point)
            case .parcel:
                try tables.parcel(town, koaza: lot.koaza, number, at: hasPoint ? lot.point : nil)
            }
            guard index > 0 else {
                publicLots[town.index] = PublicLot(town: town, number: number, koaza: lot.koaza, point: lot.point)
                continue
            }
            // Every set of lots of the right size is equally likely to be built upon.
            guard stream.below(layout.lots.count - index) < remaining.count, let building = remaining.popFirst() else {
                continue
            }
            append(building, at: lot, number: number, town: town, hasPoint: hasPoint)
        }
    }

    private mutating func append(
        _ building: (kind: Building.Kind, units: Int), at lot: LotLayout.Lot, number: HouseNumbering.Number, town: Town,
        hasPoint: Bool
    ) {
        buildings.append(
            Building(
                longitude: plan.frame.longitude(lot.point), latitude: plan.frame.latitude(lot.point),
                town: UInt32(town.index), first: UInt32(number.first), second: UInt32(number.second),
                third: UInt16(number.third), units: UInt16(building.units), kind: building.kind,
                koaza: Int8(lot.koaza ?? -1), hasPoint: hasPoint))
    }

    /// The pieces of land of a town's 小字, from south to north.
    static func koazaLands(_ town: Town, rows: Int) -> [Quad] {
        let count = town.koaza.count
        return (0..<count).map { index in
            town.land.strip(
                from: LotLayout.koazaStart(index, of: count, rows: rows),
                to: LotLayout.koazaStart(index + 1, of: count, rows: rows))
        }
    }

    /// All dwellings, in the random order in which households take them.
    func dwellings() -> [Dwelling] {
        var result: [Dwelling] = []
        result.reserveCapacity(plan.households)
        for (index, building) in buildings.enumerated() {
            for unit in 0..<building.units { result.append(Dwelling(building: UInt32(index), unit: unit)) }
        }
        var stream = RandomStream(seed: plan.seed, purpose: .placement)
        stream.shuffle(&result)
        return result
    }
}
