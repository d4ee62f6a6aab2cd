import Foundation
import TestSupport

extension Checkout {
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// The paths of all files below a folder whose names end so, sorted; none is a failure.
    static func files(below folder: String, suffix: String) throws -> [String] {
        let walker = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
        var paths: [String] = []
        while let path = walker?.nextObject() as? String {
            if path.hasSuffix(suffix) { paths.append(folder + "/" + path) }
        }
        guard !paths.isEmpty else { throw NothingFound(what: "files ending in \(suffix)", place: folder) }
        return paths.sorted()
    }
}

/// A parser that finds nothing has lost its subject, and a test that checks nothing must not pass.
struct NothingFound: Error, CustomStringConvertible {
    let what: String
    let place: String
    var description: String { "found no \(what) in \(place)" }
}

extension String {
    /// Those of the texts that do not stand in this one.
    func lacking(_ texts: [String]) -> [String] { texts.filter { !contains($0) } }

    /// What the capture of a pattern matched, each time.
    ///
    /// - Throws: ``NothingFound`` when there are fewer than `count` matches.
    func captures(
        _ pattern: Regex<(Substring, Substring)>, atLeast count: Int = 1, what: String, place: String
    ) throws -> [String] {
        let found = matches(of: pattern).map { String($0.output.1) }
        guard found.count >= count, !found.isEmpty else { throw NothingFound(what: what, place: place) }
        return found
    }

    /// The text from one string to the next occurrence of another, both left out.
    func part(from start: String, to end: String, place: String) throws -> String {
        guard let first = range(of: start) else { throw NothingFound(what: start, place: place) }
        let rest = self[first.upperBound...]
        return String(rest[..<(rest.range(of: end)?.lowerBound ?? rest.endIndex)])
    }
}
