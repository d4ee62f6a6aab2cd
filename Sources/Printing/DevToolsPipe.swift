import Foundation

/// Asks a browser by the DevTools protocol over two pipes: messages are JSON, a zero byte after each.
final class DevToolsPipe {
    private let process: BrowserProcess
    private var number = 0
    /// Bytes that came and belong to the next message.
    private var received: [UInt8] = []
    /// The page that is spoken to; nil for the browser itself.
    var session: String?

    init(_ process: BrowserProcess) { self.process = process }

    private struct Request<Parameters: Encodable>: Encodable {
        let id: Int
        let method: String
        let sessionId: String?
        let params: Parameters
    }

    private struct Heading: Decodable {
        let id: Int?
    }

    private struct Response<Result: Decodable>: Decodable {
        let result: Result?
    }

    /// Calls a method and waits for its answer; events in between are passed over.
    ///
    /// - Throws: ``PrintingError``.
    func call<Parameters: Encodable, Result: Decodable>(
        _ method: String, _ parameters: Parameters, within seconds: Int
    ) throws(PrintingError) -> Result {
        number += 1
        let deadline = ContinuousClock.now + .seconds(seconds)
        let request = Request(id: number, method: method, sessionId: session, params: parameters)
        guard let sent = try? JSONEncoder().encode(request) else { throw .refused(method: method) }
        try send(Array(sent) + [0], until: deadline, seconds)
        while true {
            let answer = Data(try message(until: deadline, seconds))
            guard let heading = try? JSONDecoder().decode(Heading.self, from: answer), heading.id == number else {
                continue
            }
            guard let response = try? JSONDecoder().decode(Response<Result>.self, from: answer),
                let result = response.result
            else { throw .refused(method: method) }
            return result
        }
    }

    private func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant, _ seconds: Int) throws(PrintingError) {
        var done = 0
        while done < bytes.count {
            try wait(process.requests, POLLOUT, until: deadline, seconds)
            let count = bytes.withUnsafeBytes { all in
                Foundation.send(
                    process.requests, all.baseAddress?.advanced(by: done), all.count - done, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .browserEnded(path: process.path) }
            done += count
        }
    }

    private func message(until deadline: ContinuousClock.Instant, _ seconds: Int) throws(PrintingError) -> [UInt8] {
        var searched = 0
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            if let end = received[searched...].firstIndex(of: 0) {
                let message = Array(received[..<end])
                received.removeFirst(end + 1)
                return message
            }
            searched = received.count
            try wait(process.answers, POLLIN, until: deadline, seconds)
            let count = piece.withUnsafeMutableBytes { read(process.answers, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .browserEnded(path: process.path) }
            received += piece[..<count]
        }
    }

    private func wait(
        _ descriptor: Int32, _ event: Int32, until deadline: ContinuousClock.Instant, _ seconds: Int
    ) throws(PrintingError) {
        while true {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { throw .noAnswer(path: process.path, seconds: seconds) }
            var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            let count = poll(&entry, 1, Int32(min(left.components.seconds + 1, 3_600)) * 1_000)
            if count > 0 { return }
            guard count == 0 || errno == EINTR else { throw .browserEnded(path: process.path) }
        }
    }
}
