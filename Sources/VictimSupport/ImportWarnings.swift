/// What should be looked at in a file that is otherwise accepted: each kind counted, the first lines kept.
package struct ImportWarnings: Sendable {
    /// So many lines of each kind are kept.
    package static let keptLimit = 100

    private var counts: [ImportWarning: Int] = [:]
    private var lines: [ImportWarning: [Int]] = [:]

    /// How often a kind occurs, or nil when it does not.
    package subscript(warning: ImportWarning) -> Int? { counts[warning] }

    /// The physical lines of the first of a kind, ascending; empty when they belong to no line.
    package func firstLines(of warning: ImportWarning) -> [Int] { lines[warning] ?? [] }

    /// Counts one more; of its lines the first in the file are kept, in whatever order they are told.
    mutating func add(_ warning: ImportWarning, line: Int) {
        counts[warning, default: 0] += 1
        var kept = lines[warning, default: []]
        if kept.count == Self.keptLimit, line >= kept[kept.count - 1] { return }
        lines[warning] = nil
        kept.insert(line, at: kept.firstIndex { $0 > line } ?? kept.count)
        if kept.count > Self.keptLimit { kept.removeLast() }
        lines[warning] = kept
    }

    /// States a count that belongs to no line; nothing for zero.
    mutating func set(_ warning: ImportWarning, count: Int) {
        if count > 0 { counts[warning] = count }
    }
}
