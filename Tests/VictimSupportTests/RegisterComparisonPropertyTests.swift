import Foundation
import Registry
import Residents
import TestSupport
import Testing

@testable import VictimSupport

/// The comparison of registers against the obvious one: a dictionary of persons, cell by cell.
@Suite struct RegisterComparisonPropertyTests {
    private struct Person: Equatable {
        var household: String
        var name: String
        var address: String
        var building: String
        var longitude: String
    }

    private static let header = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,方書,経度,緯度\n"

    private static func file(_ people: [String: Person], _ generator: inout SeededGenerator) -> String {
        let rows = people.map { number, person in
            "\(number),\(person.household),\(person.name),1950-01-01,男,子,\(person.address),\(person.building),"
                + "\(person.longitude),\(person.longitude.isEmpty ? "" : "34.2")\n"
        }
        return header + rows.sorted().shuffled(using: &generator).joined()
    }

    private static func person(_ generator: inout SeededGenerator) -> Person {
        Person(
            household: "H\(Int.random(in: 0..<12, using: &generator))",
            name: "試験\(Int.random(in: 0..<3, using: &generator))",
            address: "町\(Int.random(in: 0..<3, using: &generator))",
            building: Bool.random(using: &generator) ? "" : "棟",
            longitude: Bool.random(using: &generator) ? "" : "135.\(Int.random(in: 1..<3, using: &generator))")
    }

    /// The surveyed position of a household: of the members who have one the first, who all are children of one age.
    private static func survey(_ household: String, _ people: [String: Person]) -> String {
        people.filter { $0.value.household == household && !$0.value.longitude.isEmpty }
            .min { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }?.value.longitude ?? ""
    }

    private static func expected(_ old: [String: Person], _ new: [String: Person]) -> RegisterChanges {
        var changes = RegisterChanges()
        for (number, person) in new {
            guard let before = old[number] else {
                changes.added += 1
                continue
            }
            let isSurveySame = survey(before.household, old) == survey(person.household, new)
            if before.address != person.address || !isSurveySame {
                changes.moved += 1
            } else if before.household != person.household || before.name != person.name
                || before.building != person.building
            {
                changes.changed += 1
            } else {
                changes.unchanged += 1
            }
        }
        changes.missing = old.keys.count { new[$0] == nil }
        return changes
    }

    @Test(arguments: 1...12) func agreesWithTheObviousComparison(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let city = try TestCity()
        let importer = city.importer { $0.shrinkLimitPercent = 100 }
        var people: [String: Person] = [:]
        for number in 0..<30 { people["\(number)"] = Self.person(&generator) }
        _ = try importer.residents(file: city.write("0.csv", Self.file(people, &generator)))
        for round in 1...3 {
            let old = people
            for number in old.keys.sorted() where Int.random(in: 0..<3, using: &generator) == 0 {
                people[number] = Int.random(in: 0..<3, using: &generator) == 0 ? nil : Self.person(&generator)
            }
            people["new\(round)"] = Self.person(&generator)
            let report = try importer.residents(file: city.write("\(round).csv", Self.file(people, &generator)))
            let wanted = Self.expected(old, people)
            #expect(report.residentChanges == wanted, "seed \(seed), round \(round)")
            // The state before can be brought back, and is the same.
            let before = try RegistryReader(city.paths).read { try $0.generation() } - 1
            let (_, back, _) = try GenerationKeeping.restore(
                city.paths, generation: before, moment: city.moment, isDryRun: true)
            #expect(back == Self.expected(people, old), "seed \(seed), round \(round)")
        }
    }
}
