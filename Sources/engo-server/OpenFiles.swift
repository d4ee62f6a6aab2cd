import Foundation

/// How many files and connections the system lets the program open.
enum OpenFiles {
    /// Files beside the connections: the workspace many times over, and what a start opens.
    private static let others = 200

    /// Raises the limit as far as it may be.
    ///
    /// - Returns: as many connections as fit, at most those that are wanted.
    static func raise(toServe connections: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return connections }
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(connections + others)))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return min(connections, max(16, Int(limit.rlim_cur) - others))
    }
}
