import FilterLanguage
import Geospatial

/// What a request asks of a collection; every part was checked when it was read.
struct ItemsQuery: Sendable {
    /// Features on a page.
    var limit: Int
    /// Where the page begins; nil for the first.
    var cursor: PageCursor?
    /// Only features that touch this box.
    var box: BoundingBox?
    /// The part of the answer to hand out, by name; nil for every property.
    var properties: Set<String>?
    /// The order, the first key first; empty for the collection's own.
    var order: [SortKey] = []

    /// A property to sort by.
    struct SortKey: Hashable, Sendable {
        /// Its name.
        let name: String
        /// Whether the largest comes first.
        let isDescending: Bool
    }
}
