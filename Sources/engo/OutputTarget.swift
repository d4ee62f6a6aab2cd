import Foundation

/// A file that is to be written, checked before anything is opened.
struct OutputTarget {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Refuses to write over a file that the same command works on, by whatever name it is called.
    ///
    /// - Throws: ``UsageError``.
    func refuse(_ protected: [String]) throws(UsageError) {
        for other in protected where isSameFile(as: other) {
            throw UsageError(
                sentence: Bilingual(
                    "出力先が、使用中のファイルと同じです: \(path)。別の名前にしてください。",
                    "the output would replace a file in use: \(path). Give it another name."))
        }
    }

    private func isSameFile(as other: String) -> Bool {
        var mine = stat()
        var theirs = stat()
        if stat(path, &mine) == 0, stat(other, &theirs) == 0 {
            return mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino
        }
        // One of them does not exist yet: compare where they would stand.
        return Self.place(path) == Self.place(other)
    }

    /// Where a file stands or would stand; a link whose end does not exist stands for that end.
    private static func place(_ path: String) -> String {
        var url = URL(fileURLWithPath: path)
        if let end = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
            url = URL(fileURLWithPath: end, relativeTo: url.deletingLastPathComponent())
        }
        return url.deletingLastPathComponent().resolvingSymlinksInPath().appendingPathComponent(url.lastPathComponent)
            .path
    }
}
