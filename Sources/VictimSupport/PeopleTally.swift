package import Residents
package import SupportScoring

/// What counts of people tell apart.
package enum TallyItem: Hashable, Sendable {
    /// Everybody.
    case total
    /// By the household's band.
    case band(SupportBand)
    /// By age.
    case age(AgeClass)
    /// By a kind of need that holds; a person counts once for each.
    case need(NeedKind)

    /// Every item in the order of reports.
    package static let all: [TallyItem] =
        [.total] + SupportBand.allCases.map(TallyItem.band) + AgeClass.allCases.map(TallyItem.age)
        + NeedKind.allCases.map(TallyItem.need)

    /// The group that the item belongs to: `total`, `band`, `age` or `need`.
    package var group: String {
        switch self {
        case .total: "total"
        case .band: "band"
        case .age: "age"
        case .need: "need"
        }
    }

    /// The item's code within its group.
    package var code: String {
        switch self {
        case .total: "total"
        case .band(let band): band.label
        case .age(let age): age.rawValue
        case .need(let kind): kind.snakeCase
        }
    }

    /// The item as reports show it.
    package func label(_ language: OutputLanguage) -> String {
        switch (self, language) {
        case (.total, .japanese): "合計"
        case (.band(let band), .japanese): "区分" + band.label
        case (.age(let age), .japanese): age.japanese
        case (.need(let kind), .japanese): kind.japanese
        case (.total, .english): "total"
        case (.band(let band), .english): "band " + band.label
        case (.age(let age), .english): age.rawValue
        case (.need(let kind), .english): kind.english
        }
    }

    /// The place in ``all``.
    var ordinal: Int {
        switch self {
        case .total: 0
        case .band(let band): Int(band.rawValue)
        case .age(let age): 1 + SupportBand.allCases.count + age.ordinal
        case .need(let kind): 1 + SupportBand.allCases.count + AgeClass.allCases.count + kind.ordinal
        }
    }
}

/// How many households and persons.
package struct HeadCount: Hashable, Sendable {
    /// Households with at least one such person.
    package var households = 0
    /// Persons.
    package var persons = 0

    /// Nobody.
    package init() {}

    static func += (left: inout HeadCount, right: HeadCount) {
        left.households += right.households
        left.persons += right.persons
    }
}

/// Households and persons by band, age and need.
package struct PeopleTally: Hashable, Sendable {
    private var counts = [HeadCount](repeating: HeadCount(), count: TallyItem.all.count)

    /// Nobody.
    package init() {}

    /// How many there are of an item.
    package subscript(item: TallyItem) -> HeadCount { counts[item.ordinal] }

    /// Adds the persons of one household.
    mutating func add(_ household: HouseholdPeople) {
        for (index, persons) in household.persons.enumerated() where persons > 0 {
            counts[index].households += 1
            counts[index].persons += persons
        }
    }

    static func += (left: inout PeopleTally, right: PeopleTally) {
        for index in left.counts.indices { left.counts[index] += right.counts[index] }
    }
}

/// The persons of one household by item.
struct HouseholdPeople {
    fileprivate(set) var persons = [Int](repeating: 0, count: TallyItem.all.count)
    /// Who is needed to bring them out.
    private(set) var helpers = 0
    private let band: SupportBand

    init(band: SupportBand) { self.band = band }

    /// Everybody.
    var count: Int { persons[TallyItem.total.ordinal] }

    mutating func add(born: CalendarDate?, needs: NeedKinds, asOf: CalendarDate) {
        persons[TallyItem.total.ordinal] += 1
        persons[TallyItem.band(band).ordinal] += 1
        let years = born.map { Age.completedYears(born: $0, asOf: asOf) }
        persons[TallyItem.age(AgeClass(years: years)).ordinal] += 1
        guard !needs.isEmpty else { return }
        for kind in NeedKind.allCases where needs.contains(kind) { persons[TallyItem.need(kind).ordinal] += 1 }
        helpers += HelperRatio.helpers(for: needs)
    }
}
