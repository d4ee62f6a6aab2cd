import Crypto

/// SHA-256 over bytes that come piece by piece: tells whether a file is the one that was handed over.
package struct ContentDigest: Sendable {
    private var hash = SHA256()

    /// The digest of no bytes.
    package init() {}

    /// Takes the next bytes.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    /// Takes the next bytes.
    package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

    /// The digest so far as 64 hexadecimal digits in lower case.
    package var hexadecimal: String {
        hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
