import AddressDictionary
import Disclosure
import FilterLanguage
import Geospatial
import Places
import Registry
import Residents
import SupportScoring

/// The columns of the households that a question has found so far: a row for each of them.
struct QueriedColumns: FilterColumns {
    /// Where columns come from.
    struct Source {
        let register: PackedRegister
        let snapshot: RegistrySnapshot
        let clearance: Clearance
        /// Gives what was made before for the same generation and audience, or makes it. Columns of everybody, by household id.
        let remembered: (HouseholdQueryable, () throws -> FilterColumn) throws -> FilterColumn
    }

    private let hits: [AreaHit]
    private let source: Source

    init(_ hits: [AreaHit], _ source: Source) {
        self.hits = hits
        self.source = source
    }

    var rowCount: Int { hits.count }

    func column(_ property: String) throws -> FilterColumn {
        guard let queryable = HouseholdQueryable(rawValue: property) else { return .missing }
        switch queryable {
        case .score: return source.register.isScored ? .thousandths(hits.map(\.score)) : .missing
        case .band: return Self.bands(hits.map { $0.band?.rawValue ?? 0 })
        case .memberCount: return .whole(hits.map { UInt32($0.memberCount) })
        case .coordinateLevel:
            return .few(
                hits.map(\.coordinateLevel.rawValue), MatchLevel.allCases.map { .text($0.name) })
        case .certainty:
            return few(Certainty.allCases.map { .text($0.rawValue) }) { hit in
                Certainty.allCases.firstIndex(of: hit.certainty)
            }
        case .hasPosition: return few([.bool(false), .bool(true)]) { $0.place == nil ? 0 : 1 }
        case .isProtected:
            return few([.bool(false), .bool(true)]) { hit in
                source.register.isProtected(hit.household).map { $0 ? 1 : 0 }
            }
        case .daytimeScore, .daytimeBand, .needs, .help, .city, .town:
            return picked(try source.remembered(queryable) { try ofEverybody(queryable) })
        case .evacuationAction, .evacuationReason, .hazardStep: return try hazards(queryable)
        case .geometry: return .missing
        }
    }

    func truth(_ test: SpatialTest) throws -> FilterTruth {
        let place = try PublishedPlace(source.register.positions, source.clearance)
        let shape = try PreparedShape(test)
        return truth { hit in place.point(of: hit).map(shape.holds) }
    }

    func hasGeometry() -> FilterTruth { truth { $0.place == nil ? nil : true } }

    private func truth(_ answer: (AreaHit) -> Bool?) -> FilterTruth {
        var truth = FilterTruth.unknown(count: hits.count)
        for (row, hit) in hits.enumerated() { if let answer = answer(hit) { truth.set(answer, at: row) } }
        return truth
    }

    /// A column of few values; nil stands for none.
    private func few(_ values: [FilterValue], _ place: (AreaHit) -> Int?) -> FilterColumn {
        .few(hits.map { UInt8(place($0).map { $0 + 1 } ?? 0) }, [nil] + values)
    }

    private static func bands(_ raw: [UInt8]) -> FilterColumn {
        .few(raw, [nil] + SupportBand.allCases.map { .text($0.label) })
    }

    // MARK: Columns of everybody

    private func ofEverybody(_ queryable: HouseholdQueryable) throws -> FilterColumn {
        let (register, snapshot, clearance) = (source.register, source.snapshot, source.clearance)
        switch queryable {
        case .needs:
            return .sets(
                try snapshot.householdsInNeed(
                    of: NeedKind.allCases.map { NeedFilter(kind: $0, level: nil) }, memberCounts: register.memberCounts,
                    clearance: clearance), queryable.values)
        case .help:
            return .sets(
                try snapshot.householdsByHelp(memberCounts: register.memberCounts, clearance: clearance),
                queryable.values)
        case .city, .town:
            let towns = try snapshot.towns(
                of: (0..<UInt32(register.householdCount)).map { $0 + 1 }, clearance: clearance)
            return Self.texts(queryable == .city ? towns.map(\.city) : towns.map(\.town))
        default:
            let daytime = try snapshot.packedRegister(clearance, time: .daytime)
            guard daytime.isScored else { return .missing }
            return queryable == .daytimeScore ? .thousandths(daytime.scores) : Self.bands(daytime.bands)
        }
    }

    /// Texts, of which an empty one is none.
    private static func texts(_ texts: [String]) -> FilterColumn {
        var codes: [FilterValue: UInt32] = [:]
        var values: [FilterValue?] = [nil]
        let column = texts.map { text -> UInt32 in
            if text.isEmpty { return 0 }
            if let known = codes[.text(text)] { return known }
            codes[.text(text)] = UInt32(values.count)
            values.append(.text(text))
            return UInt32(values.count - 1)
        }
        return .many(column, values)
    }

    /// The rows of the households that were found, of a column of everybody.
    private func picked(_ column: FilterColumn) -> FilterColumn {
        func rows<Element>(_ elements: [Element]) -> [Element] { hits.map { elements[Int($0.household) - 1] } }
        return switch column {
        case .missing: .missing
        case .thousandths(let numbers): .thousandths(rows(numbers))
        case .whole(let numbers): .whole(rows(numbers))
        case .few(let codes, let values): .few(rows(codes), values)
        case .many(let codes, let values): .many(rows(codes), values)
        case .sets(let sets, let names): .sets(rows(sets), names)
        }
    }

    // MARK: Hazards

    /// What the hazard layers of the workspace mean for each household, as the documents say it.
    private func hazards(_ queryable: HouseholdQueryable) throws -> FilterColumn {
        let map = try HazardMap(
            source.snapshot, named: [], meeting: HazardLookup.box(of: hits, source.register.positions))
        guard !map.layers.isEmpty else { return .missing }
        let found = try HazardLookup(
            map: map, register: source.register, snapshot: source.snapshot, clearance: source.clearance
        ).hazards(of: hits)
        func codes(_ code: (HouseholdHazard) -> Int?) -> [UInt8] {
            found.map { UInt8(code($0).map { $0 + 1 } ?? 0) }
        }
        let texts: [FilterValue?] = [nil] + queryable.values.map(FilterValue.text)
        switch queryable {
        case .evacuationAction: return .few(codes { $0.action?.ordinal }, texts)
        case .evacuationReason:
            return .few(codes { $0.reason.flatMap(EvacuationReason.allCases.firstIndex(of:)) }, texts)
        default: return .few(codes(\.step), [nil] + (0..<Self.mostSteps).map { .number(Double($0)) })
        }
    }

    /// Steps of the order by hazard: bands and actions together.
    private static let mostSteps = SupportBand.allCases.count + EvacuationAction.allCases.count
}
