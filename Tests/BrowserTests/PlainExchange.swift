import Dispatch
import Foundation

/// One request to a program on this machine and its answer, over a connection of their own.
///
/// The driver's answers are too much for the toolchain's URLSession on Linux, which fails on their headers.
enum PlainExchange {
    /// The other end closed, or there is none.
    struct Failure: Error {}

    /// The body of the answer.
    static func body(of method: String, _ path: String, port: UInt16, _ body: Data) async throws -> Data {
        let head =
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
        let request = Array(head.utf8) + Array(body)
        return try await withCheckedThrowingContinuation { continuation in
            // A thread that may block: the driver answers when the page has done what was asked.
            DispatchQueue.global().async {
                continuation.resume(with: Result { try exchange(request, port: port) })
            }
        }
    }

    private static func exchange(_ request: [UInt8], port: UInt16) throws -> Data {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure() }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard isConnected == 0 else { throw Failure() }
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure() }
            sent += count
        }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { throw Failure() }
            if count == 0 { break }
            answer.append(contentsOf: buffer[..<count])
            if let whole = body(of: answer) { return whole }
        }
        throw Failure()
    }

    /// The body, once as many bytes are there as the head says.
    private static func body(of answer: Data) -> Data? {
        guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self)
        guard let match = head.firstMatch(of: /(?i)content-length: *([0-9]+)/), let length = Int(match.1) else {
            return nil
        }
        let body = answer[end.upperBound...]
        return body.count >= length ? Data(body.prefix(length)) : nil
    }
}
