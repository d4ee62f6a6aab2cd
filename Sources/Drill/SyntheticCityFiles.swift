/// What a synthetic city consists of on disk.
package struct SyntheticCityFiles: Hashable, Sendable {
    /// The folder that holds everything.
    package let directory: String
    /// Households in the register.
    package let households: Int
    /// Persons in the register.
    package let residents: Int
    /// Rows of the needs file.
    package let needs: Int
    /// Rows of the town table, 小字 included.
    package let towns: Int
    /// Registered residence numbers.
    package let residences: Int
    /// Registered parcels.
    package let parcels: Int
    /// Registered parcels that have a point.
    package let parcelPoints: Int
    /// Shelters.
    package let shelters: Int

    /// Name of the fictional municipality.
    package var cityName: String { PlaceNames.city.text }
    /// Name of the fictional prefecture.
    package var prefectureName: String { PlaceNames.prefecture.text }
    /// Six-digit code of the fictional municipality, in a prefecture number that is not in use.
    package var cityCode: String { PlaceNames.cityCode }

    /// The folder of the address tables.
    package var addressTables: String { directory + "/abr" }
    /// The resident register.
    package var residentsPath: String { directory + "/residents.csv" }
    /// The needs.
    package var needsPath: String { directory + "/needs.csv" }
    /// The answer key: where each household's address really is.
    package var answersPath: String { directory + "/answers.csv" }
    /// The flood areas by depth.
    package var floodPath: String { directory + "/flood.geojson" }
    /// The shelters.
    package var sheltersPath: String { directory + "/shelters.csv" }
    /// The river's surface.
    package var riverPath: String { directory + "/river.geojson" }
    /// The streets.
    package var streetsPath: String { directory + "/streets.geojson" }
    /// The towns.
    package var townsPath: String { directory + "/towns.geojson" }
}
