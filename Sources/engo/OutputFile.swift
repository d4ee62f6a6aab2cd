import Foundation
import Interchange

/// Opens files that are to be written.
enum OutputFile {
    /// Opens a file that appears whole with its commit, or not at all.
    static func open(_ path: String) throws(InterchangeError) -> AtomicFileWriter {
        do {
            return try AtomicFileWriter(path: path)
        } catch .notARegularFile {
            // As an input this would be a missing file; as an output it cannot be created.
            throw .cannotWrite(path: path, errno: EISDIR)
        }
    }
}
