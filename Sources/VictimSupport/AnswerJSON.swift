import AddressDictionary
import Disclosure
import Geospatial
package import Interchange
import Places
package import Registry
import Residents
import SupportScoring

/// The JSON members that GeoJSON features and plain JSON share; names are listed in `Docs/data-formats.md`.
package struct AnswerJSON: Sendable {
    let language: OutputLanguage
    /// Whether households and members carry the reasons of their scores.
    let includesReasons: Bool
    private let form: Form

    /// What is the same for every household, held as one: it is passed on with each.
    private final class Form: Sendable {
        let properties: [HouseholdProperty]
        let names: JSONNames
        let memberProperties = MemberProperty.allCases
        let memberNames = JSONNames(MemberProperty.allCases.map(\.rawValue))
        let needTexts: NeedTexts

        init(_ properties: [HouseholdProperty], _ needTexts: NeedTexts) {
            self.properties = properties
            names = JSONNames(properties.map(\.rawValue))
            self.needTexts = needTexts
        }
    }

    /// Chooses the language of labels, and of a household's properties those that are wanted; nil for all.
    package init(language: OutputLanguage, includesReasons: Bool = false, properties: Set<HouseholdProperty>? = nil) {
        self.language = language
        self.includesReasons = includesReasons
        form = Form(HouseholdProperty.allCases.filter { properties?.contains($0) ?? true }, .of(language))
    }

    private var reasons: ReasonsJSON { ReasonsJSON(language: language) }

    /// Writes the members of one household.
    package func household(_ listed: ListedHousehold, to json: inout JSONWriter) {
        for place in form.properties.indices {
            json.name(place, of: form.names)
            value(of: form.properties[place], listed, to: &json)
        }
        guard includesReasons else { return }
        json.name("reasons")
        if let score = listed.reasons {
            reasons.household(score.lines(at: listed.time), to: &json)
        } else {
            json.null()
        }
    }

    /// Writes one value of a household.
    package func value(of property: HouseholdProperty, _ listed: ListedHousehold, to json: inout JSONWriter) {
        switch property {
        case .number: json.integer(listed.number)
        case .householdNumber: json.string(listed.household.householdNumber)
        case .score: points(listed.household.score, to: &json)
        case .band: json.string(listed.household.band?.label)
        case .daytimeScore: points(listed.household.daytimeScore, to: &json)
        case .daytimeBand: json.string(listed.household.daytimeBand?.label)
        case .memberCount: json.integer(listed.hit.memberCount)
        case .needs: strings(listed.needLabels(language), to: &json)
        case .matchLevel: json.string(listed.household.location?.matchLevel?.name)
        case .coordinateLevel: json.string(listed.household.location?.coordinateLevel.name)
        case .uncertainty:
            if let metres = listed.household.location?.uncertaintyMetres {
                json.number(metres, decimals: 1)
            } else {
                json.null()
            }
        case .certainty: json.string(listed.hit.certainty.rawValue)
        case .isProtected: json.bool(listed.household.isProtected)
        case .evacuationAction: json.string(listed.hazard?.action?.rawValue)
        case .evacuationReason: json.string(listed.hazard?.reason?.rawValue)
        case .hazardStep: json.integer(listed.hazard?.step)
        case .floodDepth: json.string(listed.hazard?.exposure?.depth.atPoint?.meaning.label(language))
        case .floodDepthWorst: json.string(listed.hazard?.exposure?.depth.worst?.meaning.label(language))
        case .hazards: hazards(listed, to: &json)
        case .address: json.string(listed.household.address)
        case .building: json.string(listed.household.building)
        case .members:
            json.beginArray()
            // Lent, not copied: a member is nine texts, each held and given back.
            let all = listed.household.members
            let members = all.span
            for index in members.indices {
                json.beginObject()
                member(members[index], index, of: listed, to: &json)
                json.endObject()
            }
            json.endArray()
        }
    }

    private func hazards(_ listed: ListedHousehold, to json: inout JSONWriter) {
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
        for place in form.memberProperties.indices {
            json.name(place, of: form.memberNames)
            value(of: form.memberProperties[place], member, of: listed, to: &json)
        }
        if includesReasons { reasons(of: listed.reasons?.persons[index], to: &json) }
    }

    /// Writes one value of a person.
    package func value(
        of property: MemberProperty, _ member: DisclosedMember, of listed: ListedHousehold, to json: inout JSONWriter
    ) {
        switch property {
        case .residentNumber: json.string(member.residentNumber)
        case .name: json.string(member.name)
        case .kana: json.string(member.kana)
        case .birthDate: date(member.birthDate, to: &json)
        case .age: json.integer(listed.age(of: member))
        case .sex: json.string(member.sex?.label(language))
        case .relationship: json.string(member.relationship)
        case .score: points(member.score, to: &json)
        case .needs:
            json.beginArray()
            for need in member.needs { json.string(form.needTexts.text(of: need)) }
            json.endArray()
        case .help:
            json.beginArray()
            for kind in member.help { json.string(kind.label(language)) }
            json.endArray()
        case .phone: json.string(member.phone)
        case .placeOfStay: json.string(member.placeOfStay)
        case .floor: json.integer(member.floor)
        }
    }

    private func reasons(of score: PersonScore?, to json: inout JSONWriter) {
        json.name("reasons")
        if let score { reasons.person(score, to: &json) } else { json.null() }
        json.name("not_counted")
        if let score { reasons.notCounted(score, to: &json) } else { json.null() }
    }

    /// Writes the object of facts that every answer carries.
    package func summary(_ answer: AreaAnswer, to json: inout JSONWriter) {
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
        json.member("area", answer.area?.name)
        json.member("households_listed", answer.page?.total ?? answer.hits.count)
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
        json.member("order", answer.hazard.isOrder ? "hazard" : answer.page?.order ?? "score")
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
        if let points { json.number(thousandths: points.thousandths) } else { json.null() }
    }

    private func date(_ date: RecordedDate?, to json: inout JSONWriter) {
        switch date {
        case .day(let day)?: day.withISO { json.string(utf8: $0) }
        case .unknown(let recorded)?: json.string(recorded)
        case nil: json.null()
        }
    }

    private func strings(_ values: [String], to json: inout JSONWriter) {
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
    }
}
