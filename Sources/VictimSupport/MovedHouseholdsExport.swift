import AddressDictionary
import Disclosure
import Geospatial
import Interchange
import Registry

/// Writes the households that moved as CSV (RFC 4180, CRLF), farthest first; in a drill the last column says 訓練.
package struct MovedHouseholdsExport: Sendable {
    private let language: OutputLanguage

    /// Chooses the language of headings and levels.
    package init(language: OutputLanguage) { self.language = language }

    private static let headings: [(japanese: String, english: String)] = [
        ("世帯番号", "household_number"), ("旧経度", "old_longitude"), ("旧緯度", "old_latitude"),
        ("新経度", "new_longitude"), ("新緯度", "new_latitude"), ("移動距離m", "distance_m"),
        ("旧座標レベル", "old_coordinate_level"), ("新座標レベル", "new_coordinate_level"),
    ]
    private static let batchLength = 512

    /// Records the release, then writes one row per move in the order given.
    func write(
        _ moves: [HouseholdMove], release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: any OutputSink
    ) throws {
        let info = try snapshot.info()
        let clearance = try snapshot.clear(release.disclosure, for: .addresses)
        let persons = try moves.reduce(0) { sum, move in
            sum + (try snapshot.memberCount(household: move.household, clearance: clearance))
        }
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: try snapshot.generation(), households: moves.count, persons: persons,
                records: snapshot.records(of: moves.map(\.household), clearance: clearance),
                query: "moved households", format: release.format),
            to: audit)
        var writer = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
        let mark = info.mode == .drill ? WorkspaceMode.drillMark : nil
        writer.row(
            Self.headings.map { language == .japanese ? $0.japanese : $0.english }
                + (mark == nil ? [] : [language == .japanese ? "訓練表示" : "drill_mark"]))
        var start = 0
        while start < moves.count {
            let batch = moves[start..<min(start + Self.batchLength, moves.count)]
            let addresses = try snapshot.registeredAddresses(batch.map(\.household), grant: grant)
            for (move, address) in zip(batch, addresses) {
                let levels = [move.oldLevel.label(language), move.newLevel.label(language)]
                writer.row(
                    [address.householdNumber ?? ""] + coordinates(move.oldPosition) + coordinates(move.newPosition)
                        + [move.distanceMetres.map { DecimalText.fixed($0, decimals: 1) } ?? ""] + levels
                        + (mark.map { [$0] } ?? []))
            }
            try writer.drain { try sink.write($0) }
            start += batch.count
        }
        try writer.drain { try sink.write($0) }
    }

    private func coordinates(_ position: Coordinate?) -> [String] {
        guard let position else { return ["", ""] }
        return [position.longitude, position.latitude].map { DecimalText.fixed($0, decimals: GeoJSONWriter.decimals) }
    }
}
