import Foundation
import VictimSupport

/// The one place where the program looks at the clock and at the account it runs under.
enum SystemMoment {
    /// Now, with today's date in Japan.
    static func now() throws -> Moment {
        Moment(
            seconds: Int64(time(nil)), operatorName: operatorName, account: operatorName,
            source: "command line on \(hostName)")
    }

    /// The operating-system account, for the audit log.
    static var operatorName: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
        return String(cString: name)
    }

    /// The machine's name, for the audit log.
    private static var hostName: String {
        var bytes = [CChar](repeating: 0, count: Int(HOST_NAME_MAX) + 1)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "an unnamed machine" }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
