/// Makes a register of fictional people on the real addresses of any アドレス・ベース・レジストリ folder.
///
/// The people are those of ``SyntheticCity``: nobody exists. Addresses are drawn from the registered residence numbers
/// and, outside areas with residence indication, parcels, and spelled as registers spell them; the answer key tells for
/// each household which record was meant.
package struct RegisterGenerator: Sendable {
    /// How many households a register may have.
    package static let householdRange = 1...2_000_000

    private let source: AddressSource
    private let households: Int
    private let seed: UInt64

    /// A register of so many households in the municipality with the given six-digit code.
    package init(abrDirectory: String, code: String, households: Int, seed: UInt64) {
        source = AddressSource(directory: abrDirectory, code: code)
        self.households = households
        self.seed = seed
    }

    /// Writes `residents.csv`, `needs.csv` and `answers.csv` into a folder, which is made when it does not exist.
    ///
    /// Positions in the answer key are those of the tables, on the datum of each row; they are empty where the tables
    /// hold no point, and all columns but the code are empty for addresses that nobody can locate.
    ///
    /// - Throws: ``DrillError``, and `InterchangeError` when a file cannot be read or written.
    /// - Complexity: O(rows of the tables + households).
    package func write(to directory: String) throws -> RegisterFiles {
        guard Self.householdRange.contains(households) else {
            throw DrillError.householdsOutOfRange(
                households: households, minimum: Self.householdRange.lowerBound, maximum: Self.householdRange.upperBound
            )
        }
        let registered = try RegisteredPlaces(source)
        try Folder.create(directory)
        let drawn = draw(from: registered)
        let points = try points(of: drawn)
        let known = Set(registered.towns.values.map(\.names.oaza).filter { !$0.isEmpty })
        var register = try RegisterWriter(
            directory: directory, asOf: SyntheticCity.asOfDay, seed: seed, knownTowns: known)
        for (index, dwelling) in dwellings(drawn).enumerated() {
            let building = drawn[Int(dwelling.building)]
            guard let town = registered.towns[building.entry.machiazaID] else { continue }
            try register.household(
                index, at: place(building, unit: Int(dwelling.unit), index: Int(dwelling.building), town, points))
        }
        try register.finish()
        return RegisterFiles(
            directory: directory, households: households, residents: register.residentCount, needs: register.needCount)
    }

    private struct DrawnBuilding {
        let entry: RegisteredPlaces.Entry
        let kind: Building.Kind
        let units: Int
    }

    /// Buildings for all households; four in ten stand in areas with residence indication where both kinds exist.
    private func draw(from places: RegisteredPlaces) -> [DrawnBuilding] {
        var stream = RandomStream(seed: seed, purpose: .sample)
        var drawn: [DrawnBuilding] = []
        var remaining = households
        let residencePercent = places.residences.isEmpty ? 0 : places.parcels.isEmpty ? 100 : 40
        while remaining > 0 {
            let isResidence = stream.chance(percent: residencePercent)
            let entry = stream.pick(isResidence ? places.residences : places.parcels)
            let hasApartments = remaining >= 4 && stream.chance(percent: isResidence ? 8 : 2)
            let wanted = hasApartments ? stream.within(4...24) : stream.chance(percent: 4) ? 2 : 1
            let units = min(remaining, wanted)
            drawn.append(DrawnBuilding(entry: entry, kind: hasApartments ? .apartments : .house, units: units))
            remaining -= units
        }
        return drawn
    }

    private func dwellings(_ drawn: [DrawnBuilding]) -> [Dwelling] {
        var result: [Dwelling] = []
        result.reserveCapacity(households)
        for (index, building) in drawn.enumerated() {
            for unit in 0..<building.units { result.append(Dwelling(building: UInt32(index), unit: UInt16(unit))) }
        }
        var stream = RandomStream(seed: seed, purpose: .placement)
        stream.shuffle(&result)
        return result
    }

    /// The points of the drawn records, as written in the tables.
    private func points(of drawn: [DrawnBuilding]) throws -> [RecordKey: (longitude: String, latitude: String)] {
        let wanted = Set(drawn.map { RecordKey($0.entry) })
        var points: [RecordKey: (longitude: String, latitude: String)] = [:]
        try source.forEachRow(
            of: .residence, positions: true,
            columns: ["machiaza_id", "blk_id", "rsdt_id", "rsdt2_id", "rep_lon", "rep_lat"]
        ) { row in
            let ids = row[3].isEmpty ? [row[1], row[2]] : [row[1], row[2], row[3]]
            let key = RecordKey(machiazaID: row[0], recordID: ids.joined(separator: "-"))
            if wanted.contains(key) { points[key] = (row[4], row[5]) }
        }
        try source.forEachRow(
            of: .parcel, positions: true, columns: ["machiaza_id", "prc_id", "rep_lon", "rep_lat"]
        ) { row in
            let key = RecordKey(machiazaID: row[0], recordID: row[1])
            if wanted.contains(key) { points[key] = (row[2], row[3]) }
        }
        return points
    }

    private struct RecordKey: Hashable {
        let machiazaID: String
        let recordID: String

        init(machiazaID: String, recordID: String) {
            self.machiazaID = machiazaID
            self.recordID = recordID
        }

        init(_ entry: RegisteredPlaces.Entry) {
            self.init(machiazaID: entry.machiazaID, recordID: entry.recordID)
        }
    }

    private func place(
        _ building: DrawnBuilding, unit: Int, index: Int, _ town: RegisteredPlaces.TownEntry,
        _ points: [RecordKey: (longitude: String, latitude: String)]
    ) -> HouseholdPlace {
        let names = town.names
        let point = points[RecordKey(building.entry)]
        let profile = BuildingProfile(
            kind: building.kind, units: building.units, stem: names.stem, seed: seed, index: index)
        return HouseholdPlace(
            address: RegisteredAddress(town: names, number: building.entry.number, koazaMayBeLeftOut: false),
            lgCode: source.code, machiazaID: building.entry.machiazaID, recordID: building.entry.recordID,
            longitude: point?.longitude ?? "", latitude: point?.latitude ?? "",
            buildingLine: profile.buildingLine(unit: unit, kind: building.kind), postalCode: town.postalCode,
            floor: profile.floor(unit: unit, kind: building.kind), buildYear: profile.buildYear,
            structure: profile.structure, survey: nil, isCareHome: false)
    }
}
