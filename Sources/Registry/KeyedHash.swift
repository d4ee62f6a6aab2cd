/// A keyed hash of short texts for one purpose: whoever does not have the workspace cannot find the text of a hash by trying, and the
/// hashes of one purpose tell nothing of those of another.
package struct KeyedHash: Sendable {
    /// What hashes are made for; each has a key of its own.
    package enum Purpose: String, Sendable {
        /// What stands for a household in addresses.
        case households = "engo household codes"
        /// What stands for a person in addresses.
        case residents = "engo resident codes"
        /// What stands for a town in addresses.
        case towns = "engo town codes"
        /// What binds the pages of an answer to their question.
        case pages = "engo answer pages"
    }

    private let hash: SipHash

    init(_ key: AuditKey, for purpose: Purpose) { hash = SipHash(key: key.halves(of: purpose.rawValue)) }

    /// The hash of bytes.
    package func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 { hash.hash(bytes) }

    /// The hash of a text's bytes.
    package func hash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of bytes.
    package func hash(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { hash($0) } }
}

extension RegistrySnapshot {
    /// Hashes under the workspace's own key.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when the workspace has no key.
    package func keyedHash(for purpose: KeyedHash.Purpose) throws -> KeyedHash {
        guard let key = try AuditKey(db) else { throw RegistryError.packedColumnMismatch(column: "audit_key") }
        return KeyedHash(key, for: purpose)
    }
}

extension RegistrySnapshot {
    /// The audit log of the workspace that is read, with the key that it has now.
    package func auditLog(_ paths: WorkspacePaths) throws -> AuditLog { AuditLog(paths, key: try AuditKey(db)) }
}
