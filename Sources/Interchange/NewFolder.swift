import Glibc

/// A folder that appears under its name only when all its files are in it.
///
/// The files are written into a hidden folder beside the target, readable by its owner alone, which is renamed at the end. After
/// an error it is removed; a killed process leaves it behind, named `.engo-PROCESS-…`.
package struct NewFolder {
    private let path: String

    /// A folder that does not exist yet, or is empty.
    package init(_ path: String) {
        self.path = path.utf8.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Writes the files, each durable, and gives the folder its name.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)``, `EEXIST` or `ENOTEMPTY` when something stands there.
    package func fill(_ files: [(name: String, bytes: [UInt8])]) throws(InterchangeError) {
        let hidden = try makeHidden()
        var isDone = false
        defer { if !isDone { Self.remove(hidden, files.map(\.name)) } }
        for file in files {
            let writer = try AtomicFileWriter(path: hidden + "/" + file.name)
            try writer.write(file.bytes)
            try writer.commit()
        }
        // A folder may replace an empty one, and nothing else.
        guard rename(hidden, path) == 0 else { throw .cannotWrite(path: path, errno: errno) }
        isDone = true
    }

    private func makeHidden() throws(InterchangeError) -> String {
        var parent = "."
        if let slash = path.utf8.lastIndex(of: 0x2F) {
            parent = slash == path.startIndex ? "/" : String(path[..<slash])
        }
        for attempt in 0..<10_000 {
            let hidden = parent + "/.engo-\(getpid())-\(attempt)-folder"
            if mkdir(hidden, 0o700) == 0 { return hidden }
            let code = errno
            guard code == EEXIST else { throw .cannotWrite(path: path, errno: code) }
        }
        throw .cannotWrite(path: path, errno: EEXIST)
    }

    private static func remove(_ folder: String, _ names: [String]) {
        for name in names { unlink(folder + "/" + name) }
        rmdir(folder)
    }
}
