import Disclosure
import Interchange
import Registry
import VictimSupport

/// The persons of the register, each at the point of the household; only for whoever may see everything of everybody.
struct PersonCollection: FeatureCollection {
    let id = "persons"
    let title = Bilingual("個人", "Persons")
    let summary = Bilingual(
        "住民データの個人。世帯の順、世帯の中は名簿の順。災害対策本部だけ。",
        "Persons of the register, in the order of their households; for the headquarters only.")
    let data: DataSet? = .lists

    /// What a person has of the household.
    fileprivate enum OfHousehold: String, CaseIterable {
        case household
        case householdNumber = "household_number"
        case householdScore = "household_score"
        case band
        case certainty
        case isProtected = "protected"
        case address
        case building
    }

    func properties(_ read: ServedRead) throws -> [FeatureProperty] {
        _ = try clearance(read)
        return MemberProperty.allCases.map(\.feature) + OfHousehold.allCases.map(\.feature)
    }

    /// Whoever may see all fields, and protected persons too.
    private func clearance(_ read: ServedRead) throws -> Clearance {
        let clearance = try read.clearance(for: .lists)
        try clearance.require(.all)
        guard clearance.seesProtected else {
            throw DisclosureError.dataWithheld(audience: clearance.audience, data: .lists)
        }
        return clearance
    }

    /// Persons are asked by what their households have; not where a person has something else under the same name.
    func queryables(_ read: ServedRead) throws -> [FeatureProperty] {
        _ = try clearance(read)
        return try HouseholdQueryable.features(read).filter { MemberProperty(rawValue: $0.name) == nil }
    }

    func tag(_ query: ItemsQuery, _ read: ServedRead) throws -> EntityTag? {
        try PageSequence(id, query, read, clearance(read)).tag(query)
    }

    func page(_ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage {
        let clearance = try clearance(read)
        let pages = try PageSequence(id, query, read, clearance)
        let start = try pages.start(of: query)
        let found = try query.households(read, clearance)
        let total = found.personCount
        let end = max(start, min(start + query.limit, total))
        return try page(
            found.persons(start..<end), "\(id) \(start + 1)-\(end) of \(total)", of: found, query, read, clearance,
            total: total, next: pages.next(behind: end, of: total))
    }

    func feature(_ id: String, _ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage? {
        let clearance = try clearance(read)
        guard let code = FeatureCode(id),
            let person = try read.snapshot.resident(code: code.number, clearance: clearance)
        else { return nil }
        let found = try HouseholdQuery().answer(in: read.snapshot, clearance, cache: read.workspace.households)
        guard let place = found.place(of: person.household) else { return nil }
        let one = PersonPlaces(member: person.member, of: person.household, at: place)
        return try page(one, "\(self.id) one", of: found, query, read, clearance, total: 1, next: nil)
    }

    private func page(
        _ persons: PersonPlaces, _ what: String, of found: OrderedHouseholds, _ query: ItemsQuery, _ read: ServedRead,
        _ clearance: Clearance, total: Int, next: PageCursor?
    ) throws -> FeaturePage {
        let answer = try found.page(persons.households, in: read.snapshot, clearance, hazards: false, what: what)
        let released =
            try read.handsOut
            ? answer.released(
                read.release(format: query.form), from: read.snapshot, to: read.audit(), parts: .all,
                persons: persons.members) : nil
        let json = AnswerJSON(language: query.language)
        func isWanted(_ name: String) -> Bool { query.properties?.contains(name) ?? true }
        let ofMember = MemberProperty.allCases.filter { isWanted($0.rawValue) }
        let ofHousehold = OfHousehold.allCases.filter { isWanted($0.rawValue) }
        return FeaturePage(
            numberMatched: clearance.counts.number(total), numberReturned: persons.count, next: next,
            generation: found.generation,
            facts: { writer in
                writer.name("summary")
                json.summary(answer, to: &writer)
            },
            features: { snapshot, body in
                guard let released else { return }
                var codes = WindowedCodes(answer.hits.map(\.household), released.grant)
                try released.forEach(from: snapshot, firstWindow: HouseholdCollection.firstWindow) { listed in
                    let household = try codes.next(in: snapshot)
                    let members = listed.household.members
                    let meant = (persons.members[listed.hit.household] ?? members.indices).clamped(to: members.indices)
                    let own = try snapshot.codes(ofResidents: members[meant].map { $0.residentNumber ?? "" })
                    for (member, code) in zip(members[meant], own) {
                        try body(
                            FeaturePage.Feature(
                                id: FeatureCode(number: code).text,
                                geometry: listed.household.location?.position.map { .point($0) }
                            ) { writer in
                                for property in ofMember {
                                    writer.name(property.rawValue)
                                    json.value(of: property, member, of: listed, to: &writer)
                                }
                                for property in ofHousehold {
                                    writer.name(property.rawValue)
                                    if let shared = property.shared {
                                        json.value(of: shared, listed, to: &writer)
                                    } else {
                                        writer.string(household.text)
                                    }
                                }
                            })
                    }
                }
            })
    }
}

extension PersonCollection.OfHousehold {
    /// The same of the household; nil for its code.
    fileprivate var shared: HouseholdProperty? {
        switch self {
        case .household: nil
        case .householdNumber: .householdNumber
        case .householdScore: .score
        case .band: .band
        case .certainty: .certainty
        case .isProtected: .isProtected
        case .address: .address
        case .building: .building
        }
    }

    /// What documents say of it.
    fileprivate var feature: FeatureProperty {
        guard let shared else {
            return FeatureProperty(name: rawValue, kind: .string, title: Bilingual("世帯", "id of the household"))
        }
        let (kind, title) = shared.description
        return FeatureProperty(
            name: rawValue, kind: kind, title: title, values: shared.values,
            isSortable: HouseholdOrder.Key(rawValue: rawValue) != nil)
    }
}

extension MemberProperty {
    /// What documents say of it; names and birth dates are neither filtered nor sorted by.
    fileprivate var feature: FeatureProperty {
        let (kind, title): (FeatureProperty.Kind, Bilingual) =
            switch self {
            case .residentNumber: (.string, Bilingual("宛名番号", "resident number"))
            case .name: (.string, Bilingual("氏名", "name"))
            case .kana: (.string, Bilingual("フリガナ", "name in kana"))
            case .birthDate: (.string, Bilingual("生年月日", "birth date"))
            case .age: (.integer, Bilingual("年齢", "age"))
            case .sex: (.string, Bilingual("性別", "sex"))
            case .relationship: (.string, Bilingual("続柄", "relationship"))
            case .score: (.number, Bilingual("援護度", "support score"))
            case .needs: (.array, Bilingual("支援の種別", "needs"))
            case .help: (.array, Bilingual("必要な支援", "help"))
            case .phone: (.string, Bilingual("電話番号", "phone"))
            case .placeOfStay: (.string, Bilingual("居所", "place of stay"))
            case .floor: (.integer, Bilingual("階", "floor"))
            }
        return FeatureProperty(name: rawValue, kind: kind, title: title)
    }
}
