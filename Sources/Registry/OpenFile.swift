import Foundation
import Synchronization

/// Says that this process has a workspace file open, as long as the instance lives.
///
/// SQLite's record locks belong to the process, and whoever closes any descriptor of the file drops all of them: those by which its other
/// connections say that they are there, too. Another program would then close as the last one, take the log away from under them, and what
/// they were told is on disk would be gone. So descriptors of a workspace are closed with the last connection only; until then they wait here
/// for the next writer.
///
/// - Source: SQLite, *How To Corrupt An SQLite Database File*, 2.2.
final class OpenFile: Sendable {
    private struct Identity: Hashable {
        let device: dev_t
        let inode: ino_t
    }

    private struct Use {
        var holders = 0
        var spare: [Int32] = []
    }

    /// Of the process, as the locks are (decision 0052).
    private static let uses = Mutex<[Identity: Use]>([:])

    private let identity: Identity?

    /// - Parameter path: of a file that exists; of another nothing is said.
    init(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            identity = nil
            return
        }
        let identity = Identity(device: status.st_dev, inode: status.st_ino)
        Self.uses.withLock { $0[identity, default: Use()].holders += 1 }
        self.identity = identity
    }

    /// A descriptor of the file, open for reading and writing, that waits for its next use; nil when none does.
    func takeSpare() -> Int32? {
        guard let identity else { return nil }
        return Self.uses.withLock { $0[identity]?.spare.popLast() }
    }

    /// Lets a descriptor wait for its next use, or for the end of all others.
    func leave(_ descriptor: Int32) {
        guard let identity else {
            close(descriptor)
            return
        }
        Self.uses.withLock { $0[identity]?.spare.append(descriptor) }
    }

    deinit {
        guard let identity else { return }
        Self.uses.withLock { uses in
            uses[identity]?.holders -= 1
            guard uses[identity]?.holders == 0 else { return }
            for descriptor in uses[identity]?.spare ?? [] { close(descriptor) }
            uses[identity] = nil
        }
    }
}
