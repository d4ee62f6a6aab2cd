/// What is read of a household for a list.
package struct HouseholdParts: OptionSet, Sendable {
    /// One bit per part.
    package let rawValue: UInt8

    /// A set with exactly these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// 世帯番号, from its packed column.
    package static let number = HouseholdParts(rawValue: 1 << 0)
    /// Position and level of the coordinates, from the packed positions.
    package static let position = HouseholdParts(rawValue: 1 << 1)
    /// Score and band by night, from their packed columns.
    package static let nightScore = HouseholdParts(rawValue: 1 << 2)
    /// Score and band on a weekday's daytime, from their packed columns.
    package static let daytimeScore = HouseholdParts(rawValue: 1 << 5)
    /// Address, match level and radius: rows of `household` and `location`, which hold the parts above too.
    package static let row = HouseholdParts(rawValue: 1 << 3)
    /// The members with their needs: a row each.
    package static let members = HouseholdParts(rawValue: 1 << 4)

    /// Every part.
    package static let all: HouseholdParts = [.number, .position, .nightScore, .daytimeScore, .row, .members]

    /// Whether the packed columns hold all of it, so that no row is touched.
    package var isPacked: Bool { isDisjoint(with: [.row, .members]) }
}
