/// What tells one state of one answer in one form from every other.
///
/// - Source: RFC 9110, sections 8.8.3 and 13.1.2.
struct EntityTag: Hashable, Sendable {
    /// As headers have it: a weak tag, since compression may change the bytes.
    let text: String

    init(hash: UInt64) {
        let digits = String(hash, radix: 16)
        text = "W/\"" + String(repeating: "0", count: 16 - digits.count) + digits + "\""
    }

    /// Whether a client that sends this `If-None-Match` has the answer already.
    func isKnown(to ifNoneMatch: String?) -> Bool {
        guard let ifNoneMatch else { return false }
        return ifNoneMatch.split(separator: ",").contains { candidate in
            let candidate = candidate.drop { $0 == " " || $0 == "\t" }
            guard let end = candidate.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return false }
            let tag = candidate[...end]
            return tag == "*" || tag == text || "W/" + tag == text
        }
    }
}
