/// Which buildings a town needs for its households.
struct TownHouses {
    /// Households per building and kind, in random order.
    let buildings: [(kind: Building.Kind, units: Int)]

    init(town: Town, households: Int, careHomeResidents: Int, stream: inout RandomStream) {
        var buildings: [(kind: Building.Kind, units: Int)] = []
        var inApartments = households * (town.numbering == .residence ? 42 : town.koaza.isEmpty ? 14 : 0) / 100
        var inHouses = households - inApartments
        let largest = max(6, min(48, households / 5))
        while inApartments >= 4 {
            let units = min(inApartments, stream.within(4...largest))
            buildings.append((.apartments, units))
            inApartments -= units
        }
        inHouses += inApartments
        while inHouses > 0 {
            // Two households at one door: parents and children registered apart.
            let units = min(inHouses, stream.chance(percent: 4) ? 2 : 1)
            buildings.append((.house, units))
            inHouses -= units
        }
        if careHomeResidents > 0 { buildings.append((.careHome, careHomeResidents)) }
        stream.shuffle(&buildings)
        self.buildings = buildings
    }

    /// Lots for the buildings and for those that stand empty: vacant lots in towns, fields in the country.
    func lotsNeeded(_ numbering: Town.Numbering) -> Int {
        switch numbering {
        case .residence: buildings.count + buildings.count / 8 + 2
        case .parcel: buildings.count + buildings.count * 3 / 5 + 4
        }
    }
}
