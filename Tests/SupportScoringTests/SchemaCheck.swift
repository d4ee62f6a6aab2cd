import Foundation

@testable import Interchange

/// Checks values against a JSON Schema, as far as the schema of policies goes: a keyword that it does not know is an error, so
/// that nothing is taken for checked which is not.
struct SchemaCheck {
    private let root: JSONValue
    private static let annotations: Set<String> = ["$schema", "$defs", "title", "description"]
    /// Keywords that are looked at together with another one.
    private static let companions: Set<String> = ["then", "else"]

    struct UnknownKeyword: Error { let keyword: String }
    struct BrokenSchema: Error {}

    init(_ schema: JSONValue) { root = schema }

    /// Where and by which keyword the value fails, or nil when it is valid.
    func fault(in value: JSONValue) throws -> String? { try fault(in: value, root, at: "") }

    private func fault(in value: JSONValue, _ schema: JSONValue, at path: String) throws -> String? {
        guard case .object(let members) = schema else { throw BrokenSchema() }
        for member in members
        where !Self.annotations.contains(member.name) && !Self.companions.contains(member.name) {
            if let deeper = try check(member.name, member.value, of: schema, value, at: path) { return deeper }
        }
        return nil
    }

    private func check(
        _ keyword: String, _ argument: JSONValue, of schema: JSONValue, _ value: JSONValue, at path: String
    ) throws -> String? {
        let failed = "\(path.isEmpty ? "/" : path): \(keyword)"
        func isValid(_ schema: JSONValue) throws -> Bool { try fault(in: value, schema, at: path) == nil }
        switch keyword {
        case "$ref": return try fault(in: value, definition(argument), at: path)
        case "type": return types(argument).contains { Self.matches(value, type: $0) } ? nil : failed
        case "enum": return argument.array?.contains(value) ?? false ? nil : failed
        case "const": return argument == value ? nil : failed
        case "oneOf": return try (argument.array ?? []).count(where: isValid) == 1 ? nil : failed
        case "anyOf": return try (argument.array ?? []).contains(where: isValid) ? nil : failed
        case "not": return try isValid(argument) ? failed : nil
        case "if":
            guard let branch = schema[try isValid(argument) ? "then" : "else"] else { return nil }
            return try fault(in: value, branch, at: path)
        case "minLength", "maxLength", "pattern":
            return try value.string.map { try Self.holds(keyword, argument, $0) } ?? true ? nil : failed
        case "minimum": return value.number.map { $0 >= argument.number ?? .nan } ?? true ? nil : failed
        case "maximum": return value.number.map { $0 <= argument.number ?? .nan } ?? true ? nil : failed
        case "items", "minItems": return try items(keyword, argument, value, at: path, failed)
        default: return try object(keyword, argument, of: schema, value, at: path, failed)
        }
    }

    private func items(
        _ keyword: String, _ argument: JSONValue, _ value: JSONValue, at path: String, _ failed: String
    ) throws -> String? {
        guard let items = value.array else { return nil }
        if keyword == "minItems" { return Double(items.count) >= argument.number ?? .nan ? nil : failed }
        for (index, item) in items.enumerated() {
            if let deeper = try fault(in: item, argument, at: "\(path)/\(index)") { return deeper }
        }
        return nil
    }

    private func object(
        _ keyword: String, _ argument: JSONValue, of schema: JSONValue, _ value: JSONValue, at path: String,
        _ failed: String
    ) throws -> String? {
        let known: Set = [
            "required", "properties", "additionalProperties", "propertyNames", "minProperties", "maxProperties",
            "dependentRequired",
        ]
        guard known.contains(keyword) else { throw UnknownKeyword(keyword: keyword) }
        guard case .object(let members) = value else { return nil }
        func lacks(_ names: JSONValue) -> Bool { (names.array ?? []).contains { value[$0.string ?? ""] == nil } }
        switch keyword {
        case "required": return lacks(argument) ? failed : nil
        case "minProperties": return Double(members.count) >= argument.number ?? .nan ? nil : failed
        case "maxProperties": return Double(members.count) <= argument.number ?? .nan ? nil : failed
        case "dependentRequired":
            guard case .object(let dependencies) = argument else { throw BrokenSchema() }
            return dependencies.contains { value[$0.name] != nil && lacks($0.value) } ? failed : nil
        case "propertyNames":
            for member in members {
                if let deeper = try fault(in: .string(member.name), argument, at: "\(path)/\(member.name)") {
                    return deeper
                }
            }
        case "properties":
            for member in members {
                guard let schema = argument[member.name] else { continue }
                if let deeper = try fault(in: member.value, schema, at: "\(path)/\(member.name)") { return deeper }
            }
        default:
            for member in members where schema["properties"]?[member.name] == nil {
                if argument == .bool(false) { return "\(failed) \(member.name)" }
                if let deeper = try fault(in: member.value, argument, at: "\(path)/\(member.name)") { return deeper }
            }
        }
        return nil
    }

    private func types(_ argument: JSONValue) -> [String] {
        argument.array?.compactMap(\.string) ?? [argument.string].compactMap(\.self)
    }

    private static func matches(_ value: JSONValue, type: String) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("number", .number): true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }

    private static func holds(_ keyword: String, _ argument: JSONValue, _ text: String) throws -> Bool {
        switch keyword {
        case "minLength": return Double(text.unicodeScalars.count) >= argument.number ?? .nan
        case "maxLength": return Double(text.unicodeScalars.count) <= argument.number ?? .nan
        default:
            let pattern = try NSRegularExpression(pattern: argument.string ?? "")
            return pattern.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
        }
    }

    private func definition(_ reference: JSONValue) throws -> JSONValue {
        let prefix = "#/$defs/"
        guard let name = reference.string, name.hasPrefix(prefix),
            let definition = root["$defs"]?[String(name.dropFirst(prefix.count))]
        else { throw BrokenSchema() }
        return definition
    }
}

extension JSONValue {
    /// A YAML document as the core schema of YAML 1.2 reads it, which is what editors hold against a JSON Schema.
    init(_ node: YAMLNode) {
        switch node.kind {
        case .sequence(let nodes): self = .array(nodes.map(JSONValue.init))
        case .mapping(let entries):
            self = .object(
                entries.map { Member(name: $0.key.text ?? "", value: JSONValue($0.value)) })
        case .scalar(let text, true): self = .string(text)
        case .scalar(let text, false):
            if node.isNull {
                self = .null
            } else if ["true", "false"].contains(text) {
                self = .bool(text == "true")
            } else if let number = Double(text), text.utf8.allSatisfy({ $0 < 0x3A }) {
                self = .number(number)
            } else {
                self = .string(text)
            }
        }
    }
}
