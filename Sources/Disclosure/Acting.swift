/// Who does something, with which verb, from where and when: what every entry of the audit log begins with.
package struct Acting: Hashable, Sendable {
    /// The verb, such as `list` or `import residents`.
    package let verb: String
    /// Who acts: the operator that was named, else the operating-system account; empty when nobody said.
    package let operatorName: String
    /// The operating-system account that runs the program; nil when it is not known.
    package let account: String?
    /// Where from, such as `command line on HOST`; nil when it is not known.
    package let source: String?
    /// When, as an ISO 8601 UTC time.
    package let time: String

    /// Gathers who acts.
    package init(verb: String, operatorName: String, account: String? = nil, source: String? = nil, time: String) {
        self.verb = verb
        self.operatorName = operatorName
        self.account = account
        self.source = source
        self.time = time
    }
}
