import Foundation
import TestSupport
import Testing

/// The real `engo serve`, on a port of this machine.
@Suite(.serialized) struct ServeTests {
    private static let password = "河川敷の避難所はどこですか"

    private static func workspace() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let made = try Program.run(
            ["init", "w.engo", "--name", "潮瀬市", "--code", "992011", "--drill"], in: folder.url)
        #expect(made.exitCode == 0)
        return folder
    }

    @Test func peopleLogInReadAndAreOutWhenTheServerStops() throws {
        let folder = try Self.workspace()
        _ = try folder.write("words", Self.password + "\n")
        let added = try Program.run(
            [
                "user", "add", "w.engo", "--name", "援護太郎", "--role", "administrator", "--role", "headquarters",
                "--password-file", "words",
            ], in: folder.url)
        let recovery = try #require(added.text.split(separator: "\n").dropFirst().first)
        let server = try ServedProgram(["w.engo", "--port", "0", "--log", "log"], in: folder)
        let port = try #require(try server.port())
        #expect(ServedProgram.request("GET", "/health", port: port).contains("\"status\":\"ready\""))
        let json = ["Content-Type: application/json"]
        let planted = ServedProgram.request(
            "POST", "/session", port: port, json,
            body: "{\"name\":\"鈴木一郎\",\"password\":\"秘密の言葉です\",\"code\":\"000000\"}")
        #expect(planted.hasPrefix("HTTP/1.1 401"))
        let entered = ServedProgram.request(
            "POST", "/session", port: port, json,
            body: "{\"name\":\"援護太郎\",\"password\":\"\(Self.password)\",\"code\":\"\(recovery)\"}")
        let token = try #require(entered.firstMatch(of: /"token":"([^"]+)"/)).1
        let who = ServedProgram.request("GET", "/session", port: port, ["Authorization: Bearer \(token)"])
        #expect(who.contains("\"operator\":\"援護太郎\"") && who.contains("Engo-Mode: drill"))
        let metrics = ServedProgram.request("GET", "/metrics", port: port)
        #expect(metrics.contains("engo_sessions 1"))

        server.stop()
        #expect(server.process.terminationReason == .exit && server.process.terminationStatus == 0)
        let log = String(decoding: try folder.data("log"), as: UTF8.self)
        #expect(log.hasPrefix("{\"time\":") && log.contains("\"event\":\"stopped\""))
        for word in ["鈴木一郎", "秘密", Self.password, String(token), String(recovery)] {
            for said in [log, try server.said("server-out"), try server.said("server-errors"), planted, who, metrics] {
                #expect(!said.contains(word))
            }
        }
        let audit = String(decoding: try folder.data("w.engo-audit"), as: UTF8.self)
        #expect(
            audit.contains("\"outcome\":\"acceptedByRecoveryCode\"") && audit.contains("\"outcome\":\"unknownAccount\"")
        )
        #expect(!audit.contains("鈴木一郎"))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("log"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func onePersonOpensTheAddressOfTheStart(signal: Int32) throws {
        let folder = try Self.workspace()
        let server = try ServedProgram(["w.engo", "--port", "0"], in: folder)
        let port = try #require(try server.port())
        let path = try #require(try server.said("server-out").firstMatch(of: /\/enter\?token=[A-Za-z0-9_\-]+/)).0
        let entered = ServedProgram.request("GET", String(path), port: port)
        let cookie = try #require(entered.firstMatch(of: /[Ss]et-[Cc]ookie: (engo=[^;]+)/)).1
        let page = ServedProgram.request("GET", "/login", port: port, ["Cookie: \(cookie)"])
        #expect(page.hasPrefix("HTTP/1.1 200") && page.contains("訓練"))
        #expect(ServedProgram.request("GET", String(path), port: port).hasPrefix("HTTP/1.1 401"))
        // A connection that does nothing does not keep the server.
        let idle = RawConnection(port: port)
        server.stop(signal)
        #expect(server.process.terminationStatus == 0)
        #expect(try !server.said("server-errors").contains(String(path)))
        withExtendedLifetime(idle) {}
    }

    @Test func twoServersDoNotShareAPort() throws {
        let folder = try Self.workspace()
        let server = try ServedProgram(["w.engo", "--port", "0"], in: folder)
        let port = try #require(try server.port())
        let second = try Program.run(["serve", "w.engo", "--port", "\(port)"], in: folder.url)
        #expect(second.exitCode == 75 && second.errors.contains("cannot listen"))
        server.stop()
    }

    @Test(arguments: [
        ("--check --port 0", 0, "sound"), ("--check --host 0.0.0.0", 64, "--tls-certificate"),
        ("--check --host 192.0.2.1 --tls-key key.pem", 64, "both"),
        ("--check --behind-proxy 127.0.0.1", 64, "--base-url"),
        ("--check --base-url ftp://x", 64, "--base-url"), ("--check --base-url https://x/y", 64, "--base-url"),
        ("--check --tls-certificate none.pem --tls-key none.pem --base-url https://x", 66, "none.pem"),
        ("--check --base none.mbtiles", 66, "none.mbtiles"), ("--check --base w.engo", 65, "w.engo"),
        ("--check --audience nobody", 77, "audience"), ("--check --audience A", 64, "audience"),
        ("--port 70000", 64, "--port"), ("--behind-proxy x", 64, "IP"), ("--idle-minutes 0", 64, "--idle-minutes"),
        ("--session-hours 25", 64, "--session-hours"),
    ])
    func checksWhatItIsTold(options: String, code: Int, word: String) throws {
        let folder = try Self.workspace()
        let run = try Program.run(
            ["serve", "w.engo"] + options.split(separator: " ").map(String.init), in: folder.url)
        #expect(Int(run.exitCode) == code, "\(run.errors)")
        #expect((run.text + run.errors).contains(word), "\(run.text) \(run.errors)")
        // Nobody has come in.
        #expect(!run.text.contains("/enter"))
    }

    @Test func refusesAWorkspaceThatOthersMayRead() throws {
        let folder = try Self.workspace()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path("w.engo"))
        let run = try Program.run(["serve", "w.engo", "--check", "--port", "0"], in: folder.url)
        #expect(run.exitCode == 77 && run.errors.contains("chmod 600"))
        let missing = try Program.run(["serve", "none.engo", "--check"], in: folder.url)
        #expect(missing.exitCode == 66)
    }

    @Test func saysSoWhenTheServerIsMissing() throws {
        let folder = try Self.workspace()
        let alone = folder.url.appendingPathComponent("engo")
        try FileManager.default.copyItem(at: Program.url, to: alone)
        let process = Process()
        process.executableURL = alone
        process.arguments = ["serve", "w.engo"]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 64 && said.contains("engo-server"))
    }
}
