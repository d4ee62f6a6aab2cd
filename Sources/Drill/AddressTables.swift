import Interchange

/// Writes the address tables of the fictional city in the form of the アドレス・ベース・レジストリ.
struct AddressTables {
    /// How many rows of each kind were written.
    struct Counts {
        var towns = 0
        var blocks = 0
        var residences = 0
        var parcels = 0
        var parcelPoints = 0
    }

    private let frame: LocalFrame
    private var prefectures: TableFile
    private var cities: TableFile
    private var towns: TableFile
    private var townPositions: TableFile
    private var blocks: TableFile
    private var blockPositions: TableFile
    private var residences: TableFile
    private var residencePositions: TableFile
    private var parcels: TableFile
    private var parcelPositions: TableFile

    private static let effective = "1947-04-17"
    private static let surveyed = "2026-04-01"
    private static let datum = "EPSG:6668"

    /// Creates the files in an existing folder.
    init(directory: String, frame: LocalFrame) throws(InterchangeError) {
        self.frame = frame
        func table(_ name: String, _ header: String) throws(InterchangeError) -> TableFile {
            try TableFile(path: "\(directory)/\(name).csv", header: header, lineEnding: .lineFeed)
        }
        prefectures = try table("mt_pref_all", AddressTableHeaders.prefecture)
        cities = try table("mt_city_all", AddressTableHeaders.city)
        towns = try table("mt_town_all", AddressTableHeaders.town)
        townPositions = try table("mt_town_pos_all", AddressTableHeaders.townPosition)
        blocks = try table("mt_rsdtdsp_blk_pref99", AddressTableHeaders.block)
        blockPositions = try table("mt_rsdtdsp_blk_pos_pref99", AddressTableHeaders.blockPosition)
        residences = try table("mt_rsdtdsp_rsdt_pref99", AddressTableHeaders.residence)
        residencePositions = try table("mt_rsdtdsp_rsdt_pos_pref99", AddressTableHeaders.residencePosition)
        parcels = try table("mt_parcel_city992011", AddressTableHeaders.parcel)
        parcelPositions = try table("mt_parcel_pos_city992011", AddressTableHeaders.parcelPosition)
        let prefecture = PlaceNames.prefecture
        try prefectures.row([
            PlaceNames.prefectureCode, prefecture.text, prefecture.kana, prefecture.roman, Self.effective, "", "",
        ])
        try cities.row([PlaceNames.cityCode] + Self.place + ["", "", "", Self.effective, "", ""])
    }

    private static let place = [
        PlaceNames.prefecture.text, PlaceNames.prefecture.kana, PlaceNames.prefecture.roman, "", "", "",
        PlaceNames.city.text, PlaceNames.city.kana, PlaceNames.city.roman,
    ]

    var counts: Counts {
        Counts(
            towns: towns.rows, blocks: blocks.rows, residences: residences.rows, parcels: parcels.rows,
            parcelPoints: parcelPositions.rows)
    }

    /// Writes a town and its 小字 with their points.
    mutating func town(_ town: Town, koazaCenters: [PlanePoint]) throws(InterchangeError) {
        let chome = town.chome.map(String.init) ?? ""
        let chomeKana = town.chome.map { DecimalText.fullWidth(String($0)) + "チョウメ" } ?? ""
        let head = [town.oaza.text, town.oaza.kana, town.oaza.roman, town.chomeText, chomeKana, chome]
        let isResidence = town.numbering == .residence
        try townRow(
            id: town.machiazaID(), type: town.chome == nil ? "1" : "2", names: head + ["", "", ""],
            isResidence: isResidence, postalCode: town.postalCode)
        // Part of the town points are still on the older datum, as in the agency's files.
        try townPoint(
            id: town.machiazaID(), isResidence: isResidence, town.land.center,
            datum: town.index % 4 == 1 ? "EPSG:4612" : Self.datum)
        for (index, koaza) in town.koaza.enumerated() {
            let id = town.machiazaID(koaza: index)
            try townRow(
                id: id, type: "3", names: head + [koaza.text, koaza.kana, koaza.roman], isResidence: isResidence,
                postalCode: town.postalCode)
            // Every third 小字 has no point.
            if (town.index + index) % 3 != 0, index < koazaCenters.count {
                try townPoint(id: id, isResidence: isResidence, koazaCenters[index], datum: Self.datum)
            }
        }
    }

    private mutating func townRow(
        id: String, type: String, names: [String], isResidence: Bool, postalCode: String
    ) throws(InterchangeError) {
        var fields = [PlaceNames.cityCode, id, type] + Self.place + ["", "", ""] + names + [""]
        fields += isResidence ? ["1", "1"] : ["0", "0"]
        fields += ["0", "0", "0", "0", "1", "1", Self.effective, "", "0", postalCode, ""]
        try towns.row(fields)
    }

    private mutating func townPoint(
        id: String, isResidence: Bool, _ point: PlanePoint, datum: String
    ) throws(InterchangeError) {
        var fields = [PlaceNames.cityCode, id, isResidence ? "1" : "0"] + degrees(point)
        fields += [datum, "25000", "1", "", "", "", "", "", "0", "", "2026", "", ""]
        try townPositions.row(fields)
    }

    /// Writes a residential block with its point.
    mutating func block(_ town: Town, number: Int, _ center: PlanePoint) throws(InterchangeError) {
        let id = DecimalText.padded(number, width: 3)
        try blocks.row([
            PlaceNames.cityCode, town.machiazaID(), id, PlaceNames.city.text, "", town.oaza.text, town.chomeText, "",
            "",
            String(number), "1", "1", "0", Self.effective, "", "0", "",
        ])
        var fields = [PlaceNames.cityCode, town.machiazaID(), id, "1", "1"] + degrees(center)
        fields += [Self.datum, "2500", "1", "", "", "", "", "", "", "", "", "", "", "", "2026", "", Self.surveyed]
        try blockPositions.row(fields)
    }

    /// Writes a residence number with its point.
    mutating func residence(_ town: Town, _ id: ResidenceID, _ point: PlanePoint) throws(InterchangeError) {
        try residences.row([
            PlaceNames.cityCode, town.machiazaID(), id.block, id.house, id.branch, PlaceNames.city.text, "",
            town.oaza.text, town.chomeText, "", "", id.blockNumber, id.houseNumber, id.branchNumber, "0", "1", "1", "0",
            Self.effective, "", "0", "",
        ])
        var fields = [PlaceNames.cityCode, town.machiazaID(), id.block, id.house, id.branch, "1", "1"] + degrees(point)
        fields += [Self.datum, "2500", "1", "", Self.surveyed, "0"]
        try residencePositions.row(fields)
    }

    /// Writes a parcel, and its point unless it has none.
    mutating func parcel(
        _ town: Town, koaza: Int?, _ number: HouseNumbering.Number, at point: PlanePoint?
    ) throws(InterchangeError) {
        let town = (id: town.machiazaID(koaza: koaza), town: town)
        let id = ParcelID(number)
        try parcels.row([
            PlaceNames.cityCode, town.id, id.text, PlaceNames.city.text, "", town.town.oaza.text, town.town.chomeText,
            koaza.map { town.town.koaza[$0].text } ?? "", "", id.parts[0], id.parts.count > 1 ? id.parts[1] : "",
            id.parts.count > 2 ? id.parts[2] : "", "0", "1", "", Self.effective, "", "1", "", "",
        ])
        guard let point else { return }
        var fields = [PlaceNames.cityCode, town.id, id.text] + degrees(point)
        fields += [Self.datum, "500", "1", "", "", "", Self.datum, "500", "1", "99201", "", "", "", "", ""]
        try parcelPositions.row(fields)
    }

    /// Brings all files to disk.
    mutating func finish() throws(InterchangeError) {
        try prefectures.finish()
        try cities.finish()
        try towns.finish()
        try townPositions.finish()
        try blocks.finish()
        try blockPositions.finish()
        try residences.finish()
        try residencePositions.finish()
        try parcels.finish()
        try parcelPositions.finish()
    }

    private func degrees(_ point: PlanePoint) -> [String] {
        [
            DecimalText.fixed(frame.longitude(point), decimals: 9),
            DecimalText.fixed(frame.latitude(point), decimals: 9),
        ]
    }
}
