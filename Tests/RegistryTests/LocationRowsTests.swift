import AddressDictionary
import Disclosure
import GRDB
import Geospatial
import Testing

@testable import Registry

@Suite struct LocationRowsTests {
    private static func match(_ town: String, _ number: String, rules: [String] = ["fold", "town.exact"]) throws
        -> AddressMatch
    {
        AddressMatch(
            prefecture: "試験県", city: "試験市", town: town, koaza: "字\(town.count)", number: number, rest: "荘",
            matchLevel: .parcel, coordinateLevel: .town,
            position: try Coordinate(longitude: 135.25, latitude: 34.125), uncertaintyMetres: 12.5, isCertain: true,
            lgCode: "302015", machiazaID: "0001000", recordID: "r\(number)", rules: rules)
    }

    /// A workspace whose households are found like this, in the order of their numbers.
    private static func workspace(_ matches: [AddressMatch]) throws -> TemporaryWorkspace {
        let workspace = try TemporaryWorkspace()
        try workspace.store(
            try matches.indices.map { try TemporaryWorkspace.resident("R\($0)", household: "H\($0)") })
        let writer = try RegistryWriter(workspace.paths)
        try writer.transaction(
            cause: .locate, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:02Z")
        ) { transaction in
            try transaction.replaceLocations(edition: "e") { store in
                for (place, match) in matches.enumerated() {
                    try store(StoredLocation(household: UInt32(place + 1), match: match))
                }
            }
        }
        try writer.close()
        return workspace
    }

    @Test func everyMatchComesBackAsItWasFound() throws {
        // Two characters that Unicode calls equivalent are two towns.
        let towns = ["神町", "\u{FA19}町", "神町"]
        var matches = try towns.enumerated().map { try Self.match($1, "\($0)-1") }
        matches.append(try Self.match("", "", rules: []))
        matches.append(AddressMatch(rest: "町外"))
        let workspace = try Self.workspace(matches)
        let grant = try workspace.grant()
        let read = try RegistryReader(workspace.paths).read { snapshot in
            try matches.indices.map { try snapshot.match(household: UInt32($0 + 1), grant: grant)?.match }
        }
        #expect(read == matches)
        #expect(read.prefix(3).map { Array(($0?.town ?? "").utf8) } == towns.map { Array($0.utf8) })
    }

    @Test func whatHouseholdsHaveInCommonIsStoredOnce() throws {
        let matches = try (0..<40).map { try Self.match($0 % 2 == 0 ? "甲町" : "乙町", "\($0)") }
        let workspace = try Self.workspace(matches)
        let (rows, places, rules) = try DatabaseQueue(path: workspace.paths.database).read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM location"),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM located_place"),
                try String.fetchAll(db, sql: "SELECT rules FROM match_rules")
            )
        }
        #expect(rows == 40)
        #expect(places == 2)
        #expect(rules == ["fold,town.exact"])
    }

    @Test(arguments: [[1, 3], [1], [2, 1], [1, 2, 3, 4]])
    func positionsOfOthersThanAllHouseholdsAreRefused(households: [UInt32]) throws {
        let workspace = try TemporaryWorkspace()
        try workspace.store(try (1...3).map { try TemporaryWorkspace.resident("R\($0)", household: "H\($0)") })
        let writer = try RegistryWriter(workspace.paths)
        let code = ResultCode.SQLITE_CONSTRAINT_FOREIGNKEY.rawValue
        #expect(throws: RegistryError.database(code: code)) {
            try writer.bulkTransaction(
                cause: .locate, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:02Z")
            ) { transaction in
                try transaction.replaceLocations(edition: "e") { store in
                    for household in households {
                        try store(StoredLocation(household: household, match: AddressMatch()))
                    }
                }
            }
        }
        try writer.close()
        #expect(try RegistryReader(workspace.paths).read { try $0.locatedEdition() } == nil)
    }
}
