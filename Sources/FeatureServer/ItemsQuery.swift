import FilterLanguage
import Geospatial
import Places
import VictimSupport

/// What a request asks of a collection; every part was checked when it was read.
struct ItemsQuery: Sendable {
    /// Features on a page.
    var limit: Int
    /// Where the page begins; nil for the first.
    var cursor: PageCursor?
    /// Only features that touch this box.
    var box: BoundingBox?
    /// The box as it was asked in a plane, when it was; ``box`` then holds all of it.
    var plane: PlaneBox?
    /// Only what an area may concern, by the rules of every list; nil for everywhere.
    var area: QueryArea?
    /// How sure it must be that a household stands inside the area; nil for what is usual.
    var inclusion: ListSelection.Inclusion?
    /// What else features must meet; only what whoever asks may receive is in it.
    var filter: FilterExpression?
    /// The reference system of the answer's positions.
    var reference = OutputReference.crs84
    /// The part of the answer to hand out, by name; nil for every property.
    var properties: Set<String>?
    /// The order, the first key first; empty for the collection's own.
    var order: [SortKey] = []
    /// The language of labels in the answer.
    var language: OutputLanguage = .japanese
    /// The form of the answer, as the audit log says it.
    var form = "geojson"

    /// A property to sort by.
    struct SortKey: Hashable, Sendable {
        /// Its name.
        let name: String
        /// Whether the largest comes first.
        let isDescending: Bool
    }

    /// The first page of so many features.
    init(limit: Int) { self.limit = limit }

    /// What tells the question from every other, whatever page of it is asked and in which form.
    var identity: [UInt8] {
        var text = "include \(inclusion?.rawValue ?? "")"
        if let box { text += "\nbbox \(box.west) \(box.south) \(box.east) \(box.north)" }
        if let plane { text += "\nplane \(plane.text)" }
        if let filter { text += "\nfilter \(filter.text)" }
        for key in order { text += "\nsort \(key.isDescending ? "-" : "+")\(key.name)" }
        return Array(text.utf8) + (area?.identity ?? [])
    }

    /// What tells a page in one form from every other of the same question.
    var pageIdentity: String {
        "limit \(limit) from \(cursor?.place ?? 0) language \(language) form \(form) crs \(reference.uri) properties "
            + (properties.map { $0.sorted().joined(separator: ",") } ?? "*")
    }
}
