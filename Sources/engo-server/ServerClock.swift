import Foundation
import VictimSupport

/// The one place where the program looks at the clock and at the account it runs under.
enum ServerClock {
    /// Seconds since 1970.
    static var seconds: Int64 { Int64(time(nil)) }

    /// Now; where a request comes from is known to its session.
    static var now: Moment { Moment(seconds: seconds, account: account) }

    /// The operating-system account, for the audit log.
    static let account: String = {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
        return String(cString: name)
    }()
}
