/// Turns dwellings of the fictional city into registered places.
struct CityPlaces {
    let plan: CityPlan
    let buildings: [Building]

    /// The place of one dwelling.
    func place(of dwelling: Dwelling) -> HouseholdPlace {
        let building = buildings[Int(dwelling.building)]
        let town = plan.towns[Int(building.town)]
        let unit = Int(dwelling.unit)
        let profile = BuildingProfile(
            kind: building.kind, units: Int(building.units), stem: town.stem.text, seed: plan.seed,
            index: Int(dwelling.building))
        let koaza = building.koaza >= 0 ? Int(building.koaza) : nil
        let number = HouseNumbering.Number(
            first: Int(building.first), second: Int(building.second), third: Int(building.third))
        let longitude = DecimalText.fixed(building.longitude, decimals: 9)
        let latitude = DecimalText.fixed(building.latitude, decimals: 9)
        let registered: RegisteredAddress.Number
        let recordID: String
        switch town.numbering {
        case .residence:
            let id = ResidenceID(block: number.first, house: number.second, branch: number.third)
            registered = .residence(block: id.blockNumber, number: id.houseNumber, branch: id.branchNumber)
            recordID = id.recordID
        case .parcel:
            let id = ParcelID(number)
            registered = .parcel(id.parts)
            recordID = id.text
        }
        return HouseholdPlace(
            address: RegisteredAddress(
                town: RegisteredAddress.TownNames(
                    prefecture: PlaceNames.prefecture.text, county: "", city: PlaceNames.city.text, ward: "",
                    oaza: town.oaza.text, chome: town.chomeText, chomeNumber: town.chome,
                    koaza: koaza.map { town.koaza[$0].text } ?? ""),
                number: registered, koazaMayBeLeftOut: true),
            lgCode: PlaceNames.cityCode, machiazaID: town.machiazaID(koaza: koaza), recordID: recordID,
            longitude: building.hasPoint ? longitude : "", latitude: building.hasPoint ? latitude : "",
            buildingLine: profile.buildingLine(unit: unit, kind: building.kind), postalCode: town.postalCode,
            floor: profile.floor(unit: unit, kind: building.kind), buildYear: profile.buildYear,
            structure: profile.structure, survey: survey(building, index: Int(dwelling.building), longitude, latitude),
            isCareHome: building.kind == .careHome)
    }

    /// The city went to one in twelve of the houses that the tables cannot place.
    private func survey(
        _ building: Building, index: Int, _ longitude: String, _ latitude: String
    ) -> (longitude: String, latitude: String)? {
        guard !building.hasPoint, index.isMultiple(of: 12) else { return nil }
        return (longitude, latitude)
    }
}
