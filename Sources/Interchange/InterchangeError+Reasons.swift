/// What is wrong at a place of a JSON text.
package enum JSONSyntaxReason: Equatable, Sendable {
    /// The text ends too early.
    case unexpectedEnd
    /// A character that cannot stand here.
    case unexpectedCharacter
    /// A number not written as JSON asks, such as `+1`, `01`, `1.` or `0x10`.
    case malformedNumber
    /// A number too large for a double.
    case numberOutOfRange
    /// An escape sequence that does not exist.
    case malformedEscape
    /// A surrogate escape without its partner.
    case loneSurrogate
    /// A control character inside a string, which must be escaped.
    case controlCharacter
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A member name occurs twice in one object.
    case duplicateMember
    /// Arrays and objects are nested deeper than the limit.
    case tooDeep(limit: Int)
    /// More values than the limit.
    case tooManyValues(limit: Int)
    /// The text is longer than the limit, in bytes.
    case tooLarge(limit: Int)
    /// Something other than white space follows the value.
    case trailingContent
}

/// Why a GeoJSON document cannot serve as an area.
package enum GeoJSONReason: Equatable, Sendable {
    /// A member that must be there is missing.
    case missingMember(String)
    /// A value has another JSON type than it must.
    case wrongType(expected: String)
    /// The value of `type` is none of RFC 7946's.
    case unknownType
    /// The coordinates are nested more or less deeply than the geometry type asks.
    case wrongNesting(type: String)
    /// A position with fewer than two numbers.
    case shortPosition
    /// A coordinate reference system that is not read; `name` is cut to 100 characters.
    case unsupportedReferenceSystem(name: String)
    /// The document names two coordinate reference systems.
    case severalReferenceSystems
    /// The document is longer than the limit, in bytes.
    case tooLarge(bytes: Int, limit: Int)
    /// More positions than the limit.
    case tooManyPositions(limit: Int)
}

/// Why an archive cannot be read.
package enum ArchiveReason: Equatable, Sendable {
    /// The signature of the format is missing.
    case notAnArchive
    /// A header points outside the file, or the file ends too early.
    case truncated
    /// Two descriptions of the same entry disagree.
    case inconsistent
    /// The entry is encrypted.
    case encrypted
    /// A compression method other than stored and deflate.
    case unsupportedMethod(Int)
    /// The archive is split, or its names are in no readable encoding.
    case unsupportedFeature
    /// The compressed data are damaged.
    case damagedData
    /// The check sum differs.
    case checksumMismatch
    /// The content is larger than the reader accepts, in bytes.
    case tooLarge(limit: Int)
    /// More entries than the reader accepts.
    case tooManyEntries(limit: Int)
    /// Two entries share a name.
    case duplicateEntry
    /// No entry has the asked name.
    case missingEntry
}

/// Why a YAML text is refused.
package enum YAMLReason: Equatable, Sendable {
    /// The text breaks YAML's syntax; `problem` is the parser's fixed wording and holds nothing of the text.
    case syntax(problem: String)
    /// The document is empty.
    case empty
    /// The text holds more than one document.
    case severalDocuments
    /// An anchor (`&name`) or an alias (`*name`), which are not accepted.
    case anchorOrAlias
    /// An explicit tag (`!name`), which is not accepted.
    case tag
    /// A key occurs twice in one mapping.
    case duplicateKey
    /// A key that is not a scalar.
    case complexKey
    /// More nodes than the limit.
    case tooManyNodes(limit: Int)
    /// Nested deeper than the limit.
    case tooDeep(limit: Int)
    /// The text is longer than the limit, in bytes.
    case tooLarge(limit: Int)
    /// A character that YAML does not allow, or bytes that are not UTF-8.
    case invalidCharacter
}
