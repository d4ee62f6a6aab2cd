import AddressDictionary
import Disclosure
package import Interchange
package import Registry
import Residents
import SupportScoring

/// Writes whom another policy moves, as CSV or JSON.
package struct PolicyComparisonExport: Sendable {
    private let language: OutputLanguage
    private let limit: Int?

    /// Chooses the language of headings, and how many households are listed at most; nil for all.
    package init(language: OutputLanguage, limit: Int?) {
        self.language = language
        self.limit = limit
    }

    private static let headings: [(japanese: String, english: String)] = [
        ("番号", "number"), ("世帯番号", "household_number"), ("町字", "town"), ("人数", "member_count"),
        ("旧区分", "band_before"), ("新区分", "band_after"), ("旧順位", "rank_before"), ("新順位", "rank_after"),
        ("旧援護度", "score_before"), ("新援護度", "score_after"), ("理由", "reasons"),
    ]
    private static let drainLength = 1 << 18

    /// Streams one row per changed household.
    ///
    /// - Returns: the characters that the encoding lacks, each with its row and column; they stand as 〓.
    package func writeCSV(
        _ comparison: PolicyComparison, encoding: TextEncoding, release: ListRelease, from snapshot: RegistrySnapshot,
        audit: AuditLog, to sink: some OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = comparison.info.mode == .drill ? WorkspaceMode.drillMark : nil
        writer.row(
            Self.headings.map { language == .japanese ? $0.japanese : $0.english }
                + (mark == nil ? [] : [language == .japanese ? "訓練表示" : "drill_mark"]))
        try comparison.release(release, limit: limit, from: snapshot, to: audit) { moved in
            writer.row(
                [
                    String(moved.number), moved.householdNumber ?? "", moved.town, String(moved.memberCount),
                    moved.bands?.before.label ?? "", moved.bands?.after.label ?? "",
                    moved.ranks.map { String($0.before) } ?? "", moved.ranks.map { String($0.after) } ?? "",
                    moved.scores?.before.text ?? "", moved.scores?.after.text ?? "",
                    moved.reasons.map(\.text).joined(separator: language.separator),
                ] + (mark.map { [$0] } ?? []))
            if writer.byteCount > Self.drainLength { try writer.drain { try sink.write($0) } }
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    /// Streams one object `{"summary": …, "households": […]}`.
    package func writeJSON(
        _ comparison: PolicyComparison, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: some OutputSink
    ) throws {
        var json = JSONWriter()
        json.beginObject()
        json.name("summary")
        summary(comparison, to: &json)
        json.name("households")
        json.beginArray()
        try comparison.release(release, limit: limit, from: snapshot, to: audit) { moved in
            json.lineBreak()
            household(moved, to: &json)
            if json.byteCount > Self.drainLength { try json.drain { try sink.write($0) } }
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        try json.drain { try sink.write($0) }
    }

    private func summary(_ comparison: PolicyComparison, to json: inout JSONWriter) {
        json.beginObject()
        json.head(of: comparison.info, generation: comparison.generation)
        json.member("as_of", comparison.asOf.iso)
        json.disclosure(comparison.clearance)
        for (name, policy) in [("before", comparison.before), ("after", comparison.after)] {
            json.name(name)
            json.beginObject()
            json.member("title", policy.title)
            json.member("version", policy.version)
            json.member("sha256", policy.hash.text)
            json.endObject()
        }
        json.member("households_registered", comparison.registered)
        json.member("households_changed", comparison.changed)
        json.member("households_listed", min(limit ?? comparison.changed, comparison.changed))
        json.name("band_pairs")
        json.beginArray()
        for pair in BandPair.all {
            let counts = (comparison.households[pair] ?? 0, comparison.persons[pair] ?? 0)
            guard counts != (0, 0) else { continue }
            json.beginObject()
            json.member("band_before", pair.before.label)
            json.member("band_after", pair.after.label)
            json.member("households", counts.0)
            json.member("persons", counts.1)
            json.endObject()
        }
        json.endArray()
        json.name("towns")
        json.beginArray()
        for town in comparison.towns {
            json.beginObject()
            json.member("city", town.city)
            json.member("town", town.town)
            json.member("up", town.up)
            json.member("down", town.down)
            json.member("within_band", town.withinBand)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func household(_ moved: MovedByPolicy, to json: inout JSONWriter) {
        json.beginObject()
        json.member("number", moved.number)
        json.member("household_number", moved.householdNumber)
        json.member("town", moved.town)
        json.member("member_count", moved.memberCount)
        json.member("band_before", moved.bands?.before.label)
        json.member("band_after", moved.bands?.after.label)
        json.member("rank_before", moved.ranks?.before)
        json.member("rank_after", moved.ranks?.after)
        json.member("score_before", moved.scores?.before)
        json.member("score_after", moved.scores?.after)
        json.name("reasons")
        json.beginArray()
        for reason in moved.reasons {
            json.beginObject()
            json.member("rule", reason.ruleID)
            json.member("before", reason.before)
            json.member("after", reason.after)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}

extension JSONWriter {
    /// Writes a member that is a number of points, or `null` for nil.
    mutating func member(_ name: String, _ points: Points?) {
        self.name(name)
        if let points { rawNumber(points.text) } else { null() }
    }
}
