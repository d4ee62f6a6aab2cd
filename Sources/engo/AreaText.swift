import AddressDictionary
import Geospatial
import Interchange
import Places
import Residents
import SpatialQuery
import VictimSupport

/// What the program says of areas: warnings, and the list of saved ones.
enum AreaText {
    /// One line for each thing that an officer should know.
    static func tell(_ warnings: [AreaWarning]) {
        for warning in warnings {
            let sentence = warning.sentence
            StandardError.line("注意: \(sentence.japanese)", sentence.english)
        }
    }

    /// The saved areas, each with its parts.
    static func lines(_ areas: [SavedArea]) -> [String] {
        if areas.isEmpty { return ["保存した区域はありません / no area is saved"] }
        return areas.flatMap { area in
            ["\(area.name.text)  \(area.savedOn.iso)"]
                + area.parts.map { part in
                    "  \(part.kind.japanese) \(part.name)  \(part.measure)  CRC32 \(part.checksum)"
                        + (part.referenceSystem.map { "  \($0)" } ?? "")
                }
        }
    }

    /// The same for programs.
    static func json(_ areas: [SavedArea], _ mark: DrillMark) -> String {
        var json = JSONWriter()
        json.beginObject()
        mark.members(to: &json)
        json.name("areas")
        json.beginArray()
        for area in areas {
            json.lineBreak()
            json.beginObject()
            json.member("name", area.name.text)
            json.member("saved_on", area.savedOn.iso)
            json.name("parts")
            json.beginArray()
            for part in area.parts {
                json.beginObject()
                json.member("kind", part.kind.rawValue)
                json.member("source", part.name)
                json.member("checksum", part.checksum)
                json.member("reference_system", part.referenceSystem)
                if case .polygons(let polygons) = part.shape {
                    json.member("polygons", polygons.polygons.count)
                    json.member("vertices", polygons.vertexCount)
                }
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension AreaPart.Kind {
    /// The kind in Japanese.
    fileprivate var japanese: String {
        switch self {
        case .file: "ファイル"
        case .text: "WKT"
        case .box: "四角"
        case .mesh: "メッシュ"
        case .hazard: "ハザード"
        case .circle: "円"
        case .town: "町丁目"
        }
    }
}

extension AreaPart {
    /// How much there is of it.
    fileprivate var measure: String {
        switch shape {
        case .polygons(let polygons): "面 \(polygons.polygons.count)、頂点 \(polygons.vertexCount)"
        case .circle(_, let metres): "半径 \(metres) m"
        case .town(let town): town.localGovernmentCode + town.machiazaID
        }
    }
}
