import Registry
import Residents
import SupportScoring
import VictimSupport

/// The policy behind scores in one line: title, version, the short form of its hash, and the as-of date.
enum PolicyLine {
    static func text(_ run: ScoreRun, _ language: OutputLanguage) -> String {
        let policy = "\(run.policyTitle) \(run.policyVersion)"
        return switch language {
        case .japanese: "配点表 \(policy)（SHA-256 \(run.policyHash.short)）、基準日 \(run.asOf.iso)"
        case .english: "policy \(policy) (SHA-256 \(run.policyHash.short)), as of \(run.asOf.iso)"
        }
    }
}
