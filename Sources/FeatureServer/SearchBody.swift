import Disclosure
import FilterLanguage
import Geospatial
import HTTPTypes
import Interchange
import VictimSupport

/// What `POST …/search` is sent: a question with everything in the body, so that nothing of it stands in an address.
struct SearchBody: Sendable {
    /// Its members; names that are parameters of items mean the same.
    enum Member: String, CaseIterable {
        case area, include, filter
        case filterLanguage = "filter-lang"
        case filterSystem = "filter-crs"
        case boxReference = "bbox-crs"
        case crs, bbox, limit, sortby, properties, cursor, language
    }

    private let members: [Member: JSONValue]

    /// Reads a body strictly: a member that is not known is refused, so that no part of a question is passed over.
    ///
    /// - Throws: ``Problem``: `invalid-body`.
    init(_ bytes: [UInt8]) throws(Problem) {
        let value: JSONValue
        do throws(InterchangeError) {
            value = try JSONParser.parse(bytes)
        } catch {
            guard case .invalidJSON(let line, let column, _) = error else { throw .invalidBody(nil, .object) }
            throw .invalidBody(
                nil, Bilingual("\(line)行\(column)列が JSON として読めません。", "Line \(line), column \(column) is no JSON."))
        }
        guard case .object(let all) = value else { throw .invalidBody(nil, .object) }
        var members: [Member: JSONValue] = [:]
        for member in all {
            guard let name = Member(rawValue: member.name) else { throw .unknownMember(member.name) }
            members[name] = member.value
        }
        self.members = members
    }

    /// The same question from another place on, as the link to the next page carries it.
    func text(from cursor: PageCursor) -> String {
        var members = members
        members[.cursor] = .string(cursor.text)
        return JSONValue.object(
            Member.allCases.compactMap { name in members[name].map { JSONValue.Member(name: name.rawValue, value: $0) }
            }
        ).text
    }

    /// What is asked of a collection, in the form of the answer.
    ///
    /// - Throws: ``Problem``, ``AreaError`` and what the workspace throws.
    func query(_ form: ServedForm, of collection: any FeatureCollection, _ read: ServedRead) throws -> ItemsQuery {
        var parts: [String: String] = [:]
        for name in [Member.cursor, .language, .crs, .boxReference] { parts[name.rawValue] = try text(of: name) }
        parts[Member.limit.rawValue] = try number(of: .limit)
        for name in [Member.sortby, .properties] { parts[name.rawValue] = try names(of: name) }
        parts[Member.bbox.rawValue] = try members[.bbox].map { value in
            guard let numbers = value.array?.map(\.number), !numbers.contains(nil) else {
                throw Problem.invalidBody(.bbox, .numbers)
            }
            return numbers.compactMap { $0.map { "\($0)" } }.joined(separator: ",")
        }
        // From here on the rules are those of addresses.
        var query = try ItemsQuery(
            QueryString(parts, allowing: ItemsQuery.parameters(read.workspace.limits)), form, of: collection, read)
        if let filter = try filter() { query.filter = try filter.expression(of: collection, read) }
        if members[.area] != nil || members[.include] != nil {
            // Only people are looked for by where they may be; places are where they are.
            guard collection.data == .lists else { throw Problem.invalidBody(.area, .placesTakeNoArea) }
        }
        if let area = members[.area] { query.area = try self.area(area, read) }
        query.inclusion = try members[.include].map { value in
            guard let inclusion = value.string.flatMap(ListSelection.Inclusion.init) else {
                throw Problem.invalidBody(
                    .include, QueryParameter.Shape.choice(ListSelection.Inclusion.allCases.map(\.rawValue)).advice)
            }
            return inclusion
        }
        return query
    }

    private func filter() throws -> FilterParameters? {
        let language = try text(of: .filterLanguage).map { name in
            guard let language = FilterParameters.Language(rawValue: name) else {
                throw Problem.invalidBody(
                    .filterLanguage,
                    QueryParameter.Shape.choice(FilterParameters.Language.allCases.map(\.rawValue)).advice)
            }
            return language
        }
        let system = try text(of: .filterSystem)
        guard let value = members[.filter] else { return nil }
        // A text is CQL2 text unless something else is said; an object is CQL2 JSON, whatever is said.
        if case .string(let text) = value {
            return FilterParameters(.written(text, language ?? .text), system: system)
        }
        guard language != .text else { throw Problem.invalidBody(.filter, .text) }
        return FilterParameters(.json(value), system: system)
    }

    /// The area: `{"saved": name}`, or a geometry, feature or collection of GeoJSON.
    private func area(_ value: JSONValue, _ read: ServedRead) throws -> QueryArea {
        let source: AreaSource
        if let saved = value["saved"] {
            guard case .object(let members) = value, members.count == 1, let name = saved.string else {
                throw Problem.invalidBody(.area, .area)
            }
            source = .saved(name)
        } else {
            guard value["type"] != nil else { throw Problem.invalidBody(.area, .area) }
            source = .content(Array(value.text.utf8), name: "search")
        }
        return try AreaRequest(sources: [source]).load().resolved(in: read.snapshot, read.workspace.paths)
    }

    // MARK: Members

    private func text(of name: Member) throws -> String? {
        try members[name].map { value in
            guard let text = value.string, !text.isEmpty else { throw Problem.invalidBody(name, .text) }
            return text
        }
    }

    private func number(of name: Member) throws -> String? {
        try members[name].map { value in
            guard let number = value.number.flatMap(Int.init(exactly:)), number > 0 else {
                throw Problem.invalidBody(name, QueryParameter.Shape.count(usual: 1, most: 1).advice)
            }
            return String(number)
        }
    }

    /// Names in an array, or in a text with commas as in addresses.
    private func names(of name: Member) throws -> String? {
        try members[name].map { value in
            if let text = value.string, !text.isEmpty { return text }
            guard let names = value.array?.map(\.string), !names.isEmpty, !names.contains(nil) else {
                throw Problem.invalidBody(name, QueryParameter.Shape.names.advice)
            }
            return names.compactMap(\.self).joined(separator: ",")
        }
    }
}

extension Bilingual {
    fileprivate static let placesTakeNoArea = Bilingual(
        "このコレクションでは bbox か filter の S_INTERSECTS を使ってください。",
        "Use bbox, or S_INTERSECTS in the filter, of this collection.")
    fileprivate static let object = Bilingual("JSON のオブジェクトを送ってください。", "Send one JSON object.")
    fileprivate static let numbers = Bilingual("数の配列を書いてください。", "Write an array of numbers.")
    fileprivate static let text = Bilingual("文字列を書いてください。", "Write a text.")
    fileprivate static let area = Bilingual(
        "GeoJSON か {\"saved\": \"名前\"} を書いてください。", "Write GeoJSON or {\"saved\": \"a name\"}.")
}

extension Problem {
    /// The body, or a member of it, is not as it must be.
    static func invalidBody(_ member: SearchBody.Member?, _ advice: Bilingual) -> Problem {
        let place = member.map { ($0.rawValue + ": ") } ?? ""
        return Problem(
            status: .badRequest, code: "invalid-body",
            text: Bilingual(
                "送られた内容が正しくありません。\(place)\(advice.japanese)", "The body is wrong. \(place)\(advice.english)"))
    }

    /// The body has a member that is not known; it is not repeated.
    fileprivate static func unknownMember(_ name: String) -> Problem {
        let known = SearchBody.Member.allCases.map(\.rawValue)
        let nearest = NearestWord.find(name, among: known)
        return invalidBody(
            nil,
            Bilingual(
                "使えない項目があります。\(nearest.map { "\($0) ではありませんか。" } ?? "")使える項目: \(known.joined(separator: ", "))",
                "A member is not known.\(nearest.map { " Did you mean \($0)?" } ?? "") "
                    + "Members: \(known.joined(separator: ", ")).")
        )
    }
}
