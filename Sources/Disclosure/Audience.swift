/// Who receives person data, by the name that the disclosure rules give: 提供先.
///
/// What each may receive is data, see ``DisclosureProfile``.
package struct Audience: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    /// 1…40 lower-case letters, digits and hyphens, a letter first.
    package let rawValue: String

    /// The municipality's disaster headquarters (災害対策本部), which every set of rules has.
    package static let headquarters = Audience(unchecked: "headquarters")

    private init(unchecked text: String) { rawValue = text }

    /// A name of the accepted form, or nil.
    package init?(rawValue: String) {
        let isName = rawValue.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
        guard isName, (1...40).contains(rawValue.utf8.count), rawValue.utf8.first.map({ $0 >= 0x61 }) == true else {
            return nil
        }
        self.rawValue = rawValue
    }

    /// By bytes.
    package static func < (left: Audience, right: Audience) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}
