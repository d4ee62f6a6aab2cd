import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// Shelters and hazard layers for people and programs; counts only.
enum PlacesText {
    /// The lines of `engo status`.
    static func lines(_ status: WorkspaceStatus) -> [String] {
        var lines = ["避難場所 shelters        \(source(status.shelterSource, status.shelters))"]
        if status.shelters.shelters > 0 {
            lines.append("  位置不明 position unknown: \(status.shelters.withoutPosition)")
            for kind in DisasterKind.allCases {
                guard let count = status.shelters.byDisaster[kind] else { continue }
                lines.append("  \(kind.japanese) \(kind.rawValue): \(count)")
            }
        }
        lines.append("ハザード hazard layers   \(status.hazardLayers.isEmpty ? "なし none" : "\(status.hazardLayers.count)")")
        return lines + Self.lines(status.hazardLayers).map { "  " + $0 } + GroundText.status(status.groundLayers)
    }

    private static func source(_ source: ShelterSource?, _ counts: ShelterCounts) -> String {
        guard let source else { return "なし none" }
        return "\(counts.shelters) か所, \(source.file.name), \(source.file.encoding), \(source.receivedOn.iso)"
    }

    /// The layers, each with its zones by code.
    static func lines(_ layers: [StoredHazardLayer]) -> [String] {
        layers.flatMap { stored in
            let layer = stored.layer
            var head = "\(layer.name.text): \(layer.kind.japanese) \(layer.kind.rawValue)、区域 zones \(stored.zones)"
            if stored.unknownZones > 0 { head += "、不明 unknown \(stored.unknownZones)" }
            head += "、\(layer.sourceName)"
            if let edition = layer.edition { head += "、\(edition.text)" }
            return [head + "、\(layer.receivedOn.iso)"] + codes(stored.zonesByCode, of: layer)
        }
    }

    /// How many zones have each code, and what it means.
    static func codes(_ counts: [HazardCodeCount], of layer: HazardLayer) -> [String] {
        counts.map { count in
            let codes = [count.code.phenomenon, count.code.rank].compactMap(\.self).joined(separator: "/")
            return "  \(codes.isEmpty ? "–" : codes) \(layer.meaning(of: count.code).japanese): \(count.zones)"
        }
    }

    /// The members of `engo status --json`.
    static func members(_ status: WorkspaceStatus, to json: inout JSONWriter) {
        json.name("shelters")
        json.beginObject()
        json.member("count", status.shelters.shelters)
        json.member("without_position", status.shelters.withoutPosition)
        json.name("by_disaster")
        json.beginObject()
        for kind in DisasterKind.allCases { json.member(kind.rawValue, status.shelters.byDisaster[kind] ?? 0) }
        json.endObject()
        json.member("file", status.shelterSource?.file.name)
        json.member("received_on", status.shelterSource?.receivedOn.iso)
        json.endObject()
        layers(status.hazardLayers, to: &json)
        GroundText.member(status.groundLayers, to: &json)
    }

    /// `engo hazard list --json`.
    static func json(_ stored: [StoredHazardLayer], generation: Int64, _ mark: DrillMark) -> String {
        var json = JSONWriter()
        json.beginObject()
        mark.members(to: &json)
        json.member("generation", Int(generation))
        layers(stored, to: &json)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    private static func layers(_ layers: [StoredHazardLayer], to json: inout JSONWriter) {
        json.name("hazard_layers")
        json.beginArray()
        for stored in layers {
            json.beginObject()
            json.member("name", stored.layer.name.text)
            json.member("kind", stored.layer.kind.rawValue)
            json.member("attribute", stored.layer.attribute?.rawValue)
            json.member("edition", stored.layer.edition?.text)
            json.member("file", stored.layer.sourceName)
            json.member("received_on", stored.layer.receivedOn.iso)
            json.member("reference_system", stored.layer.referenceSystem)
            json.member("zones", stored.zones)
            json.member("unknown_zones", stored.unknownZones)
            json.member("without_shape", stored.layer.featuresWithoutShape)
            json.name("by_code")
            json.beginArray()
            for count in stored.zonesByCode {
                json.beginObject()
                json.member("rank", count.code.rank)
                json.member("phenomenon", count.code.phenomenon)
                json.member("meaning", stored.layer.meaning(of: count.code).japanese)
                json.member("zones", count.zones)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }

    /// `engo import shelters --report`.
    static func json(_ report: ShelterReport, kind: String) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.member("kind", kind)
        json.member("file", report.file)
        json.member("accepted", true)
        json.member("generation", report.generation.map { Int($0) })
        json.member("encoding", report.encoding)
        json.member("form", report.form.rawValue)
        json.member("rows", report.rows)
        json.member("shelters", report.changes.after)
        ImportReportJSON.faults(report.faults, to: &json)
        json.name("changes")
        json.beginObject()
        json.member("added", report.changes.added)
        json.member("changed", report.changes.changed)
        json.member("removed", report.changes.removed)
        json.member("unchanged", report.changes.unchanged)
        json.endObject()
        ImportReportJSON.notices(report.warnings, report.privateUse, to: &json)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
