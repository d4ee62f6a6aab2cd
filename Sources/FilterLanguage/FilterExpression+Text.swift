import Interchange

extension FilterExpression {
    /// The expression as CQL2 text, always the same for the same expression; read again it is the same.
    package var text: String { Self.text(self) { $0.wellKnownText } }

    /// The expression for the audit log: shapes stand as the checksum of their text, so that nobody's surroundings are drawn there.
    ///
    /// Longer than so many characters, it ends with the checksum of the whole.
    package var auditText: String {
        let whole = Self.text(self) { "SHAPE(crc32 \($0.checksum))" }
        guard whole.unicodeScalars.count > Self.longestAuditText else { return whole }
        let cut = String(String.UnicodeScalarView(whole.unicodeScalars.prefix(Self.longestAuditText)))
        return "\(cut)… crc32 \(Checksum.hexadecimal(Array(whole.utf8)))"
    }

    private static let longestAuditText = 1_000

    private static func text(_ expression: FilterExpression, _ shape: (FilterShape) -> String) -> String {
        switch expression {
        case .and(let terms):
            terms.map { term in
                if case .or = term { "(\(text(term, shape)))" } else { text(term, shape) }
            }.joined(separator: " AND ")
        case .or(let terms): terms.map { text($0, shape) }.joined(separator: " OR ")
        case .not(let term):
            switch term {
            case .and, .or, .not: "NOT (\(text(term, shape)))"
            default: "NOT \(text(term, shape))"
            }
        case .constant(let bool): bool ? "TRUE" : "FALSE"
        case .comparison(let left, let comparison, let right):
            "\(text(left)) \(comparison.rawValue) \(text(right))"
        case .between(let value, let low, let high): "\(text(value)) BETWEEN \(text(low)) AND \(text(high))"
        case .isIn(let value, let values): "\(text(value)) IN (\(values.map(text).joined(separator: ",")))"
        case .like(let value, let pattern): "\(text(value)) LIKE \(text(pattern))"
        case .isNull(let name): "\(quoted(name: name)) IS NULL"
        case .array(let left, let relation, let right):
            "\(relation.rawValue.uppercased())(\(text(left)),\(text(right)))"
        case .spatial(let test):
            switch test.relation {
            case .intersects: "S_INTERSECTS(\(FilterVocabulary.geometryName),\(shape(test.shape)))"
            case .disjoint: "S_DISJOINT(\(FilterVocabulary.geometryName),\(shape(test.shape)))"
            case .within: "S_WITHIN(\(FilterVocabulary.geometryName),\(shape(test.shape)))"
            case .withinDistance(let metres):
                "S_DWITHIN(\(FilterVocabulary.geometryName),\(shape(test.shape)),\(metres))"
            }
        }
    }

    private static func text(_ operand: FilterOperand) -> String {
        switch operand {
        case .property(let name): quoted(name: name)
        case .folded(let name): "CASEI(\(quoted(name: name)))"
        case .value(let value): text(value)
        }
    }

    private static func text(_ operand: ArrayOperand) -> String {
        switch operand {
        case .property(let name): quoted(name: name)
        case .values(let values): "(" + values.map { text(.text($0)) }.joined(separator: ",") + ")"
        }
    }

    private static func text(_ value: FilterValue) -> String {
        switch value {
        case .text(let text): "'" + text.unicodeScalars.map { escaped($0) }.joined() + "'"
        case .number(let number): "\(number)"
        case .bool(let bool): bool ? "TRUE" : "FALSE"
        case .day(let day): "DATE('\(day.text)')"
        case .instant(let instant): "TIMESTAMP('\(instant.text)')"
        }
    }

    private static func text(_ pattern: LikePattern) -> String {
        let written = pattern.elements.map { element in
            switch element {
            case .run: "%"
            case .one: "_"
            case .scalar("%"): "\\%"
            case .scalar("_"): "\\_"
            case .scalar(let scalar): escaped(scalar)
            }
        }.joined()
        return pattern.isFolded ? "CASEI('\(written)')" : "'\(written)'"
    }

    /// A character of a text in single quotes.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "'": "''"
        case "\\": "\\\\"
        case "\u{7}": "\\a"
        case "\u{8}": "\\b"
        case "\t": "\\t"
        case "\n": "\\n"
        case "\u{B}": "\\v"
        case "\u{C}": "\\f"
        case "\r": "\\r"
        default: String(scalar)
        }
    }

    /// In double quotes always: no name is taken for a keyword then.
    private static func quoted(name: String) -> String {
        "\"" + name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
}
