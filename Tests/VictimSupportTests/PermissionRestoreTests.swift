import Accounts
import Disclosure
import Foundation
import Places
import Registry
import Residents
import TestSupport
import Testing

@testable import VictimSupport

/// What a restore does to those who may see something.
@Suite struct PermissionRestoreTests {
    private let fixture: BackupFixture
    private let keeping: DisclosureKeeping
    private let accounts: AccountKeeping

    init() throws {
        fixture = try BackupFixture()
        keeping = DisclosureKeeping(fixture.city.paths, moment: fixture.city.moment, operatorName: "tester")
        accounts = AccountKeeping(
            fixture.city.paths, moment: fixture.city.moment, operatorName: try UserName("tester"),
            cost: AccountFixture.cost, slots: HashingSlots())
        var generator = SeededGenerator(seed: 3)
        for (name, roles) in [("tester", [.administrator, .headquarters]), ("hanako", [.welfare])]
            as [(String, Set<AccountRole>)]
        {
            _ = try accounts.add(
                UserName(name), roles: roles, password: { AccountFixture.password }, using: &generator)
        }
    }

    private func rules(_ version: String) throws -> DisclosureRules {
        let text = String(decoding: try DisclosureRules.shipped().sourceBytes, as: UTF8.self)
        return try .parse(Array((text + "# \(version)\n").utf8))
    }

    private func permissions(_ name: String = "w.engo") throws -> Permissions {
        try RegistryReader(fixture.paths(name)).read { try Permissions($0, at: fixture.city.moment.utc) }
    }

    /// The backup's day, and what was tightened since.
    private func tighten() throws {
        try keeping.use(rules("old"))
        try keeping.setUsual(DisclosureDefault(audience: .headquarters, basis: .drill))
        let declared = try keeping.declare("洪水", by: "市長", hours: 48, area: nil)
        _ = try fixture.backup()
        try keeping.use(rules("new"))
        try keeping.setUsual(nil)
        _ = try keeping.end(declared.id)
        _ = try accounts.setEnabled(false, UserName("hanako"))
    }

    @Test func whatWasTightenedSinceStaysTightened() throws {
        try tighten()
        let before = try permissions()
        let tried = try fixture.restore(mayReplace: true, isDryRun: true)
        let restored = try fixture.restore(mayReplace: true)
        let after = try permissions()
        for result in [tried, restored] {
            #expect(result.keepsPermissions && result.permissionDifferences == Permissions.Kind.allCases)
            #expect(result.permissions.rules == before.rules && result.permissions.activations.isEmpty)
        }
        #expect(after.differences(from: before).isEmpty)
        #expect(after.accounts.map(\.isEnabled) == [false, true] && after.usual == nil && after.activations.isEmpty)
        let log = AuditLog.lines(of: try AuditLog(fixture.city.paths).contents()).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(try #require(log.last).contains("keeps rules usual activations accounts"))
        // The history of each is whole and as well guarded as before: the schema is the program's own, word for word.
        _ = try fixture.backup(as: "again")
        #expect(try fixture.restore("again", mayReplace: true).permissionDifferences.isEmpty)
        _ = try accounts.setEnabled(true, UserName("hanako"))
        #expect(try permissions().accounts.map(\.isEnabled) == [true, true])
    }

    @Test func elsewhereTheBackupsComesAndIsTold() throws {
        try tighten()
        let restored = try fixture.restore(to: "new.engo")
        #expect(!restored.keepsPermissions && restored.permissionDifferences.isEmpty)
        #expect(restored.permissions.activations.count == 1)
        #expect(try restored.permissions.rules == rules("old").shortHash)
        let after = try permissions("new.engo")
        #expect(after.accounts.map(\.isEnabled) == [true, true] && after.usual?.audience == .headquarters)
        let log = AuditLog.lines(of: try AuditLog(fixture.paths("new.engo")).contents()).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(try #require(log.last).contains("activations 1, accounts 2"))
    }

    @Test func theAreaOfADeclarationStaysWithIt() throws {
        let areas = AreaKeeping(fixture.city.paths, moment: fixture.city.moment, isDryRun: false)
        func save(_ west: String) throws {
            let name = try StoredText("西")
            _ = try areas.save(
                AreaRequest(sources: [
                    .text("POLYGON((\(west) 34.1,135.15 34.1,135.15 34.3,\(west) 34.3,\(west) 34.1))")
                ]).load(), as: name, replaces: true)
        }
        try save("135.05")
        _ = try fixture.backup()
        try save("135.09")
        _ = try keeping.declare("洪水", by: "市長", hours: 48, area: StoredText("西"))
        func shape() throws -> [SavedArea] { try RegistryReader(fixture.city.paths).read { try $0.savedAreas() } }
        let before = try shape()
        _ = try fixture.restore(mayReplace: true)
        #expect(try shape() == before)
    }

    @Test func whoMayNotActForTheHeadquartersRestoresNothing() throws {
        _ = try fixture.backup()
        let before = try fixture.allBytes()
        #expect(throws: DisclosureError.self) {
            try WorkspaceRestore.restore(
                fixture.url("b").path, to: fixture.city.paths, mayReplace: true, isDryRun: false,
                release: ListRelease(verb: "restore", operatorName: "hanako", moment: fixture.city.moment, format: "x"))
        }
        #expect(try fixture.allBytes()["w.engo"] == before["w.engo"])
    }
}
