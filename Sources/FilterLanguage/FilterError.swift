package import Interchange

/// Why a filter cannot be read; holds nothing of what was written but its place.
package struct FilterError: Error, Equatable, Sendable {
    /// Where in the filter.
    package let place: FilterPlace
    /// What is wrong there.
    package let fault: FilterFault

    init(_ fault: FilterFault, at place: FilterPlace) {
        self.place = place
        self.fault = fault
    }
}

/// A place in a filter.
package enum FilterPlace: Hashable, Sendable {
    /// A character of the text, counted from 1; one behind the last for what is missing at the end.
    case character(Int)
    /// A value of the JSON by the way to it, such as `args[0].args[1]`; empty for the whole.
    case member(String)
    /// A place in JSON that cannot be read, both counted from 1.
    case line(Int, column: Int)
}

/// What is wrong with a filter.
package enum FilterFault: Equatable, Sendable {
    /// Something else belongs here.
    case expected(FilterExpectation)
    /// A text or a quoted name has no end.
    case unterminatedText
    /// A backslash before a character that has no such form.
    case invalidEscape
    /// No number, or one too large.
    case invalidNumber
    /// No day or moment that exists, in the one form that is read.
    case invalidTime
    /// Features have no property of the name; the nearest that they have.
    case unknownProperty(nearest: String?)
    /// A value of another kind belongs here.
    case wrongKind(expected: FilterKind)
    /// Values of this kind have no order.
    case noOrder(FilterKind)
    /// CQL2 has no such operator or function.
    case unknownOperator
    /// CQL2 has it, and this service does not.
    case unsupported
    /// The operator takes so many arguments.
    case argumentCount(expected: Int)
    /// A ring of fewer than four positions, or one that is not closed.
    case invalidRing
    /// A shape without a position.
    case emptyShape
    /// A position outside the world, or one that cannot be brought to degrees.
    case positionOutOfRange
    /// A distance that is no number from 1 to 200,000 metres, or a unit that is neither metres nor kilometres.
    case invalidDistance
    /// The text is no JSON.
    case invalidJSON(JSONSyntaxReason)
    /// More of something than is read.
    case beyondLimit(FilterLimit)
}

/// What belongs in a place.
package enum FilterExpectation: String, Hashable, Sendable {
    /// A question: a comparison, a function that is true or false, `NOT` or a bracket.
    case predicate
    /// A property or a value.
    case operand
    /// A property.
    case property
    /// A comparison behind a property or value.
    case comparison
    /// A value.
    case value
    /// A text in single quotes.
    case text
    /// A list in brackets.
    case list
    /// `(`.
    case opening
    /// `)`.
    case closing
    /// A comma.
    case comma
    /// `AND` of a range.
    case and
    /// `NULL`.
    case null
    /// A shape.
    case shape
    /// A number.
    case number
    /// Nothing: the filter ends before.
    case end
    /// An object of JSON with the members of an operator.
    case operation
}

/// What a filter may have no more of.
package enum FilterLimit: String, CaseIterable, Hashable, Sendable {
    /// Characters of the text.
    case characters
    /// Questions and brackets inside each other.
    case nesting
    /// Properties, values and operators.
    case terms
    /// Positions of all shapes.
    case positions
    /// Characters of a pattern.
    case pattern

    /// The most.
    package var most: Int {
        switch self {
        case .characters: 100_000
        case .nesting: 32
        case .terms: 5_000
        case .positions: 20_000
        case .pattern: LikePattern.lengthLimit
        }
    }
}
