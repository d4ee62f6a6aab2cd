import Foundation

/// The name of an account: what its holder types at a login, and what the audit log keeps.
///
/// Two names are the same when their ``key`` is: Unicode NFKC of the lower-case form, so that `Yamada`, `yamada` and
/// `ＹＡＭＡＤＡ` are one name. Nothing depends on a locale.
package struct UserName: Hashable, Sendable {
    /// The most characters of a name.
    package static let longest = 64

    /// The name as it is shown: trimmed, in Unicode NFC.
    package let text: String
    /// What names are compared by.
    package let key: String

    /// Takes a name as it was typed.
    ///
    /// - Throws: ``AccountError/invalidName``.
    package init(_ typed: String) throws(AccountError) {
        guard typed.utf8.count <= 4096 else { throw .invalidName }
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        guard (1...Self.longest).contains(text.count), text.unicodeScalars.allSatisfy(Self.isPrinted),
            // A base character may carry any number of marks.
            text.unicodeScalars.count <= 4 * Self.longest
        else { throw .invalidName }
        self.text = text
        key = text.precomposedStringWithCompatibilityMapping.lowercased().precomposedStringWithCompatibilityMapping
    }

    private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    /// Whether the keys are the same.
    package static func == (lhs: UserName, rhs: UserName) -> Bool { lhs.key.utf8.elementsEqual(rhs.key.utf8) }

    /// Hashes the key.
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
