import Foundation
import TestSupport

extension Checkout {
    /// Every Swift file below a folder, sorted by path.
    static func swiftFiles(below folder: String) throws -> [SourceFile] {
        let base = root.appendingPathComponent(folder)
        guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
        var paths: [String] = []
        for case let path as String in walker where path.hasSuffix(".swift") { paths.append(path) }
        return try paths.sorted().map { path in
            let text = try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
            return SourceFile(path: folder + "/" + path, lines: text.components(separatedBy: "\n"))
        }
    }
}

/// One Swift file of the checkout.
struct SourceFile: Sendable {
    let path: String
    let lines: [String]

    /// The folder below `Sources` or `Tests`: the target.
    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
}
