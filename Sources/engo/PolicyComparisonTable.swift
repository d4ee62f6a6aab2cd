import Disclosure
import Registry
import Residents
import SupportScoring
import VictimSupport

/// Whom another policy moves, for a terminal: counts by band and town first, then the largest movers with their reasons.
struct PolicyComparisonTable {
    let language: OutputLanguage
    let limit: Int

    private static let townLimit = 10

    func write(
        _ comparison: PolicyComparison, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: any OutputSink
    ) throws {
        try write(head(comparison), to: sink)
        try comparison.release(release, limit: limit, from: snapshot, to: audit) { moved in
            try write(lines(moved), to: sink)
        }
    }

    private func head(_ comparison: PolicyComparison) -> [String] {
        var lines: [String] = []
        if comparison.info.mode == .drill { lines.append(said("【訓練】", "【訓練 DRILL】")) }
        for (label, policy) in [(said("旧", "before"), comparison.before), (said("新", "after"), comparison.after)] {
            lines.append("\(label): \(policy.title) \(policy.version)（SHA-256 \(policy.hash.short)）")
        }
        lines.append(
            said(
                "基準日 \(comparison.asOf.iso)、全 \(comparison.registered) 世帯、変わる \(comparison.changed) 世帯",
                "as of \(comparison.asOf.iso), \(comparison.registered) households, \(comparison.changed) change"))
        for pair in BandPair.all where pair.before != pair.after {
            let counts = (comparison.households[pair] ?? 0, comparison.persons[pair] ?? 0)
            guard counts != (0, 0) else { continue }
            lines.append(
                "  \(pair.before.label)→\(pair.after.label): "
                    + said(
                        "\(counts.0) 世帯、個人の区分では \(counts.1) 人",
                        "\(counts.0) households; \(counts.1) persons by their own band"))
        }
        for town in comparison.towns.prefix(Self.townLimit) {
            lines.append(
                "  \(town.city)\(town.town): ↑\(town.up) ↓\(town.down) "
                    + said("区分内 \(town.withinBand)", "within the band \(town.withinBand)"))
        }
        if comparison.towns.count > Self.townLimit {
            let rest = comparison.towns.count - Self.townLimit
            lines.append(said("  ほかに \(rest) 町字", "  and \(rest) more towns"))
        }
        lines.append(
            TableLine(
                [
                    (said("番号", "No."), 5), (said("世帯番号", "Household"), 12), (said("区分", "Band"), 5),
                    (said("順位", "Rank"), 15), (said("援護度", "Score"), 17), (said("町字", "Town"), 0),
                ]
            ).text)
        return lines
    }

    private func lines(_ moved: MovedByPolicy) -> [String] {
        let bands = moved.bands.map { "\($0.before.label)→\($0.after.label)" } ?? ""
        let ranks = moved.ranks.map { "\($0.before)→\($0.after)" } ?? ""
        let scores = moved.scores.map { "\($0.before.text)→\($0.after.text)" } ?? ""
        let line = TableLine([
            (String(moved.number), 5), (moved.householdNumber ?? "", 12), (bands, 5), (ranks, 15), (scores, 17),
            (moved.town, 0),
        ]).text
        let reasons = moved.reasons.map(\.text).joined(separator: said("、", "; "))
        return reasons.isEmpty ? [line] : [line, "      " + reasons]
    }

    private func said(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }

    private func write(_ lines: [String], to sink: any OutputSink) throws {
        let text = lines.map { TableLine.harmless($0) + "\n" }.joined()
        try Array(text.utf8).withUnsafeBytes { try sink.write($0) }
    }
}
