/// The person fields that an audience may receive.
package struct DisclosedFields: OptionSet, Sendable {
    /// One bit per field.
    package let rawValue: UInt32

    /// A set with exactly these bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// 宛名番号 and 世帯番号.
    package static let identifiers = DisclosedFields(rawValue: 1 << 0)
    /// 氏名 and フリガナ.
    package static let name = DisclosedFields(rawValue: 1 << 1)
    /// 生年月日 and age in years.
    package static let birthDate = DisclosedFields(rawValue: 1 << 2)
    /// 性別 and 続柄.
    package static let sexAndRelationship = DisclosedFields(rawValue: 1 << 3)
    /// 住所, 方書 and the exact position.
    package static let address = DisclosedFields(rawValue: 1 << 4)
    /// Kinds and grades of need.
    package static let needs = DisclosedFields(rawValue: 1 << 5)
    /// Scores, bands and the lines behind them.
    package static let scores = DisclosedFields(rawValue: 1 << 6)
    /// Phone number and place of stay.
    package static let contact = DisclosedFields(rawValue: 1 << 7)

    /// Every field.
    package static let all: DisclosedFields = [
        .identifiers, .name, .birthDate, .sexAndRelationship, .address, .needs, .scores, .contact,
    ]
}
