package import Interchange
package import Registry
import Residents

extension AreaAnswer {
    /// Some households of the answer, to be released by themselves, as when a part of a long list is looked at.
    ///
    /// - Parameter numbers: their numbers in the list, from 1, ascending; those that are not in the list are left out.
    func part(_ numbers: [Int]) -> AreaAnswer {
        let places = numbers.map { $0 - 1 }.filter(hits.indices.contains)
        return AreaAnswer(
            info: info, clearance: clearance, generation: generation, scoreRun: scoreRun,
            dictionaryEdition: dictionaryEdition, area: area, time: time, selection: selection, hazard: hazard,
            hazardLayers: hazardLayers, hits: places.map { hits[$0] }, positions: positions,
            hazards: hazards.map { hazards in places.map { hazards[$0] } }, withheld: 0, counts: counts, facts: facts,
            page: ListPage(
                before: 0, total: hits.count, order: "score",
                auditText: auditText + " numbers " + Self.ranges(of: places.map { $0 + 1 })),
            includesReasons: includesReasons)
    }

    /// Ascending numbers in the shortest form: `1-200,512`.
    static func ranges(of numbers: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = ranges.last, number == last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }
}

/// The rows of some households of an answer, for the part of a list that is on a screen.
package struct ListRows: Sendable {
    private let answer: AreaAnswer
    private let numbers: [Int]

    /// The most households of one release.
    package static let limit = 200

    /// Chooses households by their numbers in the list, from 1.
    package init(_ numbers: [Int], of answer: AreaAnswer) {
        self.numbers = Set(numbers).sorted().filter { $0 > 0 && $0 <= answer.hits.count }
        self.answer = answer.part(self.numbers)
    }

    /// Records the release and writes an array of the households in the order of the list: the members of `engo list --format json`, with
    /// `member_classes`, the classes of need of each member by name, strongest first.
    package func write(
        _ language: OutputLanguage, _ release: ListRelease, from snapshot: RegistrySnapshot, to audit: AuditLog,
        _ json: inout JSONWriter
    ) throws {
        let members = AnswerJSON(
            language: language, properties: Set(HouseholdProperty.allCases).subtracting([.number]))
        json.beginArray()
        var next = numbers.makeIterator()
        try answer.release(release, from: snapshot, to: audit) { listed in
            json.beginObject()
            json.member("number", next.next())
            members.household(listed, to: &json)
            json.name("member_classes")
            json.beginArray()
            for member in listed.household.members {
                json.beginArray()
                for needClass in listed.needClasses(of: member) { json.string(needClass.rawValue) }
                json.endArray()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }
}
