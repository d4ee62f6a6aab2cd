import HTTPTypes
import Hummingbird
import Interchange
import NIOCore

/// The fields of a form or of a small JSON object: texts by name, each once.
struct FormFields: Sendable {
    private let values: [String: String]

    /// The text of a field; nil when it was not sent.
    subscript(name: String) -> String? { values[name] }

    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// - Throws: ``Problem/malformedBody``.
    init(urlEncoded bytes: [UInt8]) throws(Problem) {
        var values: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decoded(parts[0]),
                let text = PercentText.decoded(parts.count > 1 ? parts[1] : []),
                values.updateValue(text, forKey: name) == nil
            else { throw .malformedBody }
        }
        self.values = values
    }

    /// Reads a JSON object of strings and numbers.
    ///
    /// - Throws: ``Problem/malformedBody``.
    init(json bytes: [UInt8]) throws(Problem) {
        guard let value = try? JSONParser.parse(bytes), case .object(let members) = value else {
            throw .malformedBody
        }
        var values: [String: String] = [:]
        for member in members {
            switch member.value {
            case .string(let text): values[member.name] = text
            case .number(let number): values[member.name] = Int(exactly: number).map(String.init) ?? "\(number)"
            case .null: break
            case .bool, .array, .object: throw .malformedBody
            }
        }
        self.values = values
    }

    /// Refuses fields that nobody asked for.
    ///
    /// - Throws: ``Problem/unknownField``.
    func require(only names: Set<String>) throws(Problem) {
        guard names.union(["form_token"]).isSuperset(of: values.keys) else { throw .unknownField }
    }
}

extension Request {
    /// Whether the body is what a form without a script sends.
    var isForm: Bool { mediaType == "application/x-www-form-urlencoded" }

    /// The type of the body, in lower case, without parameters.
    var mediaType: String? {
        headers[.contentType].map { String($0.prefix { $0 != ";" }.trimmed).lowercased() }
    }

    /// The whole body, which can be read again afterwards.
    ///
    /// - Throws: ``NIOCore/NIOTooManyBytesError``.
    mutating func wholeBody(upTo limit: Int) async throws -> [UInt8] {
        Array(try await collectBody(upTo: limit).readableBytesView)
    }

    /// The fields of the body: a form's, or those of a JSON object.
    ///
    /// - Throws: ``Problem``, ``NIOCore/NIOTooManyBytesError``.
    mutating func form(upTo limit: Int) async throws -> FormFields {
        switch mediaType {
        case "application/x-www-form-urlencoded":
            try FormFields(urlEncoded: await wholeBody(upTo: limit))
        case "application/json": try FormFields(json: await wholeBody(upTo: limit))
        default: throw Problem.unsupportedMediaType
        }
    }
}

extension Problem {
    /// The body is not what its type says.
    static let malformedBody = Problem(
        status: .badRequest, code: "malformed-body",
        text: Bilingual("送られた内容を読めません。形式を確かめてください。", "The body cannot be read. Check its form."))
    /// The body has a field that means nothing here.
    static let unknownField = Problem(
        status: .badRequest, code: "unknown-field",
        text: Bilingual("送られた内容に、ここでは使えない項目があります。", "The body has a field that means nothing here."))
    /// The body is larger than what is read.
    static let bodyTooLarge = Problem(
        status: .contentTooLarge, code: "body-too-large",
        text: Bilingual("送られた内容が大きすぎます。", "The body is larger than the server reads."))
    /// The body has a type that nobody reads here.
    static let unsupportedMediaType = Problem(
        status: .unsupportedMediaType, code: "unsupported-media-type",
        text: Bilingual(
            "この種類の内容は受け取れません（Content-Type を確かめてください）。",
            "The body's type is not read here: check Content-Type."))
}
