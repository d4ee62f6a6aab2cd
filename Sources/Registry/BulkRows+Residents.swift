import Residents

extension BulkRows {
    /// The birthday in this column, beside which stands whether it is known; nil when it is not.
    ///
    /// - Throws: ``RegistryError/database(code:)`` when it is no day although it should be.
    @inline(__always)
    func birthDay(_ column: Int32) throws -> CalendarDate? {
        guard int(column + 1) != 0 else { return nil }
        guard let day = text(column).flatMap({ CalendarDate(iso: $0) }) else { throw RegistryError.database(code: 0) }
        return day
    }

    /// The house in three columns: floor, build year, structure.
    @inline(__always)
    func house(_ column: Int32, _ words: inout StructureWords) -> HouseFacts {
        HouseFacts(
            floor: optionalInt(column), buildYear: optionalInt(column + 1),
            structure: words.structure(of: text(column + 2)))
    }
}
