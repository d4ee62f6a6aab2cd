import AddressDictionary
import Disclosure
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

/// A workspace's state for programs.
enum StatusJSON {
    static func text(_ status: WorkspaceStatus) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.name("municipality")
        json.string(status.info.name)
        json.name("municipality_code")
        json.string(status.info.code.text)
        json.name("drill")
        json.bool(status.info.mode == .drill)
        json.name("drill_mark")
        json.string(status.info.mode == .drill ? WorkspaceMode.drillMark : nil)
        json.name("audience")
        json.string(status.info.audience.rawValue)
        json.name("legal_basis")
        json.string(status.info.basis.rawValue)
        json.name("generation")
        json.integer(Int(status.generation))
        json.name("households")
        json.integer(status.counts.households)
        json.name("residents")
        json.integer(status.counts.residents)
        json.name("needs")
        json.integer(status.counts.needs)
        json.name("needs_without_resident")
        json.integer(status.counts.needsWithoutResident)
        json.name("unlocated")
        json.integer(status.counts.unlocated)
        json.name("by_coordinate_level")
        json.beginObject()
        for level in MatchLevel.allCases {
            json.name(level.name)
            json.integer(status.counts.byCoordinateLevel[level] ?? 0)
        }
        json.endObject()
        json.name("by_band")
        json.beginObject()
        for band in SupportBand.allCases {
            json.name(band.label)
            json.integer(status.counts.byBand[band.rawValue] ?? 0)
        }
        json.endObject()
        source(status.residents, name: "residents_file", to: &json)
        source(status.needs, name: "needs_file", to: &json)
        json.name("as_of")
        json.string(status.scoreRun?.asOf.iso)
        json.name("policy")
        json.string(status.scoreRun?.policyTitle)
        json.name("policy_version")
        json.string(status.scoreRun?.policyVersion)
        json.name("dictionary_edition")
        json.string(status.dictionaryEdition)
        json.name("located_edition")
        json.string(status.locatedEdition)
        json.name("program_version")
        json.string(EngoVersion.text)
        json.name("warnings")
        json.beginArray()
        for warning in status.warnings { json.string(warning.rawValue) }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func source(_ file: SourceFile?, name: String, to json: inout JSONWriter) {
        json.name(name)
        guard let file else { return json.null() }
        json.beginObject()
        json.name("name")
        json.string(file.name)
        json.name("encoding")
        json.string(file.encoding)
        json.name("bytes")
        json.integer(file.byteCount)
        json.name("rows")
        json.integer(file.rowCount)
        json.endObject()
    }
}
