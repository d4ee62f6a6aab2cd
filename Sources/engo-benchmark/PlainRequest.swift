import Foundation

/// One HTTP request to this machine and its answer, over a connection of its own.
struct PlainRequest {
    let port: UInt16
    let path: String
    var headers: [String] = []

    /// What came back.
    struct Answer {
        var head = ""
        /// Bytes of the body as they travelled.
        var bodyBytes = 0
        /// The first part of the body.
        var start = ""

        /// The values of a header, one after the other.
        func header(_ name: String) -> String {
            head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix(name + ":") }
                .map { $0.dropFirst(name.utf8.count + 1).trimmingCharacters(in: .whitespaces) }
                .joined(separator: ", ")
        }
    }

    /// Sends it and reads the whole answer.
    ///
    /// - Parameter atFirstByte: called when the first byte of the body is there.
    func send(atFirstByte: () -> Void = {}) throws -> Answer {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard connection >= 0 else { throw BenchmarkError.programFailed(verb: "serve") }
        defer { close(connection) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw BenchmarkError.programFailed(verb: "serve") }
        let lines = ["GET \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + headers
        let text = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        guard Foundation.send(connection, text, text.count, 0) == text.count else {
            throw BenchmarkError.programFailed(verb: "serve")
        }
        var answer = Answer()
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { break }
            var body = buffer[..<count]
            if answer.head.isEmpty {
                head += body
                guard let end = head.indices.first(where: { head[$0...].starts(with: [13, 10, 13, 10]) }) else {
                    continue
                }
                answer.head = String(decoding: head[..<end], as: UTF8.self)
                body = head[(end + 4)...]
            }
            guard !body.isEmpty else { continue }
            if answer.bodyBytes == 0 { atFirstByte() }
            answer.bodyBytes += body.count
            if answer.start.utf8.count < 1 << 16 {
                answer.start += String(decoding: body.prefix(1 << 16), as: UTF8.self)
            }
        }
        guard answer.head.contains(" 200 ") || answer.head.contains(" 303 ") || answer.head.contains(" 302 ") else {
            throw BenchmarkError.programFailed(verb: "serve")
        }
        return answer
    }
}
