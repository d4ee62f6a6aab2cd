/// Where audit entries go; an implementation returns only when the entry is durable.
package protocol AuditSink {
    /// Appends one entry and waits until it is on disk.
    func append(_ entry: AuditEntry) throws
}
