import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// Layers of the ground for people and programs.
enum GroundText {
    /// The layers, a line each.
    static func lines(_ layers: [StoredGroundLayer]) -> [String] {
        layers.map { stored in
            let layer = stored.layer
            return "\(layer.name.text): \(layer.kind.japanese) \(layer.kind.rawValue)、図形 shapes \(stored.pieces)、"
                + "頂点 vertices \(stored.positions)、\(layer.sourceName)、\(layer.receivedOn.iso)"
        }
    }

    /// The lines of `engo status`.
    static func status(_ layers: [StoredGroundLayer]) -> [String] {
        ["下地 ground layers       \(layers.isEmpty ? "なし none" : "\(layers.count)")"] + lines(layers).map { "  " + $0 }
    }

    /// The member of `engo status --json` and `engo ground list --json`.
    static func member(_ layers: [StoredGroundLayer], to json: inout JSONWriter) {
        json.name("ground_layers")
        json.beginArray()
        for stored in layers {
            json.beginObject()
            json.member("name", stored.layer.name.text)
            json.member("kind", stored.layer.kind.rawValue)
            json.member("label", stored.layer.label)
            json.member("file", stored.layer.sourceName)
            json.member("received_on", stored.layer.receivedOn.iso)
            json.member("reference_system", stored.layer.referenceSystem)
            json.member("shapes", stored.pieces)
            json.member("vertices", stored.positions)
            json.endObject()
        }
        json.endArray()
    }

    /// `engo ground list --json`.
    static func json(_ layers: [StoredGroundLayer], _ mark: DrillMark) -> String {
        var json = JSONWriter()
        json.beginObject()
        mark.members(to: &json)
        member(layers, to: &json)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    /// What an import did.
    static func tell(_ report: GroundReport) {
        let verb: (String, String) =
            switch report.outcome {
            case .same: ("既に取り込み済みです（変更なし）", "already imported, nothing changed")
            case _ where report.isDryRun: ("検査しました（変更なし）", "checked, nothing changed")
            case .replaced: ("置き換えました", "replaced")
            case .new: ("取り込みました", "imported")
            }
        let layer = report.layer
        let names = layer.label.map { "\($0) \(report.named)" }
        StandardError.line(
            "\(verb.0): 下地（\(layer.kind.japanese)）、図形 \(report.pieces)、頂点 \(report.positions)、名前 \(names ?? "なし")",
            "\(verb.1): ground (\(layer.kind.rawValue)), \(report.pieces) shapes, \(report.positions) vertices, "
                + "names \(names ?? "none")")
    }
}
