import ServiceLifecycle

/// Lets answers finish when the server stops, and cuts them off when they take too long; stands behind the server in its group.
package struct StopBound: Service {
    let service: FeatureService
    let seconds: Int

    /// Bounds the stop of a service to its ``ServerLimits/stopSeconds``.
    package init(_ service: FeatureService) {
        self.service = service
        seconds = service.workspace.limits.stopSeconds
    }

    /// Waits for the stop.
    ///
    /// - Throws: `CancellationError` when it does not come to one.
    package func run() async throws {
        try await gracefulShutdown()
        // Not waited for: the server is told to stop only when this has returned, and the program ends before, if it can.
        Task {
            try? await Task.sleep(for: .seconds(seconds))
            service.ledger.closeAll()
        }
    }
}
