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
        json.member("municipality", status.info.name)
        json.member("municipality_code", status.info.code.text)
        json.member("drill", status.info.mode == .drill)
        json.member("drill_mark", status.info.mode == .drill ? WorkspaceMode.drillMark : nil)
        json.member("audience", status.usualDisclosure?.audience.rawValue)
        json.member("legal_basis", status.usualDisclosure?.basis.rawValue)
        json.member("disclosure_rules", status.disclosure.rules.shortHash)
        json.name("activations")
        json.beginArray()
        for activation in status.holding { json.number(Double(activation.id), decimals: 0) }
        json.endArray()
        json.member("generation", Int(status.generation))
        json.member("households", status.counts.households)
        json.member("residents", status.counts.residents)
        json.member("needs", status.counts.needs)
        json.member("needs_without_resident", status.counts.needsWithoutResident)
        json.name("needs_by_state")
        json.beginObject()
        for state in NeedState.allCases { json.member(state.rawValue, status.counts.needsByState[state] ?? 0) }
        json.endObject()
        json.name("consents")
        json.beginObject()
        for answer in ConsentAnswer.allCases { json.member(answer.rawValue, status.sharing.consents[answer] ?? 0) }
        json.endObject()
        json.member("protected_residents", status.sharing.protectedResidents)
        json.member("protected_households", status.sharing.protectedHouseholds)
        json.member("unlocated", status.counts.unlocated)
        json.name("by_coordinate_level")
        json.beginObject()
        for level in MatchLevel.allCases {
            json.member(level.name, status.counts.byCoordinateLevel[level] ?? 0)
        }
        json.endObject()
        json.name("by_band")
        json.beginObject()
        for band in SupportBand.allCases {
            json.member(band.label, status.counts.byBand[band.rawValue] ?? 0)
        }
        json.endObject()
        source(status.residents, name: "residents_file", to: &json)
        source(status.needs, name: "needs_file", to: &json)
        PlacesText.members(status, to: &json)
        json.member("as_of", status.scoreRun?.asOf.iso)
        json.member("policy", status.scoreRun?.policyTitle)
        json.member("policy_version", status.scoreRun?.policyVersion)
        json.member("policy_sha256", status.scoreRun?.policyHash.text)
        json.name("freshness")
        status.freshness.write(to: &json)
        json.member("dictionary_edition", status.dictionaryEdition)
        json.member("located_edition", status.locatedEdition)
        json.member("program_version", EngoVersion.text)
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
        json.member("name", file.name)
        json.member("encoding", file.encoding)
        json.member("bytes", file.byteCount)
        json.member("rows", file.rowCount)
        json.endObject()
    }
}
