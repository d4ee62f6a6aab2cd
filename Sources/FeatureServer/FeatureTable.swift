import Geospatial
import Interchange
import Registry

/// Features as a page for people: a table of many, a list of one.
struct FeatureTable {
    let answer: FeatureAnswer

    private static let drainLength = 1 << 16

    /// Writes the page, inside the same read.
    func write(from snapshot: RegistrySnapshot, to stream: ChunkStream) throws {
        let columns = answer.subject.properties.filter { answer.selection?.contains($0.name) ?? true }
        let (head, foot) = answer.subject.frame.halves
        try stream.write(head)
        var html = HTMLWriter()
        facts(&html)
        steps(&html)
        try stream.write(html.text + (answer.isSingle ? "<table><tbody>" : Self.open(columns)))
        html = HTMLWriter()
        try answer.page.features(snapshot) { feature in
            let values = try Self.values(feature)
            if answer.isSingle {
                list(feature, values, columns, &html)
            } else {
                row(feature, values, columns, &html)
            }
            guard html.text.utf8.count >= Self.drainLength else { return }
            try stream.write(html.text)
            html = HTMLWriter()
        }
        try stream.write(html.text + "</tbody></table>" + (answer.isSingle ? "" : "</div>"))
        html = HTMLWriter()
        steps(&html)
        html.otherForms(answer.links)
        try stream.write(html.text + foot)
    }

    /// How many there are, and what the collection says of itself.
    private func facts(_ html: inout HTMLWriter) {
        let page = answer.page
        html.element("p") { html in
            if !answer.isSingle {
                let number = page.numberReturned
                html.both(
                    page.numberMatched.map { Bilingual("該当 \($0) 件のうち \(number) 件", "\(number) of \($0)") }
                        ?? Bilingual("\(number) 件", "\(number) features"))
                html.escaped(" · ")
            }
            html.both(Bilingual("世代 \(page.generation)", "generation \(page.generation)"))
            html.escaped(" · \(answer.timeStamp)")
        }
        var json = JSONWriter()
        json.object { page.facts(&$0) }
        guard let value = try? JSONParser.parse(json.bytes), case .object(let members) = value, !members.isEmpty else {
            return
        }
        html.element("details") { html in
            html.element("summary", Bilingual("この応答について", "About this answer"))
            html.value(value)
        }
    }

    /// Where to go from this page.
    private func steps(_ html: inout HTMLWriter) {
        let names = [
            "next": Bilingual("次のページ", "Next page"), "first": Bilingual("先頭", "First page"),
            "collection": Bilingual("コレクション", "Collection"),
        ]
        html.element("p") { html in
            for link in answer.links where link.method == nil {
                guard let name = names[link.rel], link.type == ServedForm.html.mediaType else { continue }
                html.element("a", ["href": link.href, "rel": link.rel], name)
                html.escaped(" ")
            }
        }
    }

    private static func open(_ columns: [FeatureProperty]) -> String {
        var html = HTMLWriter()
        html.element("tr") { html in
            html.element("th", Bilingual("番号", "id"))
            for column in columns { html.element("th", column.title) }
            html.element("th", Self.positionTitle)
        }
        return "<div class=\"wide\"><table><thead>\(html.text)</thead><tbody>\n"
    }

    private func row(
        _ feature: FeaturePage.Feature, _ values: JSONValue, _ columns: [FeatureProperty], _ html: inout HTMLWriter
    ) {
        let address = "\(answer.subject.base)/collections/\(answer.subject.id)/items/\(feature.id)"
        html.element("tr") { html in
            html.element("td") { html in
                html.element("a", ["href": address + "?\(QueryParameter.formName)=html"], feature.id)
            }
            for column in columns {
                html.element("td") { html in if let value = values[column.name] { html.value(value) } }
            }
            html.element("td") { $0.position(feature.geometry) }
        }
        html.lineBreak()
    }

    private func list(
        _ feature: FeaturePage.Feature, _ values: JSONValue, _ columns: [FeatureProperty], _ html: inout HTMLWriter
    ) {
        for column in columns {
            html.element("tr") { html in
                html.element("th", column.title)
                html.element("td") { html in if let value = values[column.name] { html.value(value) } }
            }
        }
        html.element("tr") { html in
            html.element("th", Self.positionTitle)
            html.element("td") { $0.position(feature.geometry) }
        }
    }

    private static let positionTitle = Bilingual("位置", "position")

    private static func values(_ feature: FeaturePage.Feature) throws -> JSONValue {
        var json = JSONWriter()
        json.object { feature.properties(&$0) }
        return try JSONParser.parse(json.bytes)
    }
}

extension HTMLWriter {
    /// Writes a JSON value for people: texts, numbers, lists and tables of names with values.
    fileprivate mutating func value(_ value: JSONValue) {
        switch value {
        case .null: break
        case .bool(let flag): escaped(flag ? "はい" : "いいえ")
        case .string(let text): escaped(text)
        case .number(let number): escaped(Int(exactly: number).map(String.init) ?? "\(number)")
        case .array(let values):
            element("ul") { html in
                for value in values { html.element("li") { $0.value(value) } }
            }
        case .object(let members):
            element("dl") { html in
                for member in members {
                    html.element("dt", member.name)
                    html.element("dd") { $0.value(member.value) }
                }
            }
        }
    }

    /// Writes where a feature is: latitude first, as maps for people have it.
    fileprivate mutating func position(_ geometry: FeatureGeometry?) {
        switch geometry {
        case nil: both(Bilingual("なし", "none"))
        case .line: both(Bilingual("線", "line"))
        case .polygons: both(Bilingual("面", "area"))
        case .point(let point):
            var json = JSONWriter()
            json.number(point.latitude, decimals: GeoJSONWriter.decimals)
            json.number(point.longitude, decimals: GeoJSONWriter.decimals)
            escaped(String(decoding: json.bytes, as: UTF8.self))
        }
    }
}

extension ChunkStream {
    /// Takes a text.
    func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }
}
