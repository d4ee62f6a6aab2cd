/// What a text must be like: characters, `%` for any run of them, `_` for any one.
///
/// A character is a Unicode scalar. A backslash in front takes the meaning from a wildcard.
package struct LikePattern: Hashable, Sendable {
    enum Element: Hashable, Sendable {
        case scalar(Unicode.Scalar)
        case one
        case run
    }

    let elements: [Element]
    /// Whether small and capital letters are the same: `CASEI`.
    package let isFolded: Bool

    /// The most characters of a pattern: what a pattern costs grows with them.
    package static let lengthLimit = 500

    /// Reads a pattern; nil when it ends in a lone backslash or is too long.
    package init?(_ pattern: String, isFolded: Bool) {
        var elements: [Element] = []
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            if isEscaped {
                elements.append(.scalar(scalar))
                isEscaped = false
            } else {
                switch scalar {
                case "\\": isEscaped = true
                case "%": if elements.last != .run { elements.append(.run) }
                case "_": elements.append(.one)
                default: elements.append(.scalar(scalar))
                }
            }
        }
        if isFolded {
            elements = elements.flatMap { element -> [Element] in
                guard case .scalar(let scalar) = element else { return [element] }
                return scalar.properties.lowercaseMapping.unicodeScalars.map(Element.scalar)
            }
        }
        guard !isEscaped, elements.count <= Self.lengthLimit else { return nil }
        self.elements = elements
        self.isFolded = isFolded
    }

    /// Whether a text is like it.
    ///
    /// - Complexity: O(text × pattern) at worst, allocates the text's scalars.
    package func matches(_ text: String) -> Bool {
        let scalars = Array((isFolded ? Self.folded(text) : text).unicodeScalars)
        var (at, place) = (0, 0)
        // Where the last run stands and where what follows it was last tried.
        var (run, tried) = (-1, 0)
        while at < scalars.count {
            if place < elements.count, elements[place] == .run {
                (run, tried) = (place, at)
                place += 1
            } else if place < elements.count, elements[place] == .one || elements[place] == .scalar(scalars[at]) {
                at += 1
                place += 1
            } else if run >= 0 {
                tried += 1
                (at, place) = (tried, run + 1)
            } else {
                return false
            }
        }
        return elements[place...].allSatisfy { $0 == .run }
    }

    /// A text in small letters, letter by letter.
    package static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
        return String(result)
    }
}
