import AddressDictionary
import Disclosure
import Geospatial
import Interchange
import Registry
import Residents
import SupportScoring

/// The reasons of one household's score and place, for programs; members are listed in `Docs/data-formats.md`.
package struct ExplanationJSON: Sendable {
    private let language: OutputLanguage

    /// Chooses the language of sentences; member names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    /// The whole document, ending in a line break.
    package func text(_ explanation: HouseholdExplanation) -> String {
        let reasons = ReasonsJSON(language: language)
        let household = explanation.household
        var json = JSONWriter()
        json.beginObject()
        json.member("drill", explanation.info.mode == .drill)
        json.member("drill_mark", explanation.info.mode == .drill ? WorkspaceMode.drillMark : nil)
        json.member("municipality_code", explanation.info.code.text)
        json.member("generation", Int(explanation.generation))
        json.member("as_of", explanation.scoreRun.asOf.iso)
        json.name("policy")
        json.beginObject()
        json.member("title", explanation.scoreRun.policyTitle)
        json.member("version", explanation.scoreRun.policyVersion)
        json.member("sha256", explanation.scoreRun.policyHash.text)
        json.endObject()
        json.name("freshness")
        explanation.freshness.write(to: &json)
        json.disclosure(explanation.clearance)
        json.member("household_number", household.householdNumber)
        json.name("score")
        json.rawNumber(explanation.score.score.text)
        json.member("band", explanation.score.band.label)
        json.member("is_stored_score", explanation.isOfStoredScore)
        json.member("address", household.address)
        json.member("building", household.building)
        position(explanation, to: &json)
        json.name("reasons")
        reasons.household(explanation.score.lines, to: &json)
        json.name("daytime")
        if let daytime = explanation.score.daytime {
            json.beginObject()
            json.name("score")
            json.rawNumber(daytime.score.text)
            json.member("band", daytime.band.label)
            json.name("reasons")
            reasons.household(daytime.lines, to: &json)
            json.endObject()
        } else {
            json.null()
        }
        json.name("members")
        json.beginArray()
        for (index, (member, person)) in zip(household.members, explanation.score.persons).enumerated() {
            json.beginObject()
            json.member("resident_number", member.residentNumber)
            json.member("name", member.name)
            json.member("birth_date", member.birthDate?.text)
            json.member("sex", member.sex?.label(language))
            json.member("relationship", member.relationship)
            json.name("score")
            json.rawNumber(person.score.text)
            json.member("band", person.band.label)
            json.member("is_at_home", person.isAtHome)
            json.name("reasons")
            let row = explanation.registerRows.indices.contains(index) ? explanation.registerRows[index] : nil
            reasons.person(person, row: row, to: &json)
            json.name("not_counted")
            reasons.notCounted(person, to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func position(_ explanation: HouseholdExplanation, to json: inout JSONWriter) {
        json.name("match")
        guard let stored = explanation.match else { return json.null() }
        let match = stored.match
        json.beginObject()
        json.member("match_level", match.matchLevel.name)
        json.member("coordinate_level", match.coordinateLevel.name)
        for (name, value) in [("longitude", match.position?.longitude), ("latitude", match.position?.latitude)] {
            json.name(name)
            if let value { json.number(value, decimals: 7) } else { json.null() }
        }
        json.name("uncertainty_m")
        if let metres = match.uncertaintyMetres { json.number(metres, decimals: 1) } else { json.null() }
        json.member("candidates", stored.candidateCount)
        json.member("dictionary_edition", stored.edition)
        json.name("rules")
        json.beginArray()
        for rule in match.rules { json.string(rule) }
        json.endArray()
        json.endObject()
    }
}
