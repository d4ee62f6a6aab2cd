import Disclosure
import Foundation
import GRDB
import Residents
import Testing

@testable import Registry

@Suite struct ResidentKeysTests {
    /// The first vectors of the paper's reference program: bytes 0, 1, 2… under the key 0, 1, … 15.
    @Test func sipHashIsThatOfThePaper() {
        let vectors: [Int: UInt64] = [
            0: 0x726f_db47_dd0e_0e31, 1: 0x74f8_39c5_93dc_67fd, 2: 0x0d6c_8009_d9a9_4f5a, 3: 0x8567_6696_d7fb_7e2d,
            7: 0xab02_00f5_8b01_d137, 8: 0x93f5_f579_9a93_2462, 15: 0xa129_ca61_49be_45e5,
            63: 0x958a_324c_eb06_4572,
        ]
        let hash = SipHash(key: (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
        for (length, expected) in vectors {
            let bytes = (0..<length).map { UInt8($0) }
            #expect(bytes.withUnsafeBytes { hash.hash($0) } == expected, "\(length) bytes")
        }
    }

    private static func database<Result>(
        _ workspace: TemporaryWorkspace, _ body: (Database) throws -> Result
    ) throws -> Result {
        try DatabaseQueue(path: workspace.paths.database).read(body)
    }

    @Test func everyResidentHasTheKeyOfTheirNumber() throws {
        let workspace = try TemporaryWorkspace()
        let numbers = ["0001", "0002", "0003"]
        try workspace.store(
            numbers.enumerated().map { try TemporaryWorkspace.resident($1, household: "h\($0 / 2)", line: $0 + 2) })
        let before = try Self.database(workspace) { db in
            let keys = try ResidentKeys(db)
            let column = try PackedColumns.residentKey.read(from: db).map(\.key)
            #expect(column == numbers.map { keys.key(of: $0) })
            return column
        }
        // Another register, the same person: the same key, whatever the row.
        try workspace.store([TemporaryWorkspace.resident("0003", household: "a")])
        #expect(try Self.database(workspace) { try PackedColumns.residentKey.read(from: $0).map(\.key) } == [before[2]])
    }

    @Test func anotherWorkspaceNamesTheSamePersonOtherwise() throws {
        let (one, other) = (try TemporaryWorkspace(), try TemporaryWorkspace())
        let keys = try [one, other].map { try Self.database($0) { try ResidentKeys($0).key(of: "0001") } }
        #expect(keys[0] != keys[1])
    }

    @Test func anEntryOfAMegabyteIsLinkedAndEveryChangeOfItIsFound() throws {
        let workspace = try TemporaryWorkspace()
        var generator = SystemRandomNumberGenerator()
        let keys = (0..<350_000).map { _ in UInt64.random(in: 0..<1 << 40, using: &generator) }
        _ = try workspace.grant()
        try workspace.grant(records: RecordedPeople(keys: keys))
        _ = try workspace.grant()
        let log = try Data(contentsOf: URL(fileURLWithPath: workspace.paths.audit))
        #expect(log.count > 1_000_000)
        #expect(try AuditLog(workspace.paths).verify().faults.isEmpty)
        for place in stride(from: 0, to: log.count, by: log.count / 40) {
            var altered = log
            altered[place] ^= 1
            try altered.write(to: URL(fileURLWithPath: workspace.paths.audit))
            #expect(try !AuditLog(workspace.paths).verify().faults.isEmpty, "byte \(place)")
        }
    }
}
