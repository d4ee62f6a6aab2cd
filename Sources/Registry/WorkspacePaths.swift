/// The files of one workspace: the register itself and what stands beside it.
package struct WorkspacePaths: Hashable, Sendable {
    /// The SQLite file.
    package let database: String
    /// The audit log, one JSON entry a line.
    package var audit: String { database + "-audit" }
    /// The compiled address dictionary.
    package var dictionary: String { database + "-dictionary" }

    /// The files that belong to the workspace file at this path.
    package init(database: String) { self.database = database }
}
