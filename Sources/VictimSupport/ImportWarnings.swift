/// What should be looked at in a file that is otherwise accepted: each kind counted, the first lines kept.
package struct ImportWarnings: Sendable {
    /// So many lines of each kind are kept.
    package static let keptLimit = 100

    private var counts: [ImportWarning: Int] = [:]
    private var lines: [ImportWarning: [Int]] = [:]

    /// How often a kind occurs, or nil when it does not.
    package subscript(warning: ImportWarning) -> Int? { counts[warning] }

    /// The physical lines of the first of a kind, ascending; empty when they belong to no line.
    package func firstLines(of warning: ImportWarning) -> [Int] { (lines[warning] ?? []).sorted() }

    mutating func add(_ warning: ImportWarning, line: Int) {
        counts[warning, default: 0] += 1
        if lines[warning, default: []].count < Self.keptLimit { lines[warning, default: []].append(line) }
    }

    /// States a count that belongs to no line; nothing for zero.
    mutating func set(_ warning: ImportWarning, count: Int) {
        if count > 0 { counts[warning] = count }
    }
}
