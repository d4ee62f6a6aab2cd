import ArgumentParser
import Disclosure
import FeatureServer
import Foundation
import Hummingbird
import Registry
import ServiceLifecycle
import UnixSignals
import VictimSupport

/// `engo-server`: the program that `engo serve` starts.
@main
struct EngoServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engo-server",
        abstract: "作業ファイルを、市の中のネットワークで見られるようにする / serves a workspace to browsers, QGIS and other programs.",
        discussion: """
            例 / examples:
              engo serve W.engo                      この計算機だけ / on this machine alone
              engo serve W.engo --host 0.0.0.0 --base-url https://engo.example.jp --tls-certificate chain.pem --tls-key key.pem
              engo serve W.engo … --check            設定を調べるだけ / checks the configuration only
            止めるには Ctrl-C か SIGTERM / stop it by Ctrl-C or SIGTERM
            """)

    @Argument(
        help: ArgumentHelp("作業ファイル (W.engo) / workspace file", valueName: "workspace"),
        completion: .file(extensions: ["engo"]))
    var path: String
    @OptionGroup var listening: ListeningOptions
    @OptionGroup var single: SingleOperatorOptions
    @OptionGroup var map: MapOptions
    @Option(help: "操作がないとログアウトするまでの分（1〜480） / minutes without a request after which a session ends")
    var idleMinutes = 30
    @Option(help: "必ずログアウトするまでの時間（1〜24） / hours after which a session ends whatever happens")
    var sessionHours = 12
    @Option(help: "記録を追記するファイル（省略時は標準エラー） / file to which the log is appended", completion: .file())
    var log: String?
    @Flag(help: "設定・作業ファイル・証明書・ポートを調べ、何も始めない / checks everything and starts nothing") var check = false

    func validate() throws {
        guard (1...480).contains(idleMinutes) else {
            throw ValidationError("--idle-minutes は1〜480です / --idle-minutes is 1 to 480.")
        }
        guard (1...24).contains(sessionHours) else {
            throw ValidationError("--session-hours は1〜24です / --session-hours is 1 to 24.")
        }
    }

    func run() async throws {
        // Everything the program writes holds personal data or says who looked at it: readable by its owner only.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        let configuration = listening.configuration
        let paths = WorkspacePaths(database: path)
        var faults = configuration.faults(
            paths, hasOwnAudience: single.isGiven, now: ServerClock.seconds, listens: check || configuration.port != 0)
        var mapSettings = MapSettings()
        do {
            mapSettings = try map.settings()
        } catch {
            faults.append(error)
        }
        guard faults.isEmpty else { Report.exit(faults) }
        guard let output = log.map({ LogOutput(path: $0) }) ?? LogOutput() else {
            Report.exit([.unreadable(path: log ?? "", errno: errno)])
        }
        var limits = ServerLimits()
        limits.connections = OpenFiles.raise(toServe: limits.connections)
        let workspace = ServedWorkspace(paths, limits: limits, address: configuration.address) { ServerClock.now }
        let desk = try await openDesk(workspace)
        if check { return Report.tell(configuration, limits, desk) }
        let service = FeatureService(desk, log: output, proxy: configuration.proxy, map: mapSettings)
        let application = try service.application(configuration, libraries: output) { port in
            Report.started(configuration.url(port: port), desk)
            output.event("started", at: ServerClock.now.utc)
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [application, StopBound(service)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: application.logger))
        do {
            try await group.run()
        } catch {
            guard let fault = ConfigurationFault(listening: error) else { throw error }
            Report.exit([fault])
        }
        output.event("stopped", at: ServerClock.now.utc)
    }

    /// Who lets people in; the single operator's choice must hold now.
    private func openDesk(_ workspace: ServedWorkspace) async throws -> LoginDesk {
        var sessions = SessionLimits()
        (sessions.idleMinutes, sessions.hours) = (idleMinutes, sessionHours)
        let desk = LoginDesk(workspace, sessions: sessions, entrance: try await entrance(workspace))
        do {
            try await desk.checkEntrance()
        } catch let error as DisclosureError {
            Report.exit(error)
        }
        return desk
    }

    private func entrance(_ workspace: ServedWorkspace) async throws -> SingleEntrance? {
        guard try RegistryReader(workspace.paths).read({ try !$0.hasAccounts() }) else { return nil }
        return SingleEntrance(
            operatorName: ServerClock.account, audience: single.audience, basis: single.basis, reason: single.reason,
            random: ServedWorkspace.systemRandom)
    }
}
