/// What tells one state of one answer in one form from every other.
///
/// - Source: RFC 9110, sections 8.8.3 and 13.1.2.
struct EntityTag: Hashable, Sendable {
    /// As headers have it: a weak tag, since compression may change the bytes.
    let text: String

    init(hash: UInt64) {
        text = "W/\"" + FeatureCode(number: hash).text + "\""
    }

    /// Whether a client that sends this `If-None-Match` has the answer already.
    func isKnown(to ifNoneMatch: String?) -> Bool {
        guard let ifNoneMatch else { return false }
        return ifNoneMatch.split(separator: ",").contains { candidate in
            let tag = candidate.trimmed
            return tag == "*" || tag == text || "W/" + tag == text
        }
    }
}
