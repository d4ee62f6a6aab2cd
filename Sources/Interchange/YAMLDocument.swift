import Yams

/// Reads one YAML document into ``YAMLNode`` values, strictly and within limits.
///
/// Anchors, aliases, explicit tags, several documents, keys that are not scalars and duplicate keys are refused: a
/// policy must mean what a person reads in it.
package enum YAMLDocument {
    /// The longest text read, in bytes.
    package static let sizeLimit = 1 << 20
    /// The most values in a document.
    package static let nodeLimit = 100_000
    /// The deepest nesting; brackets and `?` count wherever they stand, see ``refuseDeepNesting(_:)``.
    package static let depthLimit = 16

    /// The root of the document.
    ///
    /// - Throws: ``InterchangeError/invalidYAML(line:column:reason:)``.
    package static func parse(_ bytes: [UInt8]) throws(InterchangeError) -> YAMLNode {
        guard bytes.count <= sizeLimit else {
            throw .invalidYAML(line: 1, column: 1, reason: .tooLarge(limit: sizeLimit))
        }
        if let offset = bytes.withUnsafeBufferPointer({ UTF8Validation.firstInvalidOffset(in: $0) }) {
            let (line, column) = place(ofByte: offset, in: bytes)
            throw .invalidYAML(line: line, column: column, reason: .invalidCharacter)
        }
        try refuseDeepNesting(bytes)
        if bytes.contains(0x2A), bytes.contains(0x26) { try refuseAliases(bytes) }
        do {
            let parser = try parser(for: String(decoding: bytes, as: UTF8.self))
            guard let root = try parser.singleRoot() else {
                throw InterchangeError.invalidYAML(line: 1, column: 1, reason: .empty)
            }
            // Nodes hold their anchors weakly, and the parser holds them.
            return try withExtendedLifetime(parser) {
                var budget = nodeLimit
                return try convert(root, depth: 1, budget: &budget)
            }
        } catch {
            throw reason(of: error)
        }
    }

    /// Finds collections in collections before any is composed, because the parser takes the hash of every key: keys in keys
    /// cost the square of their depth, and a short text would take minutes.
    ///
    /// Keys nest by brackets or by `?`. Brackets that are open and question marks that stand alone are counted without
    /// looking whether they are text, which refuses no text but one with so many of them.
    private static func refuseDeepNesting(_ bytes: [UInt8]) throws(InterchangeError) {
        var open = 0
        var marks = 0
        var previous: UInt8 = 0x0A
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case 0x5B, 0x7B: open += 1
            case 0x5D, 0x7D: open = max(0, open - 1)
            case 0x3F:
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0x0A
                if mayStandBesideMark(previous, [0x85, 0xA8, 0xA9]), mayStandBesideMark(next, [0xC2, 0xE2]) {
                    marks += 1
                }
            default: break
            }
            guard open + marks <= depthLimit else {
                let (line, column) = place(ofByte: offset, in: bytes)
                throw .invalidYAML(line: line, column: column, reason: .tooDeep(limit: depthLimit))
            }
            previous = byte
        }
    }

    /// Blanks, line breaks and the signs of flow collections; of the line breaks beyond ASCII the bytes that are given.
    private static func mayStandBesideMark(_ byte: UInt8, _ lineBreaks: [UInt8]) -> Bool {
        byte <= 0x20 || lineBreaks.contains(byte) || [0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte)
    }

    private static func place(ofByte offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        let lineStart = bytes[..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
        let column = String(decoding: bytes[lineStart..<offset], as: UTF8.self).unicodeScalars.count + 1
        return (DecodedText.line(ofByte: offset, in: bytes), column)
    }

    /// A parser that gives values no meaning beyond their text; the encoding is named so that the environment has
    /// no say.
    private static func parser(for text: String) throws -> Yams.Parser {
        try Yams.Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
    }

    /// Finds aliases before any is resolved, because a few of them can stand for billions of values.
    ///
    /// With every `&` that could begin an anchor read as `!`, which begins a tag at the same places, no alias has
    /// an anchor, and the parser stops at the first one.
    private static func refuseAliases(_ bytes: [UInt8]) throws(InterchangeError) {
        var copy = bytes
        for index in copy.indices where copy[index] == 0x26 { copy[index] = 0x21 }
        do {
            _ = try parser(for: String(decoding: copy, as: UTF8.self)).singleRoot()
        } catch YamlError.composer(_, let problem, let mark, _) where problem.contains("alias") {
            throw .invalidYAML(line: mark.line, column: mark.column, reason: .anchorOrAlias)
        } catch {
            // Without its anchors the text may be wrong for another reason, which may hide an alias behind it. Then
            // the text is refused for that reason.
            throw reason(of: error)
        }
    }

    /// The parser's error without the excerpt of the text it carries.
    private static func reason(of error: any Error) -> InterchangeError {
        if let error = error as? InterchangeError { return error }
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return .invalidYAML(line: mark.line, column: mark.column, reason: .syntax(problem: problem))
        case .composer(_, let problem, let mark, _):
            let reason: YAMLReason =
                if problem.contains("another document") {
                    .severalDocuments
                } else if problem.contains("alias") {
                    .anchorOrAlias
                } else {
                    .syntax(problem: problem)
                }
            return .invalidYAML(line: mark.line, column: mark.column, reason: reason)
        case .reader:
            return .invalidYAML(line: 1, column: 1, reason: .invalidCharacter)
        case .duplicatedKeysInMapping(_, let context):
            return .invalidYAML(line: context.mark.line, column: context.mark.column, reason: .duplicateKey)
        default:
            return .invalidYAML(line: 1, column: 1, reason: .syntax(problem: "unreadable"))
        }
    }

    private static func convert(_ node: Node, depth: Int, budget: inout Int) throws(InterchangeError) -> YAMLNode {
        let line = node.mark?.line ?? 1
        let column = node.mark?.column ?? 1
        func refusal(_ reason: YAMLReason) -> InterchangeError {
            .invalidYAML(line: line, column: column, reason: reason)
        }
        guard node.anchor == nil else { throw refusal(.anchorOrAlias) }
        guard depth <= depthLimit else { throw refusal(.tooDeep(limit: depthLimit)) }
        guard budget > 0 else { throw refusal(.tooManyNodes(limit: nodeLimit)) }
        budget -= 1
        // The basic resolver gives every value without an explicit tag one of these three.
        let plainTags = ["tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"]
        guard plainTags.contains(node.tag.description) else { throw refusal(.tag) }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            return YAMLNode(kind: .scalar(text: scalar.string, isQuoted: isQuoted), line: line, column: column)
        case .sequence(let sequence):
            var nodes: [YAMLNode] = []
            for child in sequence { nodes.append(try convert(child, depth: depth + 1, budget: &budget)) }
            return YAMLNode(kind: .sequence(nodes), line: line, column: column)
        case .mapping(let mapping):
            var entries: [YAMLNode.Entry] = []
            var seen: Set<[UInt8]> = []
            for (key, value) in mapping {
                let key = try convert(key, depth: depth + 1, budget: &budget)
                guard let text = key.text else {
                    throw .invalidYAML(line: key.line, column: key.column, reason: .complexKey)
                }
                guard seen.insert(Array(text.utf8)).inserted else {
                    throw .invalidYAML(line: key.line, column: key.column, reason: .duplicateKey)
                }
                let value = try convert(value, depth: depth + 1, budget: &budget)
                entries.append(YAMLNode.Entry(key: key, value: value))
            }
            return YAMLNode(kind: .mapping(entries), line: line, column: column)
        case .alias:
            throw refusal(.anchorOrAlias)
        }
    }
}
