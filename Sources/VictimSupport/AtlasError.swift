/// Why an atlas cannot be made; facts only.
package enum AtlasError: Error, Equatable, Sendable {
    /// More households than an atlas may hold.
    case tooManyHouseholds(count: Int, limit: Int)
    /// The grid of the maps needs PROJ, and it is not there.
    case projectionUnavailable
}
