package import Registry
package import Residents
import SupportScoring

/// Scores everybody anew: `engo score`.
package enum Rescoring {
    /// Scores the register with the workspace's policy, or with another that then becomes the workspace's: a file, or a
    /// policy that comes with the program, as ``SupportScoring/ScoringPolicy/named(_:)`` has it.
    ///
    /// - Throws: ``SupportScoring/ScoringPolicyError`` (the workspace keeps its policy),
    ///   ``VictimSupportError/noRegister``, ``Registry/RegistryError``.
    package static func run(
        _ paths: WorkspacePaths, policyFile: String?, asOf: CalendarDate, moment: Moment,
        progress: ProgressHandler = { _ in }
    ) throws -> (run: ScoreRun, counts: RegistryCounts) {
        let replacement = try policyFile.map(ScoringPolicy.named)
        let writer = try RegistryWriter(paths)
        let outcome = try writer.transaction(
            cause: .score, by: moment.acting("score"), of: "as of \(asOf.iso)"
        ) { transaction in
            let snapshot = transaction.snapshot
            guard try snapshot.householdCount() > 0 else { throw VictimSupportError.noRegister }
            if let replacement { try transaction.storePolicy(yaml: replacement.sourceBytes) }
            let policy = try replacement ?? ScoringPolicy.parse(snapshot.policyYAML())
            progress(.scoring)
            try Scorer(policy: policy, asOf: asOf).scoreAll(in: transaction, operatorName: moment.operatorName)
            guard let run = try snapshot.scoreRun() else { throw VictimSupportError.notScored }
            return (run, try snapshot.counts())
        }.result
        try writer.close()
        return outcome
    }
}
