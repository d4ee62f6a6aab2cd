import Foundation
import Testing

/// Lists and explanations that carry their reasons, and how old the facts are.
@Suite struct ReasonsTests {
    private static func run(_ folder: TemporaryFolder, _ line: String) throws -> Program.Run {
        try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
    }

    private static func object(_ run: Program.Run) throws -> [String: Any] {
        #expect(run.exitCode == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    private static func sum(_ lines: Any?, _ member: String) throws -> Decimal {
        try #require(lines as? [[String: Any]]).reduce(Decimal(0)) { sum, line in
            sum + Decimal(Int(((line[member] as? NSNumber)?.doubleValue ?? 0) * 1_000 + 0.5)) / 1_000
        }
    }

    private static func thousandths(_ value: Any?) -> Decimal {
        Decimal(Int(((value as? NSNumber)?.doubleValue ?? -1) * 1_000 + 0.5)) / 1_000
    }

    @Test func theReasonsOfAListAddUpToItsScores() throws {
        let folder = try TemporaryFolder()
        #expect(try Self.run(folder, "demo city --households 1000").exitCode == 0)
        let list = try Self.object(
            Self.run(folder, "list city/city.engo --area city/city/flood.geojson --format json --reasons"))
        let households = try #require(list["households"] as? [[String: Any]])
        #expect(households.count > 20)
        for household in households {
            #expect(try Self.sum(household["reasons"], "points") == Self.thousandths(household["score"]))
            for member in try #require(household["members"] as? [[String: Any]]) {
                #expect(try Self.sum(member["reasons"], "counted") == Self.thousandths(member["score"]))
                #expect(member["not_counted"] is [Any])
            }
        }
        let daytime = try Self.object(
            Self.run(
                folder, "list city/city.engo --area city/city/flood.geojson --format json --reasons --time daytime"))
        for household in try #require(daytime["households"] as? [[String: Any]]) {
            #expect(try Self.sum(household["reasons"], "points") == Self.thousandths(household["daytime_score"]))
        }
        // The household of the list, asked why it stands there.
        let number = try #require(households.first?["household_number"] as? String)
        let why = try Self.object(Self.run(folder, "explain city/city.engo --household \(number) --format json"))
        #expect(Self.thousandths(why["score"]) == Self.thousandths(households.first?["score"]))
        #expect(try Self.sum(why["reasons"], "points") == Self.thousandths(why["score"]))
        #expect(why["is_stored_score"] as? Bool == true)
        let day = try #require(why["daytime"] as? [String: Any])
        #expect(try Self.sum(day["reasons"], "points") == Self.thousandths(day["score"]))
        let members = try #require(why["members"] as? [[String: Any]])
        let facts = try members.flatMap { try #require($0["reasons"] as? [[String: Any]]) }.compactMap {
            $0["fact"] as? [String: Any]
        }
        #expect(!facts.isEmpty)
        #expect(
            facts.allSatisfy { $0["line"] is Int && ["residents.csv", "needs.csv"].contains($0["file"] as? String) })
    }

    @Test func withoutReasonsNothingOfThemIsThere() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: false)
        let list = "list w.engo --area area.geojson --plain"
        for format in ["csv", "json", "geojson", "table"] {
            let plain = try Self.run(folder, "\(list) --format \(format)")
            // What a household should do has reasons of its own.
            let text = plain.text.replacingOccurrences(of: "避難行動の理由", with: "")
            #expect(!text.contains("reasons") && !text.contains("理由") && !text.contains("care-5"))
            let full = try Self.run(folder, "\(list) --format \(format) --reasons")
            #expect(full.text.contains("care-5"), "\(format)")
        }
        let plain = try Self.run(folder, "\(list) --format csv").text.components(separatedBy: "\r\n")
        let full = try Self.run(folder, "\(list) --format csv --reasons").text.components(separatedBy: "\r\n")
        #expect(zip(plain, full).allSatisfy { $1.hasPrefix($0) })
        #expect(full[0].hasSuffix(",理由"))
        #expect(full[1].hasSuffix(",household-sum 110、living-alone 55 | 1: care-5 110、age-85 0"))
        let members = try Self.run(folder, "\(list) --format csv --rows members --reasons --lang en --encoding utf-8")
        #expect(members.text.components(separatedBy: "\r\n")[1].hasSuffix(",care-5 110; age-85 0"))
    }

    @Test func explainsInEitherLanguage() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let japanese = try Self.run(folder, "explain w.engo --household H1").text
        #expect(japanese.contains("支援情報 needs.csv 2 行、受領 ") && japanese.contains("住民データ residents.csv 2 行"))
        #expect(japanese.contains("有効 2026-01-01〜2027-12-31") && japanese.contains("SHA-256"))
        let english = try Self.run(folder, "explain w.engo --household H1 --lang en").text
        #expect(
            english.contains("needs needs.csv line 2, received ") && english.contains("register residents.csv line 2"))
        #expect(english.contains("care level 5") && !english.contains("要介護"))
    }

    @Test func everyListSaysHowOldItsFactsAre() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let list = "list w.engo --area area.geojson"
        let table = try Self.run(folder, "\(list) --format table")
        #expect(table.text.contains("住民データ ") && table.text.contains("受領") && table.text.contains("SHA-256"))
        let csv = try Self.run(folder, "\(list) --format csv")
        #expect(csv.errors.contains("register received ") && csv.errors.contains("needs 1 file(s), oldest received "))
        let json = try Self.object(Self.run(folder, "\(list) --format json"))
        let freshness = try #require((json["summary"] as? [String: Any])?["freshness"] as? [String: Any])
        #expect((freshness["register"] as? [String: Any])?["file"] as? String == "residents.csv")
        #expect((freshness["needs_files"] as? [[String: Any]])?.first?["rows"] as? Int == 2)
    }
}
