/// The towns and the numbered addresses of one municipality, as an アドレス・ベース・レジストリ folder registers them.
struct RegisteredPlaces {
    /// A town, 丁目 or 小字.
    struct TownEntry {
        let names: RegisteredAddress.TownNames
        let postalCode: String
    }

    /// A residence number or a parcel.
    struct Entry {
        let machiazaID: String
        let recordID: String
        let number: RegisteredAddress.Number
    }

    private(set) var towns: [String: TownEntry] = [:]
    private(set) var residences: [Entry] = []
    /// Parcels outside the areas with residence indication: only there do they serve as addresses.
    private(set) var parcels: [Entry] = []

    /// Reads the tables.
    ///
    /// - Throws: `InterchangeError`, ``DrillError/noTowns(code:)``, ``DrillError/noAddresses(code:)``,
    ///   ``DrillError/missingColumn(path:column:)``, ``DrillError/unexpectedArchive(path:entries:)``.
    init(_ source: AddressSource) throws {
        try readTowns(source)
        guard !towns.isEmpty else { throw DrillError.noTowns(code: source.code) }
        try source.forEachRow(
            of: .residence, positions: false,
            columns: ["machiaza_id", "blk_id", "rsdt_id", "rsdt2_id", "blk_num", "rsdt_num", "rsdt_num2"]
        ) { row in
            guard towns[row[0]] != nil, !row[4].isEmpty, !row[5].isEmpty else { return }
            let ids = row[3].isEmpty ? [row[1], row[2]] : [row[1], row[2], row[3]]
            residences.append(
                Entry(
                    machiazaID: row[0], recordID: ids.joined(separator: "-"),
                    number: .residence(block: row[4], number: row[5], branch: row[6])))
        }
        try source.forEachRow(
            of: .parcel, positions: false,
            columns: ["machiaza_id", "prc_id", "prc_num1", "prc_num2", "prc_num3", "rsdt_addr_flg"]
        ) { row in
            // A number that begins with a letter is spelled in ways of its own in every town.
            guard row[5] == "0", towns[row[0]] != nil, Int(row[2]) != nil else { return }
            parcels.append(
                Entry(
                    machiazaID: row[0], recordID: row[1], number: .parcel(row[2...4].filter { !$0.isEmpty })))
        }
        guard !residences.isEmpty || !parcels.isEmpty else { throw DrillError.noAddresses(code: source.code) }
    }

    private mutating func readTowns(_ source: AddressSource) throws {
        try source.forEachRow(
            of: .town, positions: false,
            columns: [
                "machiaza_id", "pref", "county", "city", "ward", "oaza_cho", "chome", "chome_number", "koaza",
                "post_code",
                "ablt_date",
            ]
        ) { row in
            guard row[10].isEmpty else { return }
            towns[row[0]] = TownEntry(
                names: RegisteredAddress.TownNames(
                    prefecture: row[1], county: row[2], city: row[3], ward: row[4], oaza: row[5], chome: row[6],
                    chomeNumber: Self.plainChome(row[6], number: row[7]), koaza: row[8]),
                postalCode: row[9])
        }
    }

    /// The number of a 丁目 that is nothing but number and 丁目; nil for 番丁, 丁目北 and the like.
    private static func plainChome(_ text: String, number: String) -> Int? {
        guard text.hasSuffix("丁目"), let value = Int(number) else { return nil }
        let digits = String(text.dropLast(2))
        let spellings = [String(value), DecimalText.fullWidth(String(value)), KanjiNumeral.withPlaces(value)]
        return spellings.contains(digits) ? value : nil
    }
}
