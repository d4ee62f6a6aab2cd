import HTTPTypes
import Interchange

/// The forms in which documents are answered; a route offers some of them.
enum ServedForm: String, CaseIterable, Sendable {
    case json, geojson, seq, openapi, schema, html

    /// The media type of the answer.
    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .geojson: "application/geo+json"
        case .seq: "application/geo+json-seq"
        case .openapi: "application/vnd.oai.openapi+json;version=3.0"
        case .schema: "application/schema+json"
        case .html: "text/html; charset=utf-8"
        }
    }

    /// The values of `f` that ask for it: its own, and `json` for whatever is JSON of some kind.
    var names: [String] {
        switch self {
        case .json, .html, .seq: [rawValue]
        case .geojson, .openapi, .schema: [rawValue, "json"]
        }
    }

    /// The media types in Accept headers that mean it, without parameters; the first is its own.
    var accepted: [String] {
        let own = mediaType.prefix { $0 != ";" }
        return names.contains("json") && self != .json ? [String(own), "application/json"] : [String(own)]
    }

    /// Chooses the form of an answer: the one that was named, else the one that the client likes best, else the usual one.
    ///
    /// - Parameters:
    ///   - offered: in the order of the route; none means ``json`` whatever the client likes.
    ///   - named: a value of `f` that the route takes.
    ///   - accept: Accept headers.
    /// - Throws: ``Problem``: `not-acceptable`.
    static func choose(from offered: [ServedForm], named: String?, accept: [String]) throws(Problem) -> ServedForm {
        guard let usual = offered.first else { return .json }
        if let named { return offered.first { $0.names.contains(named) } ?? usual }
        let ranges = accept.flatMap(MediaRange.list)
        guard !ranges.isEmpty else { return usual }
        var best: (form: ServedForm, quality: Double)?
        for form in offered {
            let quality = form.accepted.map { MediaRange.quality(of: $0, in: ranges) }.max() ?? 0
            if quality > best?.quality ?? 0 { best = (form, quality) }
        }
        guard let best else { throw .notAcceptable(offered) }
        return best.form
    }
}

/// One range of an Accept header, such as `text/*;q=0.5`.
///
/// - Source: RFC 9110, 12.5.1.
struct MediaRange: Hashable, Sendable {
    private let type: String
    private let quality: Double

    /// The ranges of a header; what cannot be read is passed over.
    static func list(_ header: String) -> [MediaRange] {
        header.split(separator: ",").compactMap { part in
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let type = pieces.first, type.split(separator: "/").count == 2 else { return nil }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            return MediaRange(type: type, quality: min(1, max(0, quality)))
        }
    }

    /// How much a media type is liked: what its narrowest range says, 0 when none holds it.
    static func quality(of type: String, in ranges: [MediaRange]) -> Double {
        let group = type.prefix { $0 != "/" } + "/*"
        for name in [type, String(group), "*/*"] {
            if let range = ranges.first(where: { $0.type == name }) { return range.quality }
        }
        return 0
    }
}

extension Problem {
    /// The client takes none of the forms that there are.
    static func notAcceptable(_ offered: [ServedForm]) -> Problem {
        let types = offered.map(\.mediaType).joined(separator: ", ")
        return Problem(
            status: .notAcceptable, code: "not-acceptable",
            text: Bilingual("お望みの形式では応答できません。選べる形式: \(types)", "There is no such form. Forms to choose from: \(types).")
        )
    }
}
