package import Residents

/// A fictional municipality made from a seed: address tables, register, needs, flood areas, shelters and maps.
///
/// The same number of households and seed give the same bytes on every machine. The city lies on the open sea at
/// 137.2° E, 33.2° N, its names exist nowhere and nobody in it exists. Register files are streamed; memory is about 60
/// bytes a household. Budget: 1.5 s for 10,000 households in a release build, 6 s for 60,000.
package struct SyntheticCity: Sendable {
    /// How many households a city may have.
    package static let householdRange = 100...2_000_000

    /// Households to make.
    package let households: Int
    /// The seed that decides everything else.
    package let seed: UInt64

    /// The day on which ages hold and at which the needs are valid: 1 June 2026.
    ///
    /// - Throws: ``ResidentValueError``, which this day cannot cause.
    package static var asOf: CalendarDate {
        get throws(ResidentValueError) {
            try CalendarDate(year: asOfDay.year, month: asOfDay.month, day: asOfDay.day)
        }
    }

    static let asOfDay = DrillDate(2026, 6, 1)

    /// A city of so many households.
    package init(households: Int, seed: UInt64) {
        self.households = households
        self.seed = seed
    }

    /// Writes all files into a folder, which is made when it does not exist; files of the same names are replaced.
    ///
    /// - Throws: ``DrillError/householdsOutOfRange(households:minimum:maximum:)``,
    ///   ``DrillError/cannotCreateFolder(path:errno:)``, `InterchangeError` when a file cannot be written.
    /// - Complexity: O(n) in the households.
    package func write(to directory: String) throws -> SyntheticCityFiles {
        guard Self.householdRange.contains(households) else {
            throw DrillError.householdsOutOfRange(
                households: households, minimum: Self.householdRange.lowerBound, maximum: Self.householdRange.upperBound
            )
        }
        try Folder.create(directory + "/abr")
        let plan = CityPlan(households: households, seed: seed)
        var tables = try AddressTables(directory: directory + "/abr", frame: plan.frame)
        var builder = CityBuilder(plan: plan)
        try builder.build(into: &tables)
        try tables.finish()
        let maps = CityMaps(plan: plan, grids: builder.grids)
        try maps.writeFlood(to: directory + "/flood.geojson")
        try maps.writeRiver(to: directory + "/river.geojson")
        try maps.writeTowns(to: directory + "/towns.geojson")
        try maps.writeStreets(to: directory + "/streets.geojson")
        let shelters = try ShelterTable(plan: plan).write(to: directory + "/shelters.csv", lots: builder.publicLots)
        var register = try RegisterWriter(
            directory: directory, asOf: Self.asOfDay, seed: seed, knownTowns: Set(plan.towns.map(\.oaza.text)))
        let places = CityPlaces(plan: plan, buildings: builder.buildings)
        for (index, dwelling) in builder.dwellings().enumerated() {
            try register.household(index, at: places.place(of: dwelling))
        }
        try register.finish()
        let counts = tables.counts
        return SyntheticCityFiles(
            directory: directory, households: households, residents: register.residentCount, needs: register.needCount,
            towns: counts.towns, residences: counts.residences, parcels: counts.parcels,
            parcelPoints: counts.parcelPoints, shelters: shelters)
    }
}
