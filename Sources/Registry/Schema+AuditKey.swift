extension Schema {
    /// The secret that chains the audit log; random, made with the table.
    static let auditKey = """
        CREATE TABLE audit_key (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            key BLOB NOT NULL CHECK (length(key) = 32)
        ) STRICT;
        """
}
