import Glibc
import Synchronization

extension AtomicFileWriter {
    /// `.engo-PROCESS-NUMBER-MACHINE.part`: whose it is can be told, what it holds cannot.
    static func temporaryName(_ number: Int) -> String {
        "\(temporaryPrefix)\(getpid())-\(number)-\(machine)\(temporarySuffix)"
    }

    /// The temporary files that this process has begun and neither finished nor given up.
    private struct Unfinished {
        var names: Set<String> = []
        /// The process is about to end: nothing is begun or finished any more.
        var isClosed = false
    }

    private static let unfinished = Mutex(Unfinished())

    /// Notes a file that is about to be made; false when another writer of this process has it.
    static func begin(_ name: String) -> Bool { change { $0.insert(name).inserted } }

    /// Notes that a file is gone, or has another name: `body` gave it, and says whether it did.
    static func end(_ name: String, after body: () -> Bool = { true }) -> Bool {
        change { names in
            guard body() else { return false }
            names.remove(name)
            return true
        }
    }

    /// Changes the names; a thread that comes too late for it waits for the end of the process.
    private static func change<Result: Sendable>(_ body: (inout Set<String>) -> Result) -> Result {
        while true {
            let result = unfinished.withLock { (files) -> Result? in files.isClosed ? nil : body(&files.names) }
            if let result { return result }
            sleep(1)
        }
    }

    /// Removes every temporary file of this process, from any thread; for a process that ends in the middle of its work. Whoever
    /// begins or finishes a file afterwards waits for ever.
    package static func removeUnfinished() {
        unfinished.withLock { files in
            files.isClosed = true
            for name in files.names { unlink(name) }
        }
    }

    private static let temporaryPrefix = ".engo-"
    private static let temporarySuffix = ".part"

    /// A folder may be shared by machines, whose process numbers mean nothing here; a checksum of the host's name.
    private static let machine: String = {
        var name = [UInt8](repeating: 0, count: 256)
        _ = name.withUnsafeMutableBytes { all in
            all.bindMemory(to: CChar.self).baseAddress.map { gethostname($0, all.count - 1) }
        }
        return Checksum.hexadecimal(Array(name.prefix { $0 != 0 }))
    }()

    /// Removes the temporary files of processes of this machine that are gone; what cannot be removed stays.
    static func removeLeftovers(in folder: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if isLeftover(name) { names.append(name) }
        }
        for name in names { unlinkat(dirfd(listing), name, 0) }
    }

    private static func isLeftover(_ name: String) -> Bool {
        guard name.hasPrefix(temporaryPrefix), name.hasSuffix(temporarySuffix) else { return false }
        let parts = name.dropFirst(temporaryPrefix.utf8.count).dropLast(temporarySuffix.utf8.count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == machine, let process = pid_t(parts[0]), process > 0, process != getpid()
        else { return false }
        return kill(process, 0) != 0 && errno == ESRCH
    }
}
