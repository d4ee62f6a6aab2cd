/// What the register knows of a building beyond its address, drawn anew from the seed whenever it is asked for.
struct BuildingProfile {
    /// The name in the building line; empty for houses.
    let name: String
    /// How the building line writes rooms.
    let roomSuffix: String
    let roomsPerFloor: Int
    /// Year of construction, or nil when the register lacks it.
    let buildYear: Int?
    /// Construction, or empty when the register lacks it.
    let structure: String

    /// The profile of the building at a place in the list of buildings of a city.
    init(kind: Building.Kind, units: Int, stem: String, seed: UInt64, index: Int) {
        var stream = RandomStream(seed: seed, purpose: .buildings, index: index)
        roomsPerFloor = max(2, min(8, (units + 3) / 4))
        let knowsHouse = stream.chance(percent: 60)
        let period = stream.weighted([(30, 1950...1980), (45, 1981...2000), (25, 2001...2025)])
        buildYear = knowsHouse ? stream.within(period) : nil
        switch kind {
        case .house:
            name = ""
            roomSuffix = ""
            structure = knowsHouse ? stream.weighted([(82, "木造"), (14, "鉄骨造"), (4, "鉄筋コンクリート造")]) : ""
        case .apartments:
            let brand = stream.pick(["メゾン", "コーポ", "ハイツ", "シーサイド", "グランデ", "サンコート", "ヴィラ"])
            let wing = stream.weighted([(70, ""), (8, "一番館"), (6, "弐番館"), (8, "Ａ棟"), (8, "2号館")])
            name = brand + stem + wing
            roomSuffix = stream.weighted([(60, "号室"), (40, "")])
            structure = knowsHouse ? stream.weighted([(25, "木造"), (35, "鉄骨造"), (40, "鉄筋コンクリート造")]) : ""
        case .careHome:
            name = "特別養護老人ホーム" + stem + "の里"
            roomSuffix = ""
            structure = "鉄筋コンクリート造"
        }
    }

    /// The floor of a unit, from 1; nil where the register does not say.
    func floor(unit: Int, kind: Building.Kind) -> Int? {
        kind == .house ? nil : unit / roomsPerFloor + 1
    }

    /// The building line of a unit, room included; empty for houses.
    func buildingLine(unit: Int, kind: Building.Kind) -> String {
        guard kind == .apartments else { return name }
        let room = (unit / roomsPerFloor + 1) * 100 + unit % roomsPerFloor + 1
        return "\(name)　\(room)\(roomSuffix)"
    }
}
