import Drill
import Foundation
import Registry
import Residents
import SupportScoring

@testable import VictimSupport

extension TestCity {
    /// A synthetic city's register and needs, imported and scored as of the day on which they were made.
    static func synthetic(households: Int, seed: UInt64) throws -> TestCity {
        let city = try TestCity()
        let files = try SyntheticCity(households: households, seed: seed).write(to: city.folder.path + "/city")
        _ = try city.importer.residents(file: files.residentsPath)
        _ = try city.importer.needs(file: files.needsPath)
        _ = try Rescoring.run(city.paths, policyFile: nil, asOf: try SyntheticCity.asOf, moment: city.moment)
        return city
    }

    /// The facts of every household, in id order.
    func facts(asOf: CalendarDate) throws -> [[PersonFacts]] {
        let scorer = Scorer(policy: try ScoringPolicy.shipped(), asOf: asOf)
        return try RegistryReader(paths).rehearse { transaction in
            var result: [[PersonFacts]] = []
            try transaction.forEachHousehold { _, members in result.append(members.map(scorer.facts)) }
            return result
        }
    }

    /// The shipped policy with parts replaced, in a file.
    func policy(_ name: String, _ replacements: (String, String)...) throws -> String {
        var text = String(decoding: try ScoringPolicy.shipped().sourceBytes, as: UTF8.self)
        for (old, new) in replacements { text = text.replacingOccurrences(of: old, with: new) }
        return try write(name, text)
    }

    func release(_ verb: String, _ format: String = "json") -> ListRelease {
        ListRelease(verb: verb, operatorName: "tester", moment: moment, format: format)
    }
}
