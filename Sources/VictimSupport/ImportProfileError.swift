package import Interchange

/// Why a file is no import profile; lines and columns count from 1. No case carries a word of the file.
package enum ImportProfileError: Error, Equatable, Sendable {
    /// The text is no YAML document of the accepted form.
    case notYAML(InterchangeError)
    /// A key that must be there is missing from the mapping that begins here.
    case missingKey(String, line: Int, column: Int)
    /// A key or field that profiles do not know; `nearest` is a valid word that is spelled alike.
    case unknownKey(line: Int, column: Int, nearest: String?, allowed: [String])
    /// A value of another form than the one that belongs here.
    case wrongForm(ImportProfileForm, line: Int, column: Int)
    /// A code that means nothing the field can hold.
    case unreadableMeaning(field: String, line: Int, column: Int)
    /// The profile describes another kind of file than the one that is imported.
    case otherKind(found: ImportKind)
    /// No shipped profile has this name, and no file stands there.
    case unknownProfile(nearest: String?)

    /// Where the fault is, when it has a place.
    package var position: (line: Int, column: Int)? {
        switch self {
        case .notYAML(.invalidYAML(let line, let column, _)): (line, column)
        case .notYAML, .otherKind, .unknownProfile: nil
        case .missingKey(_, let line, let column), .unknownKey(let line, let column, _, _),
            .wrongForm(_, let line, let column), .unreadableMeaning(_, let line, let column):
            (line, column)
        }
    }
}

/// The forms of values in an import profile.
package enum ImportProfileForm: String, Sendable {
    /// Keys with values.
    case mapping
    /// One line of text, 1…500 characters, without control characters.
    case text
    /// A heading, a list of headings, or `{join: […], with: …}`.
    case headings
    /// A list of at least one text.
    case list
    /// `residents` or `needs`.
    case kind
}
