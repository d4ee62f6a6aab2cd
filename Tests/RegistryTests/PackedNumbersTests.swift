import AddressDictionary
import Disclosure
import Foundation
import GRDB
import Residents
import SupportScoring
import Testing

@testable import Registry

@Suite struct PackedNumbersTests {
    /// More than one row of the packed table holds, short and long, in any script.
    private static let numbers = (0..<700).map { place in
        place % 50 == 0 ? String(repeating: "長", count: 1 + place / 10) + "\(place)" : String(place)
    }

    private static func workspace(_ numbers: [String]) throws -> TemporaryWorkspace {
        let workspace = try TemporaryWorkspace()
        try workspace.store(
            numbers.enumerated().map { try TemporaryWorkspace.resident("r\($0.offset)", household: $0.element) })
        return workspace
    }

    /// The numbers as the packed column has them, and as the rows have them.
    private static func read(_ ids: [UInt32], _ workspace: TemporaryWorkspace) throws -> (
        packed: [String?], rows: [String?]
    ) {
        let grant = try workspace.grant()
        let households = ids.map {
            PackedHousehold(id: $0, score: 1500, band: .a, position: nil, coordinateLevel: .none)
        }
        return try RegistryReader(workspace.paths).read { snapshot in
            (
                try snapshot.packed(households, parts: .number, time: .night, grant: grant).map(\.householdNumber),
                try snapshot.households(ids, parts: .row, grant: grant).map(\.householdNumber)
            )
        }
    }

    @Test func packedNumbersAreThoseOfTheRowsInTheOrderAsked() throws {
        let workspace = try Self.workspace(Self.numbers)
        let ids: [UInt32] = Array((1...700).reversed()) + []
        let all = try Self.read(ids, workspace)
        #expect(all.packed == all.rows)
        #expect(Set(all.packed.compactMap(\.self)) == Set(Self.numbers))
        let some = try Self.read([513, 1, 256, 257, 700, 512], workspace)
        #expect(some.packed == some.rows)
    }

    @Test func aNumberThatIsNotThereIsNotInvented() throws {
        let workspace = try Self.workspace(["1", "2", "3"])
        for id: UInt32 in [0, 4, 257] {
            #expect(throws: RegistryError.packedColumnMismatch(column: "household.number")) {
                _ = try Self.read([id], workspace)
            }
        }
    }

    @Test func anotherRegisterBringsItsOwnNumbers() throws {
        let workspace = try Self.workspace(Self.numbers)
        try workspace.store([TemporaryWorkspace.resident("r1", household: "new")])
        #expect(try Self.read([1], workspace).packed == ["new"])
        let count = try DatabaseQueue(path: workspace.paths.database).read { try PackedNumbers.count($0) }
        #expect(count == 1)
    }

    @Test func aHouseholdIsHandedOutOnlyWhereItWasAskedFor() throws {
        let workspace = try Self.workspace(["1", "2"])
        let grant = try workspace.grant()
        let other = PackedHousehold(id: 2, score: 1500, band: .a, position: nil, coordinateLevel: .none)
        try RegistryReader(workspace.paths).read { snapshot in
            let found = try snapshot.packedHouseholds([1], parts: .number, time: .night, grant: grant)
            #expect(throws: RegistryError.noSuchHousehold) { _ = try found.household(other, at: 0) }
        }
    }

    @Test func onlyWhatIsAskedForIsHandedOut() throws {
        let workspace = try Self.workspace(["1"])
        let grant = try workspace.grant()
        let household = PackedHousehold(id: 1, score: 1500, band: .a, position: nil, coordinateLevel: .none)
        let (none, daytime) = try RegistryReader(workspace.paths).read { snapshot in
            (
                try snapshot.packed([household], parts: [], time: .night, grant: grant)[0],
                try snapshot.packed([household], parts: .number, time: .daytime, grant: grant)[0]
            )
        }
        #expect(none.householdNumber == nil && none.location == nil && none.daytimeScore == nil)
        #expect(none.score == Points(thousandths: 1500) && none.band == .a)
        #expect(daytime.householdNumber == "1" && daytime.score == nil && daytime.band == nil)
        #expect(daytime.daytimeScore == Points(thousandths: 1500) && daytime.daytimeBand == .a)
    }
}

extension RegistrySnapshot {
    /// The households that are handed out, which must come in the order asked.
    fileprivate func packed(
        _ households: [PackedHousehold], parts: HouseholdParts, time: ScoringTime, grant: ReleaseGrant
    ) throws -> [DisclosedHousehold] {
        let found = try packedHouseholds(households.map(\.id), parts: parts, time: time, grant: grant)
        return try households.enumerated().map { try found.household($0.element, at: $0.offset) }
    }
}
