import AddressDictionary
import Disclosure
import Geospatial
import Interchange
import Registry
import Residents
import SupportScoring

/// The JSON members that GeoJSON features and plain JSON share; names are listed in `Docs/data-formats.md`.
struct AnswerJSON {
    let language: OutputLanguage

    /// Writes the members of one household.
    func household(_ listed: ListedHousehold, to json: inout JSONWriter) {
        let household = listed.household
        json.name("number")
        json.integer(listed.number)
        json.name("household_number")
        json.string(household.householdNumber)
        json.name("score")
        points(household.score, to: &json)
        json.name("band")
        json.string(household.band?.label)
        json.name("member_count")
        json.integer(listed.hit.memberCount)
        json.name("needs")
        strings(listed.needLabels(language), to: &json)
        json.name("match_level")
        json.string(household.location?.matchLevel.name)
        json.name("coordinate_level")
        json.string(household.location?.coordinateLevel.name)
        json.name("uncertainty_m")
        if let metres = household.location?.uncertaintyMetres {
            json.number(metres, decimals: 1)
        } else {
            json.null()
        }
        json.name("certainty")
        json.string(listed.hit.certainty.rawValue)
        json.name("address")
        json.string(household.address)
        json.name("building")
        json.string(household.building)
        json.name("members")
        json.beginArray()
        for person in household.members { member(person, of: listed, to: &json) }
        json.endArray()
    }

    private func member(_ member: DisclosedMember, of listed: ListedHousehold, to json: inout JSONWriter) {
        json.beginObject()
        json.name("resident_number")
        json.string(member.residentNumber)
        json.name("name")
        json.string(member.name)
        json.name("kana")
        json.string(member.kana)
        json.name("birth_date")
        json.string(member.birthDate?.text)
        json.name("age")
        integer(listed.age(of: member), to: &json)
        json.name("sex")
        json.string(member.sex?.label(language))
        json.name("relationship")
        json.string(member.relationship)
        json.name("score")
        points(member.score, to: &json)
        json.name("needs")
        strings(member.needLabels(language), to: &json)
        json.name("phone")
        json.string(member.phone)
        json.name("place_of_stay")
        json.string(member.placeOfStay)
        json.name("floor")
        integer(member.floor, to: &json)
        json.endObject()
    }

    /// Writes the object of facts that every answer carries.
    func summary(_ answer: AreaAnswer, to json: inout JSONWriter) {
        let counts = answer.counts
        json.beginObject()
        json.name("drill")
        json.bool(answer.info.mode == .drill)
        json.name("drill_mark")
        json.string(answer.info.mode == .drill ? WorkspaceMode.drillMark : nil)
        json.name("municipality")
        json.string(answer.info.name)
        json.name("municipality_code")
        json.string(answer.info.code.text)
        json.name("generation")
        json.integer(Int(answer.generation))
        json.name("as_of")
        json.string(answer.scoreRun.asOf.iso)
        json.name("policy")
        json.beginObject()
        json.name("title")
        json.string(answer.scoreRun.policyTitle)
        json.name("version")
        json.string(answer.scoreRun.policyVersion)
        json.endObject()
        json.name("dictionary_edition")
        json.string(answer.dictionaryEdition)
        json.name("audience")
        json.string(answer.info.audience.rawValue)
        json.name("legal_basis")
        json.string(answer.info.basis.japanese)
        json.name("area")
        json.string(answer.area.name)
        json.name("households_listed")
        json.integer(answer.hits.count)
        json.name("households_inside")
        json.integer(counts.households)
        json.name("persons_inside")
        json.integer(counts.persons)
        json.name("households_by_band")
        json.beginObject()
        for band in SupportBand.allCases {
            json.name(band.label)
            json.integer(counts.byBand[band] ?? 0)
        }
        json.endObject()
        json.name("certain")
        json.integer(counts.certain)
        json.name("possible")
        json.integer(counts.possible)
        json.name("households_registered")
        json.integer(counts.registered)
        json.name("unlocated")
        json.integer(counts.unlocated)
        json.name("located_to_town_only")
        json.integer(counts.townLevelOnly)
        json.endObject()
    }

    private func points(_ points: Points?, to json: inout JSONWriter) {
        if let points { json.rawNumber(points.text) } else { json.null() }
    }

    private func integer(_ value: Int?, to json: inout JSONWriter) {
        if let value { json.integer(value) } else { json.null() }
    }

    private func strings(_ values: [String], to json: inout JSONWriter) {
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
    }
}
