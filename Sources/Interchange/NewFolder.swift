import Glibc

/// A folder that appears under its name only when all its files are in it.
///
/// The files are written into a hidden folder beside the target, readable by its owner alone, which is renamed at the end. After
/// an error it is removed; what a killed process left behind, named `.engo-PROCESS-…`, the next one removes.
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
        Self.removeLeftovers(in: parent)
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
        let parent = parent
        for attempt in 0..<10_000 {
            let hidden = parent + "/.engo-\(getpid())-\(attempt)-folder"
            if mkdir(hidden, 0o700) == 0 { return hidden }
            let code = errno
            guard code == EEXIST else { throw .cannotWrite(path: path, errno: code) }
        }
        throw .cannotWrite(path: path, errno: EEXIST)
    }

    private var parent: String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Removes the hidden folders of this user's processes that are no longer running: their files are plain.
    private static func removeLeftovers(in parent: String) {
        for name in names(in: parent) where name.hasPrefix(".engo-") && name.hasSuffix("-folder") {
            let folder = parent + "/" + name
            var status = stat()
            guard let process = name.dropFirst(6).split(separator: "-").first.flatMap({ pid_t($0) }), process > 0,
                kill(process, 0) != 0, errno == ESRCH, lstat(folder, &status) == 0,
                status.st_mode & S_IFMT == S_IFDIR, status.st_uid == getuid()
            else { continue }
            remove(folder, names(in: folder))
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let entries = opendir(folder) else { return [] }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func remove(_ folder: String, _ names: [String]) {
        for name in names { unlink(folder + "/" + name) }
        rmdir(folder)
    }
}
