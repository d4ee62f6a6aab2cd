/// A field as the disclosure rules write it: its name, and the forms in which it may be handed out.
package enum DisclosureField: String, CaseIterable, Sendable {
    case identifiers, name
    case birthDate = "birth_date"
    case sex, relationship, address, position, floor, needs, score, reasons, contact

    /// What a profile may write, and the fields that it gives; `withheld` is always allowed and gives none.
    package var forms: [(name: String, fields: DisclosedFields)] {
        switch self {
        case .identifiers: [("full", .identifiers)]
        case .name: [("full", .name)]
        case .birthDate: [("full", [.birthDate, .age]), ("age", .age)]
        case .sex: [("full", .sex)]
        case .relationship: [("full", .relationship)]
        case .address: [("full", [.address, .town]), ("town", .town)]
        case .position: [("exact", [.position, .mesh]), ("mesh", .mesh)]
        case .floor: [("full", .floor)]
        case .needs: [("full", [.needs, .help]), ("help", .help)]
        case .score: [("full", [.scores, .band]), ("band", .band)]
        case .reasons: [("full", .reasons)]
        case .contact: [("full", .contact)]
        }
    }

    /// The form that a set of fields gives this one.
    package func form(in fields: DisclosedFields) -> String {
        forms.first { fields.isSuperset(of: $0.fields) }?.name ?? Self.withheld
    }

    /// What stands for a field that is not handed out.
    package static let withheld = "withheld"

    /// The field as tables show it.
    package var japanese: String {
        switch self {
        case .identifiers: "世帯番号・宛名番号"
        case .name: "氏名・フリガナ"
        case .birthDate: "生年月日"
        case .sex: "性別"
        case .relationship: "続柄"
        case .address: "住所・方書"
        case .position: "位置"
        case .floor: "階"
        case .needs: "支援の種別・等級"
        case .score: "援護度"
        case .reasons: "援護度の根拠"
        case .contact: "電話・居所"
        }
    }
}
