import Crypto

/// Who has to wait before the next login, and how long.
///
/// Failures are counted under keys. A login from a *known* source of the account (one from which it logged in during the last
/// ``LoginBackoff/knownDays`` days, or the command line) counts under that account and source alone; any other counts under the
/// name and under the source. So a stranger's failures delay other strangers and never the holder at their own desk, and
/// a source that tries many names is slowed by all of them together.
package enum LoginBackoff {
    /// Logins that may fail before anybody waits.
    static let freeFailures = 3
    /// The longest wait, in seconds.
    static let longestWait: Int64 = 900
    /// Seconds after the last failure at which all failures of a key are forgotten.
    package static let memory: Int64 = 86_400
    /// Days for which a source stays known after a login.
    package static let knownDays: Int64 = 30

    /// Seconds to wait after a number of failures: none after fewer than three, then 1, 2, 4 … up to 900.
    static func wait(after failures: Int) -> Int64 {
        guard failures >= freeFailures else { return 0 }
        return min(longestWait, 1 << min(20, failures - freeFailures))
    }

    /// The keys under which a login is counted, in a fixed order.
    ///
    /// - Parameters:
    ///   - name: nil when what was typed is no name.
    ///   - knownTo: the mark of the account's credential when the source is one that the account knows.
    package static func keys(name: UserName?, knownTo credential: String?, source: LoginSource) -> [String] {
        if let credential { return ["credential \(credential) from \(source.key)"] }
        return [self.key(of: name), "source \(source.key)"]
    }

    /// The key under which strangers' failures for a name are counted, whether there is such an account or not.
    package static func key(of name: UserName?) -> String { "name \(fingerprint(name?.key ?? ""))" }

    /// Thirty-two bits of a hash: enough to tell names apart, too little to test a password that somebody typed as a name.
    private static func fingerprint(_ key: String) -> String {
        LoginMark.text(of: key, for: "engo login", bytes: 4)
    }
}

/// The failures under one key.
package struct LoginCounter: Hashable, Sendable {
    /// How many, the logins that are still being looked at included.
    package let failures: Int
    /// When the last one began, in seconds since 1970.
    package let lastAt: Int64

    /// States a counter.
    package init(failures: Int, lastAt: Int64) {
        self.failures = failures
        self.lastAt = lastAt
    }

    /// Seconds until the next login may be tried, 0 when it may be now; never more than the wait itself, should the
    /// clock have been set back.
    package func wait(at seconds: Int64) -> Int64 {
        let wait = LoginBackoff.wait(after: failures)
        return max(0, min(wait, lastAt + wait - seconds))
    }
}
