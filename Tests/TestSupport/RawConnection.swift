import Foundation

/// A connection to this machine that sends exactly the bytes it is told, as slowly as it likes.
package final class RawConnection {
    private let descriptor: Int32

    /// Connects; nil when nobody listens or the connection is refused.
    package init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Sends; false when the other end has closed.
    @discardableResult package func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Waits until bytes are there to be read, and leaves them; false when none come within some seconds.
    package func waitsForBytes(seconds: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Foundation.poll(&poll, 1, seconds * 1_000) > 0
    }

    /// Everything until the other end closes; nil when it has not within some seconds.
    package func readToEnd(seconds: Int) -> String? {
        let start = ContinuousClock.now
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while ContinuousClock.now - start < .seconds(seconds) {
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard Foundation.poll(&poll, 1, 100) > 0 else { continue }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            // A connection that is cut off while bytes are on their way ends with an error.
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
        return nil
    }

    /// The answer to one request, after which the connection is closed.
    package static func request(_ text: String, port: Int, seconds: Int = 120) -> String? {
        guard let connection = RawConnection(port: port), connection.send(text) else { return nil }
        return connection.readToEnd(seconds: seconds)
    }
}
