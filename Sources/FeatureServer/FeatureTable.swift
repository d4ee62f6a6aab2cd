import Geospatial
import Interchange
import Registry
import VictimSupport

/// Features as a page for people: a table of many, a list of one.
struct FeatureTable {
    let answer: FeatureAnswer

    private static let drainLength = 1 << 16

    /// Writes the page, inside the same read.
    func write(from snapshot: RegistrySnapshot, to stream: ChunkStream) throws {
        let subject = answer.subject
        let page = DocumentPage(
            title: subject.title, isDrill: subject.isDrill, base: subject.base, links: answer.links)
        let columns = subject.properties.filter { answer.selection?.contains($0.name) ?? true }
        var html = page.head + facts() + steps()
        html += answer.isSingle ? "" : Self.open(columns)
        try answer.page.features(snapshot) { feature in
            html += try answer.isSingle ? Self.list(feature, columns) : row(feature, columns)
            guard html.utf8.count >= Self.drainLength else { return }
            try stream.write(html)
            html = ""
        }
        html += answer.isSingle ? "" : "</tbody>\n</table></div>\n" + steps()
        try stream.write(html + page.foot)
    }

    /// How many there are, and what the collection says of itself.
    private func facts() -> String {
        var html = "<p>"
        if !answer.isSingle {
            if let matched = answer.page.numberMatched {
                html += "該当 \(matched) 件のうち \(answer.page.numberReturned) 件 "
                html += "<span lang=\"en\">\(answer.page.numberReturned) of \(matched)</span> · "
            } else {
                html += "\(answer.page.numberReturned) 件 <span lang=\"en\">features</span> · "
            }
        }
        html += "状態 \(answer.page.generation) <span lang=\"en\">generation</span> · \(answer.timeStamp)</p>\n"
        var json = JSONWriter()
        json.object { answer.page.facts(&$0) }
        guard let value = try? JSONParser.parse(json.bytes), case .object(let members) = value, !members.isEmpty else {
            return html
        }
        return html + "<details><summary>この応答について <span lang=\"en\">About this answer</span></summary>\n"
            + JSONMarkup.html(value) + "</details>\n"
    }

    /// Where to go from this page.
    private func steps() -> String {
        var steps: [String] = []
        for link in answer.links where link.method == nil {
            switch link.rel {
            case "next": steps.append(DocumentPage.anchor(link.href, "次のページ / Next"))
            case "collection": steps.append(DocumentPage.anchor(link.href, "コレクション / Collection"))
            case "first": steps.append(DocumentPage.anchor(link.href, "先頭 / First"))
            default: break
            }
        }
        return steps.isEmpty ? "" : "<nav>\(steps.joined(separator: " · "))</nav>\n"
    }

    private static func open(_ columns: [FeatureProperty]) -> String {
        var html = "<div class=\"wide\"><table>\n<thead><tr><th>番号<br><span lang=\"en\">id</span></th>"
        for column in columns { html += "<th>\(heading(column))</th>" }
        return html + "<th>位置<br><span lang=\"en\">position</span></th></tr></thead>\n<tbody>\n"
    }

    private static func heading(_ column: FeatureProperty) -> String {
        "\(HTMLText.escaped(column.title.japanese))<br><span lang=\"en\">\(HTMLText.escaped(column.title.english))</span>"
    }

    private func row(_ feature: FeaturePage.Feature, _ columns: [FeatureProperty]) throws -> String {
        let values = try Self.values(feature)
        let address = "\(answer.subject.base)/collections/\(answer.subject.id)/items/\(feature.id)"
        var html = "<tr><td>\(DocumentPage.anchor(address, feature.id))</td>"
        for column in columns { html += "<td>\(values[column.name].map(JSONMarkup.html) ?? "")</td>" }
        return html + "<td>\(Self.position(feature))</td></tr>\n"
    }

    private static func list(_ feature: FeaturePage.Feature, _ columns: [FeatureProperty]) throws -> String {
        let values = try values(feature)
        var html = "<table>\n<tbody>\n"
        for column in columns {
            html += "<tr><th>\(heading(column))</th><td>\(values[column.name].map(JSONMarkup.html) ?? "")</td></tr>\n"
        }
        return html
            + "<tr><th>位置<br><span lang=\"en\">position</span></th><td>\(position(feature))</td></tr>\n</tbody>\n</table>\n"
    }

    private static func values(_ feature: FeaturePage.Feature) throws -> JSONValue {
        var json = JSONWriter()
        json.object { feature.properties(&$0) }
        return try JSONParser.parse(json.bytes)
    }

    private static func position(_ feature: FeaturePage.Feature) -> String {
        switch feature.geometry {
        case nil: return "なし <span lang=\"en\">none</span>"
        case .polygons: return "面 <span lang=\"en\">area</span>"
        case .point(let point):
            var json = JSONWriter()
            json.number(point.latitude, decimals: GeoJSONWriter.decimals)
            let latitude = String(decoding: json.bytes, as: UTF8.self)
            json = JSONWriter()
            json.number(point.longitude, decimals: GeoJSONWriter.decimals)
            return "\(latitude), \(String(decoding: json.bytes, as: UTF8.self))"
        }
    }
}

/// A JSON value for people.
enum JSONMarkup {
    /// Texts, numbers, lists and tables of names with values.
    static func html(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "はい" : "いいえ"
        case .string(let text): HTMLText.escaped(text)
        case .number(let number):
            if let whole = Int(exactly: number) { "\(whole)" } else { "\(number)" }
        case .array(let values): "<ul>" + values.map { "<li>\(html($0))</li>" }.joined() + "</ul>"
        case .object(let members):
            "<dl>"
                + members.map { "<dt>\(HTMLText.escaped($0.name))</dt><dd>\(html($0.value))</dd>" }.joined() + "</dl>"
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
