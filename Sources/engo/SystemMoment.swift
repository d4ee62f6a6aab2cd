import Foundation
import Residents
import VictimSupport

/// The one place where the program looks at the clock and at the account it runs under.
enum SystemMoment {
    /// Now, with today's date in Japan.
    static func now() throws -> Moment {
        let seconds = time(nil)
        return Moment(
            utc: iso(seconds), today: try date(seconds + 9 * 3600), operatorName: operatorName, account: operatorName,
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

    private static func date(_ seconds: time_t) throws -> CalendarDate {
        let parts = broken(seconds)
        return try CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    }

    private static func iso(_ seconds: time_t) -> String {
        let parts = broken(seconds)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : String(value) }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }

    /// Calendar fields in UTC; Japan has no daylight saving, so its date is UTC plus nine hours.
    private static func broken(_ seconds: time_t) -> tm {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return parts
    }
}
