/// Reads gzip files (RFC 1952).
package enum Gzip {
    /// Whether the bytes begin like a gzip file.
    package static func isGzip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B, 0x08])
    }

    /// The content of a gzip file; several members one after the other count as one content.
    ///
    /// - Parameter limit: the largest content accepted, in bytes.
    /// - Throws: ``InterchangeError/corruptArchive(reason:)``.
    package static func inflate(
        _ bytes: [UInt8], limit: Int = InputFile.defaultLimit
    ) throws(InterchangeError) -> [UInt8] {
        guard isGzip(bytes) else { throw .corruptArchive(reason: .notAnArchive) }
        return try bytes.withUnsafeBufferPointer { (all) throws(InterchangeError) in
            var output: [UInt8] = []
            var at = 0
            while at < all.count {
                // Some writers pad the file with zeros.
                if at > 0, all[at...].allSatisfy({ $0 == 0 }) { break }
                let member = UnsafeBufferPointer(rebasing: all[at...])
                at += try Inflater.inflate(member, wrapping: .gzip, limit: limit, into: &output)
            }
            return output
        }
    }
}
