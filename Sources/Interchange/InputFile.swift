/// Reads a whole regular file into memory.
package enum InputFile {
    /// The largest file read when the caller names no limit: 1 GiB, more than any dictionary source.
    package static let defaultLimit = 1 << 30

    /// The bytes of a file, of which there is at least one.
    ///
    /// A pipe or device is refused without being read, so this never blocks; a file that somebody else writes to meanwhile
    /// is refused too.
    ///
    /// - Parameter limit: the largest size accepted, in bytes.
    /// - Throws: ``InterchangeError/missingFile(path:)``, ``InterchangeError/notARegularFile(path:)``,
    ///   ``InterchangeError/emptyFile(path:)``, ``InterchangeError/tooLarge(path:bytes:limit:)``,
    ///   ``InterchangeError/changedWhileRead(path:)``, ``InterchangeError/unreadable(path:errno:)``.
    /// - Complexity: O(n) in the bytes; one buffer of the file's size.
    package static func read(path: String, limit: Int = defaultLimit) throws(InterchangeError) -> [UInt8] {
        let file = try OpenedFile(path: path, limit: limit)
        // One byte more than the stated size, so that a file that did not grow ends with a read of nothing.
        var bytes = try file.read(at: 0, count: file.size + 1)
        if bytes.count > file.size {
            // The file grew after it was measured, or states no size (as below /proc).
            while bytes.count <= limit {
                let more = try file.read(at: bytes.count, count: min(1 << 16, limit - bytes.count + 1))
                if more.isEmpty { break }
                bytes += more
            }
            guard bytes.count <= limit else { throw .tooLarge(path: path, bytes: bytes.count, limit: limit) }
        }
        try file.checkIsUnchanged()
        guard !bytes.isEmpty else { throw .emptyFile(path: path) }
        return bytes
    }
}
