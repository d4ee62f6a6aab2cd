import Foundation
import Synchronization

/// A private empty folder that a browser gets as its home and that goes when it is done, when an error ends the work, and when somebody
/// interrupts the program.
package struct BrowserFolder {
    /// The folder.
    let path: String

    /// Folders that are there, each with the process group that uses it.
    private static let open = Mutex<[String: pid_t]>([:])

    /// The longest path at which browsers can still put a socket into the folder, whose whole path has 107 bytes at most.
    private static let longestPath = 62

    /// Makes a folder in the system's folder for temporary files, or in `/tmp` where that has a long name.
    ///
    /// - Throws: ``PrintingError/noFolder(errno:)``.
    init() throws(PrintingError) {
        let name = "/engo-" + String(repeating: "X", count: 6)
        let usual = NSTemporaryDirectory()
        let place = (usual.hasSuffix("/") ? String(usual.dropLast()) : usual) + name
        var path = Array((place.utf8.count <= Self.longestPath ? place : "/tmp" + name).utf8CString)
        guard mkdtemp(&path) != nil else { throw .noFolder(errno: errno) }
        let made = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.path = made
        Self.open.withLock { $0[made] = 0 }
    }

    static func isUsed(_ path: String, by group: pid_t) { open.withLock { $0[path] = group } }

    func remove() {
        Self.open.withLock { $0[path] = nil }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Ends the browsers that run and removes their folders, for a program that is about to end.
    package static func removeUnfinished() {
        for (path, group) in open.withLock({ $0 }) {
            if group > 0 { kill(-group, SIGKILL) }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
