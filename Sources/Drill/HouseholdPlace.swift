/// Where a household is registered, and what the answer key says about it.
struct HouseholdPlace {
    let address: RegisteredAddress
    /// The keys of the answer.
    let lgCode: String
    let machiazaID: String
    let recordID: String
    /// Degrees as in the tables; empty when they hold no point.
    let longitude: String
    let latitude: String
    /// Building line; empty when there is none.
    let buildingLine: String
    /// Seven digits, or empty.
    let postalCode: String
    let floor: Int?
    let buildYear: Int?
    let structure: String
    /// The position that the city surveyed at the house, in degrees; nil for nearly all.
    let survey: (longitude: String, latitude: String)?
    let isCareHome: Bool
}
