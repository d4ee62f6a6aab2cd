package import Interchange

/// Why a file is no scoring policy; lines and columns count from 1.
///
/// No case carries a word of the file: whoever gives the wrong file, a register for instance, must not see it echoed.
package enum ScoringPolicyError: Error, Equatable, Sendable {
    /// The text is no YAML document of the accepted form; carries the reader's position and reason.
    case notYAML(InterchangeError)
    /// A key that must be there is missing from the mapping that begins here.
    case missingKey(String, line: Int, column: Int)
    /// A key that the policy language does not know; `nearest` is a valid word that is spelled alike.
    case unknownKey(line: Int, column: Int, nearest: String?)
    /// A word that is none of those allowed here; `nearest` is an allowed word that is spelled alike.
    case unknownWord(line: Int, column: Int, nearest: String?, allowed: [String])
    /// A value of another form than the one that belongs here.
    case wrongForm(ScoringPolicyForm, line: Int, column: Int)
    /// A number outside its range; both ends, in thousandths, are allowed.
    case outOfRange(line: Int, column: Int, lowestThousandths: Int, highestThousandths: Int)
    /// An identifier that an earlier line uses.
    case duplicateIdentifier(line: Int, column: Int, firstLine: Int)
    /// A `source` that is neither `choice` nor a key of `sources`.
    case unknownSource(line: Int, column: Int, nearest: String?)
    /// A fact that may not be used here: what takes a person out of the home belongs under `household.away`, nothing else does.
    case factNotAllowedHere(line: Int, column: Int)
    /// More rules than the limit.
    case tooManyRules(limit: Int, line: Int, column: Int)
    /// No policy of that name comes with the program; `nearest` is a known name that is spelled alike.
    case unknownShippedPolicy(nearest: String?, known: [String])

    /// Where the fault is, when it has a place.
    package var position: (line: Int, column: Int)? {
        switch self {
        case .notYAML(.invalidYAML(let line, let column, _)): (line, column)
        case .notYAML, .unknownShippedPolicy: nil
        case .missingKey(_, let line, let column), .unknownKey(let line, let column, _),
            .unknownWord(let line, let column, _, _), .wrongForm(_, let line, let column),
            .outOfRange(let line, let column, _, _), .duplicateIdentifier(let line, let column, _),
            .unknownSource(let line, let column, _), .factNotAllowedHere(let line, let column),
            .tooManyRules(_, let line, let column):
            (line, column)
        }
    }
}

/// The forms of values in a scoring policy.
package enum ScoringPolicyForm: String, Hashable, Sendable {
    /// Keys with values.
    case mapping
    /// A list with at least one element.
    case list
    /// One line of text, 1…500 characters, without control characters.
    case text
    /// A number with at most three decimals, such as `32` or `0.25`.
    case number
    /// A whole number.
    case wholeNumber = "whole number"
    /// A day as `YYYY-MM-DD`.
    case date
    /// An identifier: 1…64 of `a`…`z`, `0`…`9` and `-`.
    case identifier
    /// A word, or a list of words.
    case words
    /// A range of which the first end is not above the second.
    case range
    /// Keys with references, no more than the limit.
    case sources = "at most 200 sources"
    /// A threshold for A above the threshold for B.
    case descendingThresholds = "descending thresholds"
}
