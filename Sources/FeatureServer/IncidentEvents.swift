import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import ServiceLifecycle

/// News of an incident as server-sent events: `recorded` with the last record's number, `editing` with who is about to record.
///
/// A stream ends by itself after five minutes, and browsers begin a new one, for which the session must still last: so somebody
/// watches for five minutes longer than their session at most.
///
/// - Source: WHATWG HTML, *Server-sent events*.
struct IncidentEvents: Sendable {
    /// Signs of life after which a stream ends: five minutes.
    private static let mostSigns = 20

    let incident: Int64
    /// Which households the watcher may know of, by their numbers in the incident.
    let mayKnow: @Sendable (Int) -> Bool
    let news: AsyncStream<WorkWatch.News>

    /// The answer.
    var response: Response {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                var signs = 0
                for await item in news.cancelOnGracefulShutdown() {
                    if item == .nothing { signs += 1 }
                    try await writer.write(ByteBuffer(string: text(item)))
                    if signs > Self.mostSigns { break }
                }
                try await writer.finish(nil)
            })
    }

    private func text(_ news: WorkWatch.News) -> String {
        var json = JSONWriter()
        switch news {
        case .nothing: return ": \n\n"
        case .recorded(let sequence):
            json.object { $0.member("last_record", Int(sequence)) }
            return "event: recorded\ndata: \(String(decoding: json.bytes, as: UTF8.self))\n\n"
        case .editing(let editing):
            json.object { json in
                json.array("editing") { json in
                    for one in editing where one.incident == incident && mayKnow(one.number) {
                        json.object { json in
                            json.member("incident_number", one.number)
                            json.member("by", one.operatorName)
                        }
                    }
                }
            }
            return "event: editing\ndata: \(String(decoding: json.bytes, as: UTF8.self))\n\n"
        }
    }
}
