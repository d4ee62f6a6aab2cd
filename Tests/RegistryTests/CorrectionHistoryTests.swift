import Disclosure
import Foundation
import GRDB
import Geospatial
import Testing

@testable import Registry

@Suite struct CorrectionHistoryTests {
    private static func append(_ corrections: [NewCorrection], to workspace: TemporaryWorkspace) throws {
        let writer = try RegistryWriter(workspace.paths)
        try writer.transaction(
            cause: .correction, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:05Z")
        ) { transaction in
            _ = try transaction.append(corrections, operatorName: "tester", time: "2026-06-01T00:00:05Z")
        }
        try writer.close()
    }

    @Test func keepsEveryRowInOrder() throws {
        let workspace = try TemporaryWorkspace()
        let point = try Coordinate(longitude: 135.123456789, latitude: 34.2)
        try Self.append(
            [
                NewCorrection(address: "試験町イ", correctedAddress: "試験町一丁目", point: nil, note: "旧字名"),
                NewCorrection(address: "試験町ロ", correctedAddress: nil, point: point, note: nil),
                NewCorrection(removing: "試験町イ", note: nil),
            ], to: workspace)
        let grant = try workspace.grant()
        let rows = try RegistryReader(workspace.paths).read { try $0.corrections(grant: grant) }
        #expect(rows.map(\.id) == [1, 2, 3])
        #expect(rows.map(\.generation) == [2, 2, 2])
        #expect(rows.map(\.action) == [.teach, .teach, .remove])
        #expect(rows.map(\.correctedAddress) == ["試験町一丁目", nil, nil])
        #expect(rows[1].point == point)
        #expect(rows.allSatisfy { $0.operatorName == "tester" && $0.createdAt == "2026-06-01T00:00:05Z" })
    }

    @Test func survivesTheNextRegister() throws {
        let workspace = try TemporaryWorkspace()
        try Self.append(
            [NewCorrection(address: "試験町イ", correctedAddress: "試験町一丁目", point: nil, note: nil)], to: workspace)
        try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        #expect(try RegistryReader(workspace.paths).read { try $0.correctionRowCount() } == 1)
    }

    @Test(arguments: [
        "UPDATE address_correction SET note = 'x'", "DELETE FROM address_correction",
        "INSERT INTO address_correction VALUES (9, 1, 'teach', 'a', NULL, NULL, NULL, NULL, 'o', 't')",
        "INSERT INTO address_correction VALUES (9, 1, 'remove', 'a', 'b', NULL, NULL, NULL, 'o', 't')",
        "INSERT INTO address_correction VALUES (9, 1, 'teach', 'a', NULL, 135, NULL, NULL, 'o', 't')",
        "INSERT INTO address_correction VALUES (9, 1, 'teach', 'a', NULL, 34, 135, NULL, 'o', 't')",
        "INSERT INTO address_correction VALUES (9, 1, 'teach', '', 'b', NULL, NULL, NULL, 'o', 't')",
        "INSERT INTO address_correction VALUES (9, 99, 'teach', 'a', 'b', NULL, NULL, NULL, 'o', 't')",
        "INSERT INTO address_correction VALUES (9, 1, 'teach', 'a', 'b', NULL, NULL, NULL, '', 't')",
    ])
    func theDatabaseGuardsTheHistory(sql: String) throws {
        let workspace = try TemporaryWorkspace()
        try Self.append(
            [NewCorrection(address: "試験町イ", correctedAddress: "試験町一丁目", point: nil, note: nil)], to: workspace)
        let queue = try DatabaseQueue(path: workspace.paths.database)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }

    @Test func aRehearsalCannotWrite() throws {
        let workspace = try TemporaryWorkspace()
        let reader = try RegistryReader(workspace.paths)
        #expect(try reader.rehearse { try $0.corrections() }.isEmpty)
        #expect(throws: RegistryError.self) {
            try reader.rehearse { transaction in
                try transaction.append(
                    [NewCorrection(removing: "試験町イ", note: nil)], operatorName: "tester", time: "t")
            }
        }
        #expect(try reader.read { try $0.correctionRowCount() } == 0)
    }
}
