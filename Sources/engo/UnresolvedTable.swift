import AddressDictionary
import Disclosure
import Registry
import VictimSupport

/// The addresses without a certain match for a terminal of 80 columns: counts first, then one block a town.
struct UnresolvedTable {
    let language: OutputLanguage

    func write(
        _ answer: UnresolvedAnswer, release: ListRelease, paths: WorkspacePaths, from snapshot: RegistrySnapshot,
        to sink: any OutputSink
    ) throws {
        var lines: [String] = []
        if answer.info.mode == .drill { lines.append(language == .japanese ? "【訓練】" : "【訓練 DRILL】") }
        lines += counts(answer)
        try write(lines, to: sink)
        var previous: (cause: UnresolvedCause, city: String, town: String)?
        try answer.release(release, paths: paths, from: snapshot) { household in
            var lines: [String] = []
            let isNew =
                previous.map {
                    $0.cause != household.cause || $0.city != household.city || $0.town != household.town
                } ?? true
            if isNew {
                lines += ["", heading(household)]
                previous = (household.cause, household.city, household.town)
            }
            try write(lines + block(household), to: sink)
        }
        let leftOut = answer.total - answer.listed
        if leftOut > 0 {
            try write(
                ["", language == .japanese ? "… ほかに \(leftOut) 世帯" : "… and \(leftOut) more households"], to: sink)
        }
    }

    /// Households by cause and, under each cause, by town.
    private func counts(_ answer: UnresolvedAnswer) -> [String] {
        let title =
            language == .japanese
            ? "確実に一致しない住所 \(answer.total) 世帯（全 \(answer.registered) 世帯）"
            : "\(answer.total) of \(answer.registered) households without a certain match"
        var lines = [title]
        for entry in answer.byCause {
            lines.append(Self.count(entry.households, indent: 0) + label(entry.cause))
            let groups = answer.groups.filter { $0.cause == entry.cause }
            for group in groups.prefix(Self.townsPerCause) where groups.count > 1 || !group.city.isEmpty {
                lines.append(Self.count(group.households, indent: 8) + place(group.city, group.town))
            }
            let rest = groups.count - Self.townsPerCause
            if rest > 0 {
                lines.append(
                    String(repeating: " ", count: 18)
                        + (language == .japanese ? "… ほかに \(rest) 町字" : "… and \(rest) more towns"))
            }
        }
        return lines
    }

    private static let townsPerCause = 20

    private func heading(_ household: UnresolvedHousehold) -> String {
        "■ " + label(household.cause) + " ─ " + place(household.city, household.town)
    }

    private func block(_ household: UnresolvedHousehold) -> [String] {
        let address = household.address
        let text = [address.address, address.building].compactMap(\.self).joined(separator: " ")
        let radius = address.uncertaintyMetres.map { " ±\(Int($0.rounded(.up))) m" } ?? ""
        var lines = [
            TableLine([(address.householdNumber ?? "", 12), (text, 0)]).text,
            TableLine([
                ("", 12),
                (
                    language == .japanese
                        ? "一致 \(household.matchLevel.label(language))、座標 \(household.coordinateLevel.label(language))\(radius)"
                        : "match \(household.matchLevel.label(language)), point \(household.coordinateLevel.label(language))\(radius)",
                    0
                ),
            ]).text,
        ]
        for (index, suggestion) in household.suggestions.enumerated() {
            let mark = language == .japanese ? "候補\(index + 1) " : "near \(index + 1) "
            lines.append(TableLine([("", 12), (mark + suggestion, 0)]).text)
        }
        return lines
    }

    private func label(_ cause: UnresolvedCause) -> String {
        language == .japanese ? "\(cause.label(language)) [\(cause.rawValue)]" : cause.rawValue
    }

    private func place(_ city: String, _ town: String) -> String {
        if city.isEmpty { return language == .japanese ? "（不明）" : "(unknown)" }
        return town.isEmpty ? city : city + " " + town
    }

    /// A count, right-aligned in eight cells behind an indent, and two spaces.
    private static func count(_ value: Int, indent: Int) -> String {
        let digits = String(value)
        return String(repeating: " ", count: indent + max(0, 8 - digits.utf8.count)) + digits + "  "
    }

    private func write(_ lines: [String], to sink: any OutputSink) throws {
        guard !lines.isEmpty else { return }
        let bytes = Array((lines.map(TableLine.harmless).joined(separator: "\n") + "\n").utf8)
        try bytes.withUnsafeBytes { try sink.write($0) }
    }
}
