import Foundation

/// What a first program would do: NFKC, then the longest registered prefix by looking up ever shorter ones.
///
/// It knows towns as they are registered, with and without the prefecture, and no rule at all; numbers are what digits follow.
struct PlainMatcher {
    private var towns: [String: String] = [:]
    private var longest = 0

    /// - Parameter names: registered towns with prefecture and municipality, and the municipality's and town's name alone.
    init(_ names: [(full: String, short: String)]) {
        for name in names {
            for key in [name.full, name.short] {
                let folded = key.precomposedStringWithCompatibilityMapping
                towns[folded] = name.full
                longest = max(longest, folded.count)
            }
        }
    }

    /// The town that the text starts with, and the digits that follow.
    func match(_ address: String) -> (town: String, number: String)? {
        let text = address.precomposedStringWithCompatibilityMapping
        var end = text.index(text.startIndex, offsetBy: longest, limitedBy: text.endIndex) ?? text.endIndex
        while end > text.startIndex {
            if let town = towns[String(text[..<end])] {
                return (town, String(text[end...].prefix { $0.isWholeNumber || $0 == "-" }))
            }
            end = text.index(before: end)
        }
        return nil
    }
}
