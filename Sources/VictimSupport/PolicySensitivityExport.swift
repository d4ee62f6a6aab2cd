import AddressDictionary
import Disclosure
package import Interchange
package import Registry
import Residents
package import SupportScoring

/// Writes what each number of the policy moves, as CSV or JSON.
package struct PolicySensitivityExport: Sendable {
    private let language: OutputLanguage

    /// Chooses the language of headings.
    package init(language: OutputLanguage) { self.language = language }

    private static let headings: [(japanese: String, english: String)] = [
        ("配点", "weight"), ("行", "line"), ("値", "value"), ("変更後", "changed_value"), ("可能", "is_possible"),
        ("上がる世帯", "households_up"), ("下がる世帯", "households_down"), ("上がる人", "persons_up"), ("下がる人", "persons_down"),
    ]
    private static let crosserHeadings: [(japanese: String, english: String)] = [
        ("配点", "weight"), ("行", "line"), ("値", "value"), ("変更後", "changed_value"), ("世帯番号", "household_number"),
        ("旧区分", "band_before"), ("新区分", "band_after"),
    ]

    /// Two rows a number, lowered and raised: counts alone.
    package func writeCSV(
        _ sensitivity: PolicySensitivity, encoding: TextEncoding, to sink: some OutputSink
    ) throws {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = head(Self.headings, sensitivity, in: &writer)
        for result in sensitivity.weights {
            for change in [result.lowered, result.raised] {
                writer.row(
                    [
                        result.weight.name, String(result.weight.line), result.weight.value.text, change.value.text,
                        change.isPossible ? "1" : "0", String(change.householdsUp), String(change.householdsDown),
                        String(change.personsUp), String(change.personsDown),
                    ] + mark)
            }
        }
        try writer.drain { try sink.write($0) }
    }

    /// One row per household that crosses a band by one change.
    package func writeCrossersCSV(
        _ sensitivity: PolicySensitivity, encoding: TextEncoding, release: ListRelease, from snapshot: RegistrySnapshot,
        audit: AuditLog, to sink: some OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = head(Self.crosserHeadings, sensitivity, in: &writer)
        try sensitivity.release(release, from: snapshot, to: audit) { crosser in
            writer.row(
                [
                    crosser.weight.name, String(crosser.weight.line), crosser.weight.value.text, crosser.value.text,
                    crosser.householdNumber ?? "", crosser.bands.before.label, crosser.bands.after.label,
                ] + mark)
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    private func head(
        _ headings: [(japanese: String, english: String)], _ sensitivity: PolicySensitivity,
        in writer: inout DelimitedWriter
    ) -> [String] {
        let isDrill = sensitivity.info.mode == .drill
        writer.row(
            headings.map { language == .japanese ? $0.japanese : $0.english }
                + (isDrill ? [language == .japanese ? "訓練表示" : "drill_mark"] : []))
        return isDrill ? [WorkspaceMode.drillMark] : []
    }

    /// One object; with `crossers`, which come of ``PolicySensitivity/release(_:from:to:_:)``, every change names its own.
    package func writeJSON(
        _ sensitivity: PolicySensitivity, crossers: [PolicySensitivity.Crosser]?, to sink: some OutputSink
    ) throws {
        var named: [Key: [PolicySensitivity.Crosser]] = [:]
        for crosser in crossers ?? [] {
            named[Key(weight: crosser.weight, value: crosser.value), default: []].append(crosser)
        }
        var json = JSONWriter()
        json.beginObject()
        json.head(of: sensitivity.info, generation: sensitivity.generation)
        json.member("as_of", sensitivity.scoreRun.asOf.iso)
        json.name("policy")
        json.beginObject()
        json.member("title", sensitivity.scoreRun.policyTitle)
        json.member("version", sensitivity.scoreRun.policyVersion)
        json.member("sha256", sensitivity.scoreRun.policyHash.text)
        json.endObject()
        json.member("percent", sensitivity.percent)
        json.member("households_registered", sensitivity.households)
        json.name("weights")
        json.beginArray()
        for result in sensitivity.weights {
            json.lineBreak()
            json.beginObject()
            json.member("weight", result.weight.name)
            json.member("line", result.weight.line)
            json.member("value", result.weight.value)
            for (name, change) in [("lowered", result.lowered), ("raised", result.raised)] {
                json.name(name)
                let key = Key(weight: result.weight, value: change.value)
                write(change, crossers == nil ? nil : named[key] ?? [], to: &json)
            }
            json.endObject()
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        try json.drain { try sink.write($0) }
    }

    private struct Key: Hashable {
        let weight: PolicyVariations.Weight
        let value: Points
    }

    private func write(
        _ change: PolicySensitivity.Change, _ crossers: [PolicySensitivity.Crosser]?, to json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("changed_value", change.value)
        json.member("is_possible", change.isPossible)
        json.member("households_up", change.householdsUp)
        json.member("households_down", change.householdsDown)
        json.member("persons_up", change.personsUp)
        json.member("persons_down", change.personsDown)
        if let crossers {
            json.name("households")
            json.beginArray()
            for crosser in crossers {
                json.beginObject()
                json.member("household_number", crosser.householdNumber)
                json.member("band_before", crosser.bands.before.label)
                json.member("band_after", crosser.bands.after.label)
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }
}

extension PolicyVariations.Weight {
    /// The number as points.
    package var value: Points { Points(thousandths: thousandths) }
}
