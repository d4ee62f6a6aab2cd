/// The person fields that an audience may receive; a coarser form of a field is a field of its own.
package struct DisclosedFields: OptionSet, Sendable {
    /// One bit per field.
    package let rawValue: UInt32

    /// A set with exactly these bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// 宛名番号 and 世帯番号.
    package static let identifiers = DisclosedFields(rawValue: 1 << 0)
    /// 氏名 and フリガナ.
    package static let name = DisclosedFields(rawValue: 1 << 1)
    /// 生年月日.
    package static let birthDate = DisclosedFields(rawValue: 1 << 2)
    /// Age in years.
    package static let age = DisclosedFields(rawValue: 1 << 3)
    /// 性別.
    package static let sex = DisclosedFields(rawValue: 1 << 4)
    /// 続柄.
    package static let relationship = DisclosedFields(rawValue: 1 << 5)
    /// 住所 and 方書 as registered.
    package static let address = DisclosedFields(rawValue: 1 << 6)
    /// The town of the address, as far as it was read.
    package static let town = DisclosedFields(rawValue: 1 << 7)
    /// The position as exactly as it is known.
    package static let position = DisclosedFields(rawValue: 1 << 8)
    /// The 250 m mesh cell that holds the position.
    package static let mesh = DisclosedFields(rawValue: 1 << 9)
    /// Floor of the dwelling.
    package static let floor = DisclosedFields(rawValue: 1 << 10)
    /// Kinds and grades of need.
    package static let needs = DisclosedFields(rawValue: 1 << 11)
    /// What help to bring, without the reason for it.
    package static let help = DisclosedFields(rawValue: 1 << 12)
    /// Scores of persons and households.
    package static let scores = DisclosedFields(rawValue: 1 << 13)
    /// The household's band.
    package static let band = DisclosedFields(rawValue: 1 << 14)
    /// The lines behind a score.
    package static let reasons = DisclosedFields(rawValue: 1 << 15)
    /// Phone number and place of stay.
    package static let contact = DisclosedFields(rawValue: 1 << 16)

    /// Every field.
    package static let all = DisclosedFields(rawValue: (1 << 17) - 1)

    /// What a score is made of; whoever may see its reasons must be allowed to see these.
    package static let facts: DisclosedFields = [
        .birthDate, .age, .relationship, .floor, .needs, .help, .scores, .band,
    ]
}
