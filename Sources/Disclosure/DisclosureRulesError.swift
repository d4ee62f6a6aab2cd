package import Interchange

/// Why a file holds no disclosure rules; lines and columns count from 1. No case carries a word of the file.
package enum DisclosureRulesError: Error, Equatable, Sendable {
    /// The text is no YAML document of the accepted form.
    case notYAML(InterchangeError)
    /// A key that must be there is missing from the mapping that begins here.
    case missingKey(String, line: Int, column: Int)
    /// A key that rules do not know here; `nearest` is a valid word that is spelled alike.
    case unknownKey(line: Int, column: Int, nearest: String?, allowed: [String])
    /// A value that is none of those allowed here; none are listed for text and numbers.
    case wrongValue(line: Int, column: Int, allowed: [String])
    /// A profile says something that the law, or the rest of the profile, rules out.
    case notAllowed(DisclosureRulesFault, line: Int, column: Int)

    /// Where the fault is.
    package var position: (line: Int, column: Int)? {
        switch self {
        case .notYAML(.invalidYAML(let line, let column, _)): (line, column)
        case .notYAML: nil
        case .missingKey(_, let line, let column), .unknownKey(let line, let column, _, _),
            .wrongValue(let line, let column, _), .notAllowed(_, let line, let column):
            (line, column)
        }
    }
}

/// What no set of rules may say, whoever writes it.
package enum DisclosureRulesFault: String, CaseIterable, Sendable {
    /// The basis does not open so many people: consent opens those who agreed, an ordinance those who did not refuse.
    case peopleBeyondBasis
    /// Protected persons are shown on a basis that leads out of the municipality.
    case protectedOutside
    /// Data that leaves nobody out, for an audience that may not see protected persons.
    case undividedData
    /// A field that is made from the whole household (score, band, reasons, floor), where only some members are shown.
    case householdFieldOfSome
    /// Explanations where only some members are shown.
    case explanationOfSome
    /// Reasons of a score without the facts that they tell.
    case reasonsWithoutFacts
    /// Rounded counts beside data that names people.
    case roundedBesideNames
    /// No profile for the headquarters, or one that does not see everybody.
    case headquartersIncomplete
}
