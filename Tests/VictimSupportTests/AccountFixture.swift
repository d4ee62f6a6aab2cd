import Accounts
import AddressDictionary
import Disclosure
import Foundation
import Registry
import Residents
import TestSupport

@testable import VictimSupport

/// A workspace whose accounts cost little to check.
final class AccountFixture {
    static let password = "河川敷の避難所はどこですか"
    static let cost = PasswordCost(logarithm: 4)
    /// 2026-06-01T00:00:00Z.
    static let start: Int64 = 1_780_272_000

    let folder: URL
    let paths: WorkspacePaths
    let slots = HashingSlots()
    private var generator = SeededGenerator(seed: 11)

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        paths = WorkspacePaths(database: folder.appendingPathComponent("w.engo").path)
        try RegistryWriter.create(
            paths,
            info: WorkspaceInfo(
                name: "潮瀬市", code: LocalGovernmentCode("992011"), mode: .drill),
            policyYAML: [1],
            by: Acting(verb: "init", operatorName: "tester", time: "2026-06-01T00:00:00Z"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Seconds after the start.
    static func moment(_ seconds: Int64) throws -> Moment {
        let day = CalendarDate(dayNumber: Int((start + seconds) / 86_400))
        let rest = (start + seconds) % 86_400
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let today = try day ?? CalendarDate(year: 2026, month: 6, day: 1)
        return Moment(
            utc: "\(today.iso)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z", today: today)
    }

    func keeping(as operatorName: String = "管理 太郎", at seconds: Int64 = 0) throws -> AccountKeeping {
        AccountKeeping(
            paths, moment: try Self.moment(seconds), operatorName: try UserName(operatorName), cost: Self.cost,
            slots: slots)
    }

    @discardableResult
    func add(
        _ name: String, _ roles: Set<AccountRole> = [.administrator], as operatorName: String = "管理 太郎",
        password: String = AccountFixture.password
    ) throws -> AccountKeeping.Issued {
        try keeping(as: operatorName).add(
            UserName(name), roles: roles, password: { password }, using: &generator)
    }

    func reset(_ name: String, at seconds: Int64 = 0) throws -> AccountKeeping.Issued {
        try keeping(at: seconds).reset(
            UserName(name), password: { "雨の日は傘を二本持つ祖父" }, using: &generator)
    }

    /// The app's code at a time.
    func code(_ name: String, at seconds: Int64) throws -> String {
        try RegistryReader(paths).read { snapshot in
            guard let account = try snapshot.account(named: UserName(name)) else { return "" }
            return try snapshot.credential(of: account).credential.secret.code(at: Self.start + seconds)
        }
    }

    /// How a login ends that gives the app's code of then, unless another is given.
    func login(
        _ name: String, _ password: String = AccountFixture.password, code: String? = nil,
        from source: LoginSource = .network("192.0.2.1"), at seconds: Int64
    ) throws -> AccountEvent.LoginResult? {
        let outcome = try LoginCheck(paths, cost: Self.cost, slots: slots).check(
            LoginAttempt(
                name: name, password: password, secondFactor: code ?? self.code(name, at: seconds), source: source),
            at: Self.moment(seconds))
        guard case .login(let result) = outcome.event.kind, result.isAccepted == (outcome.account != nil) else {
            return nil
        }
        return result
    }
}
