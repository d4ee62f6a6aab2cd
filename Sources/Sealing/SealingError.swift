/// Why something cannot be sealed, or a sealed file not opened.
package enum SealingError: Error, Equatable, Sendable {
    /// The text is no recipient (`age1…`); the line counts from 1 in its file, nil when it was given by itself.
    case invalidRecipient(line: Int?)
    /// The text is no identity (`AGE-SECRET-KEY-1…`).
    case invalidIdentity(line: Int?)
    /// A passphrase is shorter than ``Passphrase/minimumCharacters``.
    case passphraseTooShort(minimum: Int)
    /// There is nobody to seal for.
    case nobodyToSealFor
    /// The file does not begin as a file in the age format does.
    case notSealed
    /// The file is in a version of the age format that is not read.
    case unsupportedVersion
    /// The head of the file breaks the rules of the format; the line counts from 1.
    case malformedHead(line: Int)
    /// Deriving the key of this file would take more memory than any honest file asks for.
    case workFactorTooHigh(found: Int, limit: Int)
    /// The file is sealed with a passphrase, and identities were given, or the other way round.
    case otherKindOfKey(needsPassphrase: Bool)
    /// No key that was given opens the file: another passphrase, or sealed for somebody else.
    case wrongKey
    /// The file was cut, altered or damaged after it was sealed.
    case damaged
}
