import Crypto
import Foundation
import GRDB

/// The secret of one workspace by which the entries of its audit log are chained; it stands in the workspace itself.
///
/// Who can change the log but not read the workspace cannot make an entry that fits. Who can do both can rewrite the whole
/// log: against that stands the head of the log on paper, see `Docs/disclosure.md`.
package struct AuditKey: Sendable {
    static let length = 32

    private let bytes: [UInt8]

    /// A new key.
    static func make() -> AuditKey { AuditKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The key of an open workspace; nil when its tables are older than the chain.
    init?(_ db: Database) throws {
        guard try db.tableExists("audit_key"),
            let data = try Data.fetchOne(db, sql: "SELECT key FROM audit_key"), data.count == Self.length
        else { return nil }
        bytes = Array(data)
    }

    /// The key of a workspace; nil when it has none yet, or cannot be opened.
    init?(_ paths: WorkspacePaths) {
        guard let reader = try? RegistryReader(paths, acceptsOlderFormat: true),
            let key = try? reader.read({ try AuditKey($0.db) })
        else { return nil }
        self = key
    }

    /// Puts the key into a workspace, in the place of the one that is there.
    func store(in db: Database) throws {
        try db.execute(sql: "INSERT OR REPLACE INTO audit_key (id, key) VALUES (1, ?)", arguments: [Data(bytes)])
    }

    /// Tells keys apart without telling anything of them: 8 hexadecimal digits.
    var name: String { Self.hexadecimal(SHA256.hash(data: Array("engo audit key".utf8) + bytes).prefix(4)) }

    /// Two numbers for another purpose, which tell nothing of the key.
    func halves(of purpose: String) -> (UInt64, UInt64) {
        let code = HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: SymmetricKey(data: bytes))
        return code.withUnsafeBytes {
            (
                UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// The code over bytes, one part after the other, 64 hexadecimal digits: HMAC-SHA-256.
    func code(over parts: Data...) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: bytes))
        for part in parts { code.update(data: part) }
        return Self.hexadecimal(code.finalize())
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
