/// Why a use case cannot be carried out; facts only, never a resident's data.
package enum VictimSupportError: Error, Equatable, Sendable {
    /// The file's header lacks columns that the import needs; names as the header should spell them.
    case missingColumns(file: String, columns: [String])
    /// The file has a header and no rows; a register is never emptied by accident.
    case noRows(file: String)
    /// Rows that cannot be accepted, in file order; nothing was changed.
    case badRows(file: String, errors: [RowError])
    /// Nobody is scored yet.
    case notScored
    /// Nobody is registered yet.
    case noRegister
    /// The workspace has no address dictionary to ask.
    case noDictionary(path: String)
}
