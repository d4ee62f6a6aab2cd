import FilterLanguage
import Interchange
import VictimSupport

/// The filter of a request: its text or JSON, the language that it is in, and the reference system of its shapes.
struct FilterParameters {
    /// The names of the parameters, in addresses and in bodies.
    enum Name {
        static let filter = "filter"
        static let language = "filter-lang"
        static let system = "filter-crs"
    }

    /// The languages, the usual one first.
    enum Language: String, CaseIterable {
        case text = "cql2-text"
        case json = "cql2-json"
    }

    /// What is written.
    let content: Content
    /// The reference system of shapes; nil for CRS84.
    let system: String?

    /// A filter as it comes: text in one of the languages, or JSON that was read already.
    enum Content {
        case written(String, Language)
        case json(JSONValue)
    }

    /// Describes the parameters.
    static let parameters = [
        QueryParameter(
            name: Name.filter, title: Bilingual("絞り込みの式（CQL2）", "A filter in CQL2"), shape: .text),
        QueryParameter(
            name: Name.language, title: Bilingual("式の書き方", "The language of the filter"),
            shape: .choice(Language.allCases.map(\.rawValue)), usual: Language.text.rawValue),
        QueryParameter(
            name: Name.system,
            title: Bilingual("式の中の図形の座標系", "The reference system of shapes in the filter"), shape: .reference),
    ]

    /// The filter of an address; nil when it has none.
    init?(_ query: QueryString) {
        guard let text = query[Name.filter] else { return nil }
        content = .written(text, query[Name.language].flatMap(Language.init) ?? .text)
        system = query[Name.system]
    }

    /// The filter of a body.
    init(_ content: Content, system: String?) {
        self.content = content
        self.system = system
    }

    /// What is asked of the features of a collection.
    ///
    /// - Throws: ``Problem``: `invalid-filter`, `fields-withheld`, `invalid-parameter`.
    func expression(of collection: any FeatureCollection, _ read: ServedRead) throws -> FilterExpression {
        let vocabulary = try collection.vocabulary(read)
        let system = try self.system.map(Self.system) ?? .degrees
        let expression: FilterExpression
        do throws(FilterError) {
            switch content {
            case .written(let text, .text):
                expression = try FilterExpression(text: text, vocabulary: vocabulary, system: system)
            case .written(let text, .json):
                expression = try FilterExpression(jsonText: text, vocabulary: vocabulary, system: system)
            case .json(let value):
                expression = try FilterExpression(json: value, vocabulary: vocabulary, system: system)
            }
        } catch {
            throw Problem.invalidFilter(error)
        }
        try collection.check(expression, read)
        return expression
    }

    private static func system(_ address: String) throws -> FilterSystem {
        guard let reference = OutputReference(uri: address) else {
            throw Problem.invalidParameter(
                Name.system,
                Bilingual("コレクションの crs にある座標系を書いてください。", "Write one of the systems in crs of the collection."))
        }
        guard let code = reference.code else { return .degrees }
        return try FilterSystem(code: "EPSG:\(code)", isNorthFirst: reference.isNorthFirst)
    }
}

extension FeatureCollection {
    /// Refuses a filter that asks for anything which whoever asks may not receive, wherever it stands.
    ///
    /// - Throws: ``Problem/fieldsWithheld``.
    func check(_ expression: FilterExpression, _ read: ServedRead) throws {
        for name in expression.properties where try withholds(name, read) { throw Problem.fieldsWithheld }
    }
}

extension FilterVocabulary {
    /// The queryable properties of a collection whose features have geometries.
    init(_ properties: [FeatureProperty]) {
        var kinds = [FilterVocabulary.geometryName: FilterKind.geometry]
        for property in properties where property.isQueryable {
            switch property.kind {
            case .string: kinds[property.name] = .text
            case .number, .integer: kinds[property.name] = .number
            case .boolean: kinds[property.name] = .bool
            case .array: kinds[property.name] = .texts
            case .object: break
            }
        }
        self.init(kinds)
    }
}
