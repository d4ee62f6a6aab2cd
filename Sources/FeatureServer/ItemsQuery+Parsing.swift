import FilterLanguage
import Geospatial
import HTTPTypes
import VictimSupport

extension ItemsQuery {
    /// The parameter that says where a page begins.
    static let cursorName = "cursor"

    /// The names of its parameters in addresses.
    private enum Name {
        static let limit = "limit"
        static let bbox = "bbox"
        static let boxReference = "bbox-crs"
        static let reference = "crs"
        static let datetime = "datetime"
        static let properties = "properties"
        static let order = "sortby"
        static let language = "language"
        static let cursor = cursorName
    }

    /// What one feature may be asked by.
    static let featureParameters = [
        QueryParameter(
            name: Name.reference, title: Bilingual("応答の座標系", "The reference system of the answer's positions"),
            shape: .reference),
        QueryParameter(
            name: Name.properties,
            title: Bilingual("応答に入れる項目（コンマ区切り）", "The properties to answer with, between commas"), shape: .names),
        QueryParameter(
            name: Name.language, title: Bilingual("見出しと値の言語", "The language of labels"),
            shape: .choice(OutputLanguage.allCases.map(\.rawValue)), usual: OutputLanguage.japanese.rawValue),
    ]

    /// What the items of a collection may be asked by.
    static func parameters(_ limits: ServerLimits) -> [QueryParameter] {
        [
            QueryParameter(
                name: Name.limit,
                title: Bilingual(
                    "1ページの件数。上限を超える値は上限とみなします。", "Features on a page; more than the maximum counts as the maximum"),
                shape: .count(usual: limits.usualFeatures, most: limits.mostFeatures)),
            QueryParameter(
                name: Name.bbox,
                title: Bilingual(
                    "この範囲に触れる地物だけ（西,南,東,北。境界を含む）。位置のない地物は含みません。",
                    "Only features that touch this box: west, south, east, north, edges included; never those without a position"
                ),
                shape: .numbers([4, 6])),
            QueryParameter(
                name: Name.boxReference,
                title: Bilingual("bbox の座標系", "The reference system in which bbox is written"), shape: .reference),
            QueryParameter(
                name: Name.datetime,
                title: Bilingual(
                    "日時。地物は時刻を持たないため、どの値でもすべてが該当します。",
                    "A time or interval; no feature has a time, so all of them match whatever it says"),
                shape: .time),
            QueryParameter(
                name: Name.order,
                title: Bilingual(
                    "並べ替えの項目。-をつけると降順", "The properties to sort by, between commas; - before one for the largest first"),
                shape: .names),
            QueryParameter(
                name: Name.cursor,
                title: Bilingual("続きの位置。next リンクの値", "Where the page begins, as the link next says"), shape: .text),
        ] + featureParameters + FilterParameters.parameters
    }

    /// Reads what an address asks of a collection, in the form of the answer.
    ///
    /// - Throws: ``Problem``: `invalid-parameter`, `invalid-cursor`, `fields-withheld`.
    init(_ query: QueryString, _ form: ServedForm, of collection: any FeatureCollection, _ read: ServedRead) throws {
        let limits = read.workspace.limits
        let most = form == .html ? limits.mostRows : limits.mostFeatures
        self.init(limit: query[Name.limit].map { min(Int($0) ?? .max, most) } ?? limits.usualFeatures)
        if let text = query[Name.cursor] {
            guard let cursor = PageCursor(text) else { throw Problem.invalidCursor }
            self.cursor = cursor
        }
        if let text = query[Name.bbox] {
            let reference = query[Name.boxReference].flatMap(OutputReference.init) ?? .crs84
            (box, plane) = try Self.box(text, reference)
        }
        reference = query[Name.reference].flatMap(OutputReference.init) ?? .crs84
        let names = PropertyNames(collection: collection, read: read)
        if let text = query[Name.properties] { properties = try names.selected(text, by: Name.properties) }
        if let text = query[Name.order] { order = try names.order(text, by: Name.order) }
        language = query[Name.language].flatMap(OutputLanguage.init) ?? .japanese
        self.form = form.rawValue
        filter = try FilterExpression.all(
            [FilterParameters(query)?.expression(of: collection, read)].compactMap(\.self)
                + Self.conditions(query, of: collection, read))
    }

    /// What parameters with the names of properties ask: each of them one value.
    ///
    /// - Throws: ``Problem``: `unknown-parameter`, `invalid-parameter`, `fields-withheld`.
    private static func conditions(
        _ query: QueryString, of collection: any FeatureCollection, _ read: ServedRead
    ) throws -> [FilterExpression] {
        guard !query.others.isEmpty else { return [] }
        let vocabulary = try collection.vocabulary(read)
        return try query.others.map { name, value in
            guard vocabulary.kind(of: name).map({ $0 != .geometry }) ?? false else {
                throw Problem.unknownParameter(
                    name, known: parameters(read.workspace.limits).map(\.name) + vocabulary.names)
            }
            guard !value.isEmpty else {
                throw Problem.invalidParameter(name, QueryParameter.Shape.text.advice)
            }
            let condition: FilterExpression
            do throws(FilterError) {
                condition = try FilterExpression(property: name, is: value, vocabulary: vocabulary)
            } catch {
                throw Problem.invalidFilter(error)
            }
            try collection.check(condition, read)
            return condition
        }
    }

    /// The box of four numbers, or of six with heights, which say nothing here: nothing has a height.
    private static func box(_ text: String, _ reference: OutputReference) throws -> (BoundingBox, PlaneBox?) {
        guard let all = QueryParameter.Shape.numbers(text) else { throw Problem.invalidBox }
        if all.count == 6, all[2] > all[5] { throw Problem.invalidBox }
        var numbers = all.count == 6 ? [all[0], all[1], all[3], all[4]] : all
        if reference == .crs84, numbers[0] > numbers[2] {
            // A box around the back of the world: what lies in Japan is in one of its two parts.
            guard let japan = JapanExtent.box, numbers[2] < japan.west || numbers[0] > japan.east else {
                throw Problem.invalidBox
            }
            if numbers[2] < japan.west { numbers[2] = 180 } else { numbers[0] = -180 }
        }
        guard
            let box = try? PositionReader(reference).box((numbers[0], numbers[1]), (numbers[2], numbers[3]))
        else { throw Problem.invalidBox }
        return box
    }
}

/// Looks up names of properties that a request holds.
private struct PropertyNames {
    let collection: any FeatureCollection
    let read: ServedRead

    /// The properties to answer with.
    func selected(_ text: String, by parameter: String) throws -> Set<String> {
        Set(try text.split(separator: ",").map { try find(String($0), by: parameter) { _ in true } })
    }

    /// The properties to sort by.
    func order(_ text: String, by parameter: String) throws -> [ItemsQuery.SortKey] {
        try text.split(separator: ",").map { part in
            // A plus sign in an address means a space.
            let name = part.drop { "+- ".contains($0) }
            guard part.count - name.count <= 1 else { throw Problem.invalidParameter(parameter, .names) }
            return ItemsQuery.SortKey(
                name: try find(String(name), by: parameter, where: \.isSortable), isDescending: part.hasPrefix("-"))
        }
    }

    private func find(_ name: String, by parameter: String, where isPossible: (FeatureProperty) -> Bool) throws
        -> String
    {
        let known = try collection.properties(read).filter(isPossible).map(\.name)
        if known.contains(name) { return name }
        if try collection.withholds(name, read) { throw Problem.fieldsWithheld }
        throw Problem.unknownProperty(parameter, name, known: known)
    }
}

extension Bilingual {
    /// How to write names.
    fileprivate static let names = QueryParameter.Shape.names.advice
}

extension Problem {
    /// Four numbers that are no box.
    fileprivate static let invalidBox = invalidParameter(
        "bbox",
        Bilingual(
            "西,南,東,北 の順に、bbox-crs の座標系の単位と軸の順で書いてください。南は北より小さくします。",
            "Write west, south, east, north, or in the order of the axes of bbox-crs; the first corner below the second."
        ))

    /// The answer would tell what whoever asks may not receive.
    static let fieldsWithheld = Problem(
        status: .forbidden, code: "fields-withheld",
        text: Bilingual(
            "この提供先には開示されない項目です。", "This audience may not receive that property, nor sort or filter by it."))
}
