import AddressDictionary
import Disclosure
import Geospatial
import Interchange
import Places
import Registry
import Residents
import SupportScoring

/// The JSON members that GeoJSON features and plain JSON share; names are listed in `Docs/data-formats.md`.
struct AnswerJSON {
    let language: OutputLanguage
    /// Whether households and members carry the reasons of their scores.
    let includesReasons: Bool

    private var reasons: ReasonsJSON { ReasonsJSON(language: language) }

    /// Writes the members of one household.
    func household(_ listed: ListedHousehold, to json: inout JSONWriter) {
        let household = listed.household
        json.member("number", listed.number)
        json.member("household_number", household.householdNumber)
        json.name("score")
        points(household.score, to: &json)
        json.member("band", household.band?.label)
        json.name("daytime_score")
        points(household.daytimeScore, to: &json)
        json.member("daytime_band", household.daytimeBand?.label)
        json.member("member_count", listed.hit.memberCount)
        json.name("needs")
        strings(listed.needLabels(language), to: &json)
        json.member("match_level", household.location?.matchLevel?.name)
        json.member("coordinate_level", household.location?.coordinateLevel.name)
        json.name("uncertainty_m")
        if let metres = household.location?.uncertaintyMetres {
            json.number(metres, decimals: 1)
        } else {
            json.null()
        }
        json.member("certainty", listed.hit.certainty.rawValue)
        json.name("protected")
        if let isProtected = household.isProtected { json.bool(isProtected) } else { json.null() }
        hazard(listed, to: &json)
        json.member("address", household.address)
        json.member("building", household.building)
        json.name("members")
        json.beginArray()
        for (index, person) in household.members.enumerated() { member(person, index, of: listed, to: &json) }
        json.endArray()
        guard includesReasons else { return }
        json.name("reasons")
        if let score = listed.reasons {
            reasons.household(score.lines(at: listed.time), to: &json)
        } else {
            json.null()
        }
    }

    private func hazard(_ listed: ListedHousehold, to json: inout JSONWriter) {
        json.member("evacuation_action", listed.hazard?.action?.rawValue)
        json.member("evacuation_reason", listed.hazard?.reason?.rawValue)
        json.member("hazard_step", listed.hazard?.step)
        json.member("flood_depth", listed.hazard?.exposure?.depth.atPoint?.meaning.label(language))
        json.member("flood_depth_worst", listed.hazard?.exposure?.depth.worst?.meaning.label(language))
        json.name("hazards")
        json.beginArray()
        for (measure, finding, isAtPoint) in listed.hazardFindings {
            json.beginObject()
            json.member("measure", measure.rawValue)
            json.member("layer", finding.layer.text)
            json.member("rank", finding.code.rank)
            json.member("phenomenon", finding.code.phenomenon)
            json.member("meaning", finding.meaning.label(language))
            json.member("at_point", isAtPoint)
            json.endObject()
        }
        json.endArray()
    }

    private func member(
        _ member: DisclosedMember, _ index: Int, of listed: ListedHousehold, to json: inout JSONWriter
    ) {
        json.beginObject()
        json.member("resident_number", member.residentNumber)
        json.member("name", member.name)
        json.member("kana", member.kana)
        json.member("birth_date", member.birthDate?.text)
        json.member("age", listed.age(of: member))
        json.member("sex", member.sex?.label(language))
        json.member("relationship", member.relationship)
        json.name("score")
        points(member.score, to: &json)
        json.name("needs")
        strings(member.needLabels(language), to: &json)
        json.name("help")
        strings(member.helpLabels(language), to: &json)
        json.member("phone", member.phone)
        json.member("place_of_stay", member.placeOfStay)
        json.member("floor", member.floor)
        if includesReasons { reasons(of: listed.reasons?.persons[index], to: &json) }
        json.endObject()
    }

    private func reasons(of score: PersonScore?, to json: inout JSONWriter) {
        json.name("reasons")
        if let score { reasons.person(score, to: &json) } else { json.null() }
        json.name("not_counted")
        if let score { reasons.notCounted(score, to: &json) } else { json.null() }
    }

    /// Writes the object of facts that every answer carries.
    func summary(_ answer: AreaAnswer, to json: inout JSONWriter) {
        let counts = answer.counts
        json.beginObject()
        json.head(of: answer.info, generation: answer.generation)
        json.member("as_of", answer.scoreRun.asOf.iso)
        json.name("policy")
        json.beginObject()
        json.member("title", answer.scoreRun.policyTitle)
        json.member("version", answer.scoreRun.policyVersion)
        json.member("sha256", answer.scoreRun.policyHash.text)
        json.endObject()
        json.member("time", answer.time.rawValue)
        json.name("freshness")
        answer.freshness.write(to: &json)
        json.member("dictionary_edition", answer.dictionaryEdition)
        json.disclosure(answer.clearance)
        json.member("area", answer.area.name)
        json.member("households_listed", answer.hits.count)
        json.member("households_inside", counts.households)
        json.member("persons_inside", counts.persons)
        json.name("households_by_band")
        json.beginObject()
        for band in SupportBand.allCases {
            json.member(band.label, counts.byBand[band] ?? 0)
        }
        json.endObject()
        json.member("certain", counts.certain)
        json.member("possible", counts.possible)
        json.member("persons_certain", counts.personsCertain)
        json.member("include", answer.selection.inclusion.rawValue)
        json.member("filtered_out", counts.filtered)
        json.member("order", answer.hazard.isOrder ? "hazard" : "score")
        json.name("hazard_layers")
        json.beginArray()
        for layer in answer.hazardLayers {
            json.beginObject()
            json.member("name", layer.name.text)
            json.member("kind", layer.kind.rawValue)
            json.member("edition", layer.edition?.text)
            json.member("received_on", layer.receivedOn.iso)
            json.endObject()
        }
        json.endArray()
        json.name("listed_by_action")
        json.beginObject()
        for (action, households) in answer.householdsByAction ?? [] { json.member(action.rawValue, households) }
        json.endObject()
        json.member("households_registered", counts.registered)
        json.member("unlocated", counts.unlocated)
        json.name("unlocated_by_town")
        json.beginArray()
        for town in counts.unlocatedByTown {
            json.beginObject()
            json.member("city", town.city)
            json.member("town", town.label(language))
            json.member("households", town.households)
            json.endObject()
        }
        json.endArray()
        json.member("other_readings", counts.otherReadings)
        json.member("located_to_town_only", counts.townLevelOnly)
        json.endObject()
    }

    private func points(_ points: Points?, to json: inout JSONWriter) {
        if let points { json.rawNumber(points.text) } else { json.null() }
    }

    private func strings(_ values: [String], to json: inout JSONWriter) {
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
    }
}
