/// Who receives person data; each audience has one profile of fields.
package enum Audience: String, CaseIterable, Codable, Sendable {
    /// The municipality's disaster headquarters (災害対策本部): sees every field.
    case headquarters

    /// The Japanese term shown on outputs.
    package var japanese: String {
        switch self {
        case .headquarters: "災害対策本部"
        }
    }
}
