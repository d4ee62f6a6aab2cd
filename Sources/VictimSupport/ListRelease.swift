package import Disclosure

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
    /// To whom, on which rule and for what.
    package let disclosure: DisclosureRequest
    let progress: ProgressHandler

    /// Who releases, for the audit log.
    var acting: Acting { moment.acting(verb, operatorName: operatorName) }

    /// Gathers the facts of a release.
    ///
    /// - Parameter disclosure: what was asked of the gate; nil for the workspace's usual audience and basis.
    package init(
        verb: String, operatorName: String, moment: Moment, format: String, disclosure: DisclosureRequest? = nil,
        progress: @escaping ProgressHandler = { _ in }
    ) {
        self.verb = verb
        self.operatorName = operatorName
        self.moment = moment
        self.format = format
        self.disclosure = disclosure ?? DisclosureRequest(operatorName: operatorName, time: moment.utc)
        self.progress = progress
    }
}
