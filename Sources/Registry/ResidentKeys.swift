import Disclosure
import Foundation
import GRDB

/// Makes the keys by which the audit log names people: 40 bits of a keyed hash of the 宛名番号.
///
/// A key follows from the number and the workspace's audit key alone, so it outlives registers and purges, and nobody without the
/// workspace can tell whose it is. Two of a million people have the same with a chance of one in three; one person is taken for
/// somebody in a list of a hundred thousand with a chance of one in ten million.
struct ResidentKeys: Sendable {
    private let hash: SipHash

    init(_ key: AuditKey) { hash = SipHash(key: key.halves(of: "engo resident keys")) }

    /// The keys of a workspace that has an audit key, as every one of today's tables does.
    init(_ db: Database) throws {
        guard let key = try AuditKey(db) else { throw RegistryError.packedColumnMismatch(column: "audit_key") }
        self.init(key)
    }

    func key(of number: UnsafeRawBufferPointer) -> UInt64 { hash.hash(number) & (1 << UInt64(PackedKeys.keyBits) - 1) }

    func key(of number: String) -> UInt64 {
        var number = number
        return number.withUTF8 { key(of: UnsafeRawBufferPointer($0)) }
    }

    /// Makes the keys of all residents anew.
    ///
    /// - Complexity: O(residents).
    static func store(in db: Database) throws {
        let keys = try ResidentKeys(db)
        var column: [PackedKey] = []
        let rows = try BulkRows("SELECT resident_number FROM resident ORDER BY id", in: db)
        while try rows.next() {
            if let number = rows.text(0) { column.append(PackedKey(keys.key(of: number))) }
        }
        try PackedColumns.residentKey.replace(with: column, in: db)
    }
}

/// A key of 40 bits in five bytes, the lowest first.
struct PackedKey: BitwiseCopyable, Sendable {
    /// Bytes of one.
    static let size = 5
    private let low: (UInt8, UInt8, UInt8, UInt8, UInt8)

    init(_ key: UInt64) {
        func byte(_ place: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: key >> (8 * place)) }
        low = (byte(0), byte(1), byte(2), byte(3), byte(4))
    }

    var key: UInt64 {
        UInt64(low.0) | UInt64(low.1) << 8 | UInt64(low.2) << 16 | UInt64(low.3) << 24 | UInt64(low.4) << 32
    }
}
