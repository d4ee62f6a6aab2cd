import Foundation
import Testing

@testable import Interchange

@Suite struct GzipTests {
    /// `ZipArchiveTests.text` as one gzip member with a file name in its header.
    private static let member = Array(
        Data(
            base64Encoded:
                "H4sICAAAAAAC/2EuY3N2AHs6qefZ2p6nGzc+3dGk82RH8/Opq57saOTlejoqPio+Kj7oxQE86BMfwAMAAA==") ?? Data())

    @Test func readsOneMemberOrMore() throws {
        #expect(try Gzip.inflate(Self.member) == ZipArchiveTests.text)
        let padded = Self.member + Self.member + [UInt8](repeating: 0, count: 100)
        #expect(try Gzip.inflate(padded) == ZipArchiveTests.text + ZipArchiveTests.text)
    }

    @Test func refusesDamageAndSize() {
        #expect(throws: InterchangeError.corruptArchive(reason: .notAnArchive)) { try Gzip.inflate([1, 2, 3]) }
        #expect(throws: InterchangeError.corruptArchive(reason: .truncated)) {
            try Gzip.inflate(Array(Self.member.dropLast()))
        }
        var damaged = Self.member
        damaged[damaged.count - 6] ^= 1
        #expect(throws: InterchangeError.corruptArchive(reason: .damagedData)) { try Gzip.inflate(damaged) }
        #expect(throws: InterchangeError.corruptArchive(reason: .damagedData)) {
            try Gzip.inflate(Self.member + [1, 2, 3])
        }
        #expect(throws: InterchangeError.corruptArchive(reason: .tooLarge(limit: 100))) {
            try Gzip.inflate(Self.member, limit: 100)
        }
    }
}
