import Foundation
import Interchange

/// A folder that a verb fills: it must be empty or new, so that nothing is written over.
struct EmptyFolder {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Makes the folder where it does not exist.
    ///
    /// - Throws: ``UsageError`` when something is in it, `InterchangeError` when it cannot be made.
    func prepare() throws {
        let manager = FileManager.default
        var isDirectory: ObjCBool = false
        guard manager.fileExists(atPath: path, isDirectory: &isDirectory) else {
            guard (try? manager.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil else {
                throw InterchangeError.cannotWrite(path: path, errno: errno)
            }
            return
        }
        guard isDirectory.boolValue, let content = try? manager.contentsOfDirectory(atPath: path), content.isEmpty
        else {
            throw UsageError(
                sentence: Bilingual(
                    "フォルダが空ではありません: \(path)。空の、または新しいフォルダを指定してください。",
                    "not an empty folder: \(path). Name an empty or new one."))
        }
    }
}
