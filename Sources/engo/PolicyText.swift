import Registry
import Residents
import SupportScoring
import VictimSupport

/// Policies and their history for people.
enum PolicyText {
    /// What a valid policy holds, in counts.
    static func description(_ policy: ScoringPolicy) -> String {
        let rules = policy.groups.flatMap(\.rules)
        let triggers = policy.overrides.map(\.trigger) + policy.household.away
        let sources = rules.map(\.source) + triggers.map(\.source) + policy.household.factors.map(\.source)
        let lines = [
            "配点表 policy          \(policy.title) \(policy.version)（\(policy.date.iso)）",
            "SHA-256               \(policy.hash.text)",
            "群 groups             \(policy.groups.count)",
            "規則 rules            \(rules.count)",
            "優先 overrides        \(policy.overrides.count)",
            "不在 away             \(policy.household.away.count)",
            "倍率 factors          \(policy.household.factors.count)",
            "出典 sources          \(policy.sources.count)",
            "出典のない選択 choices  \(sources.count { $0 == ScoringPolicy.choice })",
            "区分 bands            A \(policy.thresholdA.text)、B \(policy.thresholdB.text)",
        ]
        return lines.map(TableLine.harmless).joined(separator: "\n") + "\n"
    }

    /// Every scoring, the latest first.
    static func history(_ runs: [PolicyRun], isDrill: Bool) -> String {
        var lines = isDrill ? ["【訓練 DRILL】"] : []
        let columns = [
            ("世代", 6), ("日時 scored at", 20), ("基準日 as of", 12), ("SHA-256", 12), ("操作者", 12), ("A", 6), ("B", 6),
            ("C", 7), ("配点表 policy", 0),
        ]
        lines.append(TableLine(columns).text)
        for run in runs {
            let bands = SupportBand.allCases.map { band in run.byBand.map { String($0[band] ?? 0) } ?? "–" }
            let cells =
                [String(run.generation), run.scoredAt, run.asOf.iso, run.hash.short, run.operatorName ?? "–"] + bands
                + ["\(run.title) \(run.version)"]
            lines.append(TableLine(zip(cells, columns).map { ($0, $1.1) }).text)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
