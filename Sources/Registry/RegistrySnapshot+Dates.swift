import Residents

extension RegistrySnapshot {
    /// A stored ISO date; one that does not parse means a damaged file.
    func date(_ iso: String) throws -> CalendarDate {
        guard let date = CalendarDate(iso: iso) else { throw RegistryError.database(code: 0) }
        return date
    }
}
