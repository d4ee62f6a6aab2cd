import FeatureServer
import ServiceLifecycle

/// Lets answers finish when the server stops, and cuts them off when they take too long.
struct StopBound: Service {
    let service: FeatureService
    let seconds: Int

    func run() async throws {
        try await gracefulShutdown()
        // Not waited for: the server is told to stop only when this has returned, and the program ends before, if it can.
        Task {
            try? await Task.sleep(for: .seconds(seconds))
            service.closeAll()
        }
    }
}
