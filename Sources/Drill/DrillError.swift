/// Why a drill's files cannot be made.
package enum DrillError: Error, Equatable, Sendable {
    /// The number of households lies outside the range that the generator accepts.
    case householdsOutOfRange(households: Int, minimum: Int, maximum: Int)
    /// A folder cannot be created.
    case cannotCreateFolder(path: String, errno: Int32)
    /// A folder cannot be listed.
    case cannotListFolder(path: String, errno: Int32)
    /// A file of the address tables lacks a column that the register needs.
    case missingColumn(path: String, column: String)
    /// The address tables hold no town of the municipality.
    case noTowns(code: String)
    /// The address tables hold no residence and no parcel of the municipality.
    case noAddresses(code: String)
    /// A zip file of the address tables does not hold exactly one CSV file.
    case unexpectedArchive(path: String, entries: Int)
}
