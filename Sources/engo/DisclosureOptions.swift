import ArgumentParser
import Disclosure
import Registry
import VictimSupport

/// To whom data goes, on which legal basis and for what: the options of every verb that hands out data about people.
struct DisclosureOptions: ParsableArguments {
    @Option(help: "提供先（提供規則にある名前） / who receives it, by the name in the disclosure rules")
    var audience: Audience?

    @Option(
        help: """
            根拠: act-49-11-1, act-49-11-2, ordinance, act-49-11-3, act-90-4, drill / legal basis
            """)
    var basis: LegalBasis?

    @Option(help: "何のためか（個人の情報は書かない）。監査記録に残る / what it is for, for the audit log; nothing personal")
    var reason: String?

    func validate() throws {
        if let reason, !DisclosureRequest.isReason(reason) {
            throw ValidationError("--reason は200文字までの1行です / --reason takes one line of up to 200 characters.")
        }
    }

    /// What an operator asks of the gate at a moment.
    func request(at moment: Moment, by operatorName: String, isSealed: Bool = false) -> DisclosureRequest {
        DisclosureRequest(
            audience: audience, basis: basis, reason: reason, isSealed: isSealed, operatorName: operatorName,
            time: moment.utc)
    }

    /// A release by this verb, now.
    func release(
        _ verb: String, _ acting: OperatorOptions, in paths: WorkspacePaths, format: String,
        isSealed: Bool = false, progress: @escaping ProgressHandler = { _ in }
    ) throws -> ListRelease {
        try release(verb, by: acting.name(in: paths), format, isSealed, progress)
    }

    /// The same where the workspace is open already.
    func release(
        _ verb: String, _ acting: OperatorOptions, in reader: RegistryReader, format: String,
        isSealed: Bool = false, progress: @escaping ProgressHandler = { _ in }
    ) throws -> ListRelease {
        try release(verb, by: acting.name(in: reader), format, isSealed, progress)
    }

    private func release(
        _ verb: String, by name: String, _ format: String, _ isSealed: Bool, _ progress: @escaping ProgressHandler
    ) throws -> ListRelease {
        let moment = try SystemMoment.now().by(name)
        return ListRelease(
            verb: verb, operatorName: name, moment: moment, format: format,
            disclosure: request(at: moment, by: name, isSealed: isSealed), progress: progress)
    }
}

extension Audience: ExpressibleByArgument {
    /// Takes a name of the accepted form; whether the rules have it is the workspace's to say.
    package init?(argument: String) { self.init(rawValue: argument) }
}

extension LegalBasis: ExpressibleByArgument {}
