/// The language of headings and values in lists.
package enum OutputLanguage: String, CaseIterable, Sendable {
    /// Japanese, the default.
    case japanese = "ja"
    /// English headings, which are the GeoJSON property names.
    case english = "en"
}
