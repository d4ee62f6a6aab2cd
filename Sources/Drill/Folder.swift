import Glibc

/// Folders on disk.
enum Folder {
    /// Makes the folder and those above it; one that exists is left as it is.
    ///
    /// - Throws: ``DrillError/cannotCreateFolder(path:errno:)``.
    static func create(_ path: String) throws(DrillError) {
        var partial = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            partial += partial.isEmpty || partial == "/" ? part : "/" + part
            guard mkdir(partial, 0o755) != 0 else { continue }
            let code = errno
            var status = stat()
            guard stat(partial, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw .cannotCreateFolder(path: partial, errno: code)
            }
        }
    }

    /// The names of the regular files in a folder, sorted by bytes.
    ///
    /// - Throws: ``DrillError/cannotListFolder(path:errno:)``.
    static func files(in path: String) throws(DrillError) -> [String] {
        guard let directory = opendir(path) else { throw .cannotListFolder(path: path, errno: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            if stat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
