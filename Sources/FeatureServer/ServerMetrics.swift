import Synchronization

/// What the server counts while it runs, told in the text form that Prometheus reads.
///
/// Routes are templates and methods the few that there are, so there is a fixed number of series, and none is about anybody.
final class ServerMetrics: Sendable {
    private struct Key: Hashable, Comparable {
        let route: String
        let method: String
        let status: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    private struct Count {
        var requests = 0
        var seconds = 0.0
        var bytes = 0
        /// Requests by the first bound that they kept; those beyond the last stand at the end.
        var buckets = [Int](repeating: 0, count: ServerMetrics.bounds.count + 1)
    }

    private static let bounds = [0.005, 0.025, 0.1, 0.5, 2.5, 10]
    private let counts = Mutex<[Key: Count]>([:])

    /// Notes one request.
    func count(route: String, method: String, status: Int, bytes: Int, duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        counts.withLock { counts in
            let key = Key(route: route, method: method, status: status)
            counts[key, default: Count()].requests += 1
            counts[key, default: Count()].seconds += seconds
            counts[key, default: Count()].bytes += bytes
            let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
            counts[key, default: Count()].buckets[bucket] += 1
        }
    }

    /// Everything, in a fixed order.
    ///
    /// - Parameter gauges: what is so now, by name.
    func text(_ gauges: [Gauge]) -> String {
        let counts = counts.withLock { $0 }.sorted { $0.key < $1.key }
        var lines: [String] = []
        func family(_ name: String, _ kind: String, _ help: String, _ body: (Key, Count) -> [String]) {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"]
            for (key, count) in counts { lines += body(key, count) }
        }
        family("engo_requests_total", "counter", "Requests that were answered.") { key, count in
            ["engo_requests_total{\(Self.labels(key))} \(count.requests)"]
        }
        family("engo_response_bytes_total", "counter", "Bytes of bodies.") { key, count in
            ["engo_response_bytes_total{\(Self.labels(key))} \(count.bytes)"]
        }
        family("engo_request_seconds", "histogram", "Seconds until the answer was out.") { key, count in
            var below = 0
            var series: [String] = []
            for (bound, bucket) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], count.buckets) {
                below += bucket
                series.append("engo_request_seconds_bucket{\(Self.labels(key)),le=\"\(bound)\"} \(below)")
            }
            return series + [
                "engo_request_seconds_sum{\(Self.labels(key))} \(count.seconds)",
                "engo_request_seconds_count{\(Self.labels(key))} \(count.requests)",
            ]
        }
        for gauge in gauges {
            lines += ["# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) \(gauge.kind)"]
            lines.append("\(gauge.name) \(gauge.value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A number without labels.
    struct Gauge {
        let name: String
        let kind: String
        let help: String
        let value: Int
    }

    private static func labels(_ key: Key) -> String {
        "route=\"\(key.route)\",method=\"\(key.method)\",status=\"\(key.status)\""
    }
}
