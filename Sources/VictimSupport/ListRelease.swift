/// Who releases a list, how, and when, for the audit log.
package struct ListRelease: Sendable {
    /// `list` or `export`.
    package let verb: String
    /// The operating-system account.
    package let operatorName: String
    /// The caller's clock.
    package let moment: Moment
    /// The form of the output.
    package let format: String
    let progress: ProgressHandler

    /// Gathers the facts of a release.
    package init(
        verb: String, operatorName: String, moment: Moment, format: String,
        progress: @escaping ProgressHandler = { _ in }
    ) {
        self.verb = verb
        self.operatorName = operatorName
        self.moment = moment
        self.format = format
        self.progress = progress
    }
}
