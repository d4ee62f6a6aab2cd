import Foundation

/// The files of one workspace: the register itself and what stands beside it.
package struct WorkspacePaths: Hashable, Sendable {
    /// The SQLite file.
    package let database: String
    /// The audit log, one JSON entry a line.
    package var audit: String { database + "-audit" }
    /// The head of the audit log's chain.
    package var auditHead: String { audit + "-head" }
    /// The compiled address dictionary.
    package var dictionary: String { database + "-dictionary" }
    /// What is remembered of logins; see ``LoginBook``.
    package var logins: String { database + "-logins" }

    /// The files that belong to the workspace file at this path.
    ///
    /// A symbolic link stands for the file that it leads to: a workspace has one audit log and one dictionary, whatever
    /// name it is opened by.
    package init(database: String) {
        var status = stat()
        if lstat(database, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let resolved = realpath(database, nil) {
            self.database = String(cString: resolved)
            free(resolved)
        } else {
            self.database = database
        }
    }

    /// Every file that stands beside the workspace or is the workspace, SQLite's own included.
    package var all: [String] {
        [database, audit, auditHead, dictionary, logins]
            + [database + "-wal", database + "-shm", database + "-journal", logins + "-journal"]
    }
}
