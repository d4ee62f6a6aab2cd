/// How large a city of a given number of households is, and into how many parts it falls.
struct CitySize {
    let households: Int
    /// Metres.
    let width: Double
    /// Metres.
    let height: Double
    /// Districts from west to east; each has streets at an angle of its own.
    let districtColumns: Int
    /// Districts from south to north.
    let districtRows: Int
    /// Towns along each side of a district.
    let townsPerSide: Int

    init(households: Int) {
        self.households = households
        // Larger cities are denser and have more populous towns, as in Japan; land is counted with fields and river.
        let squareMetresPerHousehold: Double
        let householdsPerTown: Int
        switch households {
        case ...2_000: (squareMetresPerHousehold, householdsPerTown) = (700, 70)
        case ...10_000: (squareMetresPerHousehold, householdsPerTown) = (600, 120)
        case ...100_000: (squareMetresPerHousehold, householdsPerTown) = (450, 260)
        case ...500_000: (squareMetresPerHousehold, householdsPerTown) = (320, 450)
        default: (squareMetresPerHousehold, householdsPerTown) = (250, 650)
        }
        let area = max(400_000, Double(households) * squareMetresPerHousehold)
        height = (area / 1.5).squareRoot().rounded()
        width = (area / height).rounded()
        townsPerSide = households <= 5_000 ? 2 : 3
        let townsPerDistrict = townsPerSide * townsPerSide
        let districts = max(
            4, (households + householdsPerTown * townsPerDistrict - 1) / (householdsPerTown * townsPerDistrict))
        districtRows = max(2, Int((Double(districts) / 1.5).squareRoot().rounded()))
        districtColumns = max(2, (districts + districtRows - 1) / districtRows)
    }

    var townColumns: Int { districtColumns * townsPerSide }
    var townRows: Int { districtRows * townsPerSide }
}
