import Accounts
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Synchronization
import TestSupport
import VictimSupport

@testable import FeatureServer

/// A workspace with accounts whose passwords cost little, a desk, and a clock that the test moves.
final class LoginFixture: Sendable {
    static let password = "河川敷の避難所はどこですか"
    static let cost = PasswordCost(logarithm: 4)
    /// 2026-06-01T00:00:00Z.
    static let start: Int64 = 1_780_272_000

    let base: ServerFixture
    let workspace: ServedWorkspace
    let desk: LoginDesk
    let service: FeatureService
    private let clock: Clock
    private let keepingSlots = HashingSlots()

    /// The seconds that have passed, shared with the service's clock.
    private final class Clock: Sendable {
        let seconds = Mutex(LoginFixture.start)
    }

    init(
        limits: ServerLimits = ServerLimits(), sessions: SessionLimits = SessionLimits(),
        address: PublicAddress = .loopback(), entrance: SingleEntrance? = nil, roles: [String: Set<AccountRole>]
    ) throws {
        base = try ServerFixture()
        let clock = Clock()
        self.clock = clock
        workspace = ServedWorkspace(base.paths, limits: limits, address: address) {
            Moment(seconds: clock.seconds.withLock { $0 }, account: "server")
        }
        desk = LoginDesk(workspace, sessions: sessions, entrance: entrance, cost: Self.cost)
        let log = LogOutput(path: base.folder.appendingPathComponent("log").path)
        service = FeatureService(desk, log: log)
        let admin = roles.sorted { $0.value.contains(.administrator) && !$1.value.contains(.administrator) }
        var generator = SeededGenerator(seed: 11)
        for (name, roles) in admin {
            _ = try keeping().add(
                UserName(name), roles: roles, password: { Self.password }, using: &generator)
        }
    }

    var now: Int64 { clock.seconds.withLock { $0 } }

    func wait(_ seconds: Int64) { clock.seconds.withLock { $0 += seconds } }

    func keeping() throws -> AccountKeeping {
        AccountKeeping(
            base.paths, moment: Moment(seconds: now), operatorName: try UserName("管理 太郎"), cost: Self.cost,
            slots: keepingSlots)
    }

    func reset(_ name: String) throws {
        var generator = SeededGenerator(seed: 12)
        _ = try keeping().reset(UserName(name), password: { "雨の日は傘を二本持つ祖父" }, using: &generator)
    }

    /// The app's code now.
    func code(_ name: String) throws -> String {
        try RegistryReader(base.paths).read { snapshot in
            guard let account = try snapshot.account(named: UserName(name)) else { return "000000" }
            return try snapshot.credential(of: account).credential.secret.code(at: now)
        }
    }

    /// What a program sends to log in; a minute passes first, so that the code is another than the last.
    func attempt(_ name: String, _ password: String = LoginFixture.password, choice: [String: String] = [:]) throws
        -> ByteBuffer
    {
        wait(60)
        let fields = ["name": name, "password": password, "code": try code(name)].merging(choice) { $1 }
        return ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: fields))
    }

    /// Logs in as a program does.
    func token(_ name: String, _ client: any TestClientProtocol, choice: [String: String] = [:]) async throws -> String
    {
        let response = try await client.execute(
            uri: "/session", method: .post, headers: [.contentType: "application/json"],
            body: attempt(name, choice: choice))
        return try Self.json(response)["token"] as? String ?? ""
    }

    /// Runs requests against all routes in the process.
    func test<Value>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
        try await Application(responder: service.router().buildResponder()).test(.router, body)
    }

    /// What the server logged.
    func log() throws -> String {
        try String(contentsOf: base.folder.appendingPathComponent("log"), encoding: .utf8)
    }

    /// The audit log.
    func audit() throws -> String { String(decoding: try AuditLog(base.paths).contents(), as: UTF8.self) }

    static func json(_ response: TestResponse) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any] ?? [:]
    }

    /// A form as a browser sends it from a page of the service.
    static func form(_ fields: [(String, String)]) -> ByteBuffer {
        let allowed = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: Unicode.Scalar(0)..."\u{7E}"))
        let pairs = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }
        return ByteBuffer(string: pairs.joined(separator: "&"))
    }
}

extension HTTPFields {
    static func bearer(_ token: String) -> HTTPFields { [.authorization: "Bearer \(token)"] }
}
