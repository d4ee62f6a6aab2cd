import Disclosure
import FilterLanguage
import HTTPTypes
import Interchange
import Registry
import VictimSupport

/// The households of the register, as the lists show them: one point for each, or none where nobody knows it.
struct HouseholdCollection: FeatureCollection {
    let id = "households"
    let title = Bilingual("世帯", "Households")
    let summary = Bilingual(
        "住民データの世帯。援護度の高い順。位置の分からない世帯は最後。",
        "Households of the register, the highest score first; those without a position come last.")
    let data: DataSet? = .lists

    func properties(_ read: ServedRead) throws -> [FeatureProperty] {
        let clearance = try read.clearance(for: .lists)
        return HouseholdProperty.allCases.filter { $0.isOpen(to: clearance) }.map(\.feature)
    }

    func queryables(_ read: ServedRead) throws -> [FeatureProperty] { try HouseholdQueryable.features(read) }

    func hasQueryableGeometry(_ read: ServedRead) throws -> Bool {
        HouseholdQueryable.geometry.isOpen(to: try read.clearance(for: .lists))
    }

    func vocabulary(_ read: ServedRead) -> FilterVocabulary { HouseholdQueryable.vocabulary }

    func withholds(_ property: String, _ read: ServedRead) throws -> Bool {
        let clearance = try read.clearance(for: .lists)
        return HouseholdProperty(rawValue: property).map { !$0.isOpen(to: clearance) } ?? false
            || HouseholdQueryable(rawValue: property).map { !$0.isOpen(to: clearance) } ?? false
    }

    func page(_ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage {
        let clearance = try read.clearance(for: .lists)
        let pages = try PageSequence(id, query, read, clearance)
        let start = try pages.start(of: query)
        let found = try query.households(read, clearance)
        let end = min(start + query.limit, found.hits.count)
        return try page(
            start..<max(start, end), of: found, query, read, clearance,
            next: pages.next(behind: end, of: found.hits.count))
    }

    func feature(_ id: String, _ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage? {
        let clearance = try read.clearance(for: .lists)
        guard let code = FeatureCode(id),
            let household = try read.snapshot.household(code: code.number, clearance: clearance)
        else { return nil }
        let found = try HouseholdQuery().answer(in: read.snapshot, clearance, cache: read.workspace.households)
        // A declaration may be limited to an area in which the household is not.
        guard let place = found.place(of: household) else { return nil }
        return try page(place..<place + 1, of: found, query, read, clearance, next: nil)
    }

    private func page(
        _ places: Range<Int>, of found: OrderedHouseholds, _ query: ItemsQuery, _ read: ServedRead,
        _ clearance: Clearance, next: PageCursor?
    ) throws -> FeaturePage {
        let wanted = query.properties.map { names in Set(names.compactMap(HouseholdProperty.init(rawValue:))) }
        let properties = wanted ?? Set(HouseholdProperty.allCases)
        let answer = try found.page(
            places, in: read.snapshot, clearance, hazards: properties.contains(where: \.isOfHazards),
            what: "\(id) \(places.lowerBound + 1)-\(places.upperBound) of \(found.hits.count)")
        let released =
            try read.handsOut
            ? answer.released(
                read.release(format: query.form), from: read.snapshot, to: read.audit(),
                parts: properties.reduce(into: .position) { $0.formUnion($1.parts) }) : nil
        let json = AnswerJSON(language: query.language, properties: wanted)
        return FeaturePage(
            numberMatched: clearance.counts.number(found.hits.count), numberReturned: answer.hits.count, next: next,
            generation: found.generation,
            facts: { writer in
                writer.name("summary")
                json.summary(answer, to: &writer)
            },
            features: { snapshot, body in
                guard let released else { return }
                var codes = WindowedCodes(answer.hits.map(\.household), released.grant)
                try released.forEach(from: snapshot, firstWindow: Self.firstWindow) { listed in
                    let feature = FeaturePage.Feature(
                        id: try codes.next(in: snapshot).text,
                        geometry: listed.household.location?.position.map { .point($0) },
                        properties: { json.household(listed, to: &$0) })
                    try body(feature)
                }
            })
    }

    /// Few enough to let the first out soon.
    static let firstWindow = 64
}

extension ItemsQuery {
    /// The households that a query asks for, in its order.
    ///
    /// - Throws: ``Problem/notSortable``, and what the gate and the workspace throw.
    func households(_ read: ServedRead, _ clearance: Clearance) throws -> OrderedHouseholds {
        let order = try order.map { sort in
            guard let key = HouseholdOrder.Key(rawValue: sort.name) else { throw Problem.notSortable }
            return HouseholdOrder(key, isDescending: sort.isDescending)
        }
        let selection = ListSelection(inclusion: inclusion ?? (area == nil ? .all : .possible))
        return try HouseholdQuery(
            area: area, selection: selection, box: box, plane: plane, filter: filter.map(HouseholdFilter.init),
            order: order
        ).answer(
            in: read.snapshot, clearance, cache: read.workspace.households)
    }
}

extension HouseholdProperty {
    /// What documents say of it.
    fileprivate var feature: FeatureProperty {
        let (kind, title) = description
        return FeatureProperty(
            name: rawValue, kind: kind, title: title, values: values,
            isQueryable: HouseholdQueryable(rawValue: rawValue) != nil,
            isSortable: HouseholdOrder.Key(rawValue: rawValue) != nil)
    }
}

extension Problem {
    /// A property that no list can be put in order by.
    static let notSortable = Problem(
        status: .badRequest, code: "not-sortable",
        text: Bilingual("その項目では並べ替えられません。", "Lists cannot be sorted by that property."))
}
