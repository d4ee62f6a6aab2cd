import AddressDictionary
import Disclosure
import Foundation
import Geospatial
import Registry
import Residents
import Testing
import VictimSupport

@Suite struct CorrectionTeachingTests {
    private static func teaching(_ city: TestCity, dryRun: Bool = false) -> CorrectionTeaching {
        CorrectionTeaching(city.paths, moment: city.moment, operatorName: "tester", isDryRun: dryRun)
    }

    /// How a household was matched, as `engo explain` tells it.
    private static func match(_ city: TestCity, _ household: String) throws -> AddressMatch {
        let release = ListRelease(verb: "explain", operatorName: "tester", moment: city.moment, format: "text")
        return try RegistryReader(city.paths).read { snapshot in
            let explanation = try HouseholdExplanation(
                of: HouseholdNumber(household), in: snapshot, release: release, audit: AuditLog(city.paths))
            return try #require(explanation.match?.match)
        }
    }

    private static func history(_ city: TestCity) throws -> (rows: Int, active: Int) {
        let release = ListRelease(verb: "corrections", operatorName: "tester", moment: city.moment, format: "table")
        let list = try RegistryReader(city.paths).read { snapshot in
            try CorrectionList(includesHistory: true, in: snapshot, release: release, audit: AuditLog(city.paths))
        }
        return (list.rows.count, list.active.count)
    }

    private static func generation(_ city: TestCity) throws -> Int64 {
        try RegistryReader(city.paths).read { try $0.generation() }
    }

    private static func city() throws -> TestCity {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([
            ("A", "試験市本街1-1-3", ""), ("B", "試験市本町1-1-4", ""), ("C", "試験市浜辺5", "135.2,34.2"),
            ("D", "試験市浜辺５", ""), ("E", "試験市浜辺6", ""),
        ])
        return city
    }

    @Test func aSpellingIsReadInsteadAtOnce() throws {
        let city = try Self.city()
        #expect(try Self.match(city, "A").matchLevel == .city)
        let report = try Self.teaching(city).teach(
            .address("試験市本街1-1-3"), as: "試験市本町一丁目1番3号", point: nil, note: "誤記")
        #expect(report.taught == 1 && report.matchingHouseholds == 1 && report.changedHouseholds == 1)
        #expect(report.byMatchLevel == [.residence: 1])
        let match = try Self.match(city, "A")
        #expect(match.town == "本町一丁目" && match.number == "1-3")
        #expect(match.matchLevel == .residence && match.coordinateLevel == .residence && match.isCertain)
        #expect(match.rules.first == "correction.spelling")
        #expect(try Self.match(city, "B").rules.contains("correction.spelling") == false)
    }

    @Test func aPointStandsAsASurveyDoes() throws {
        let city = try Self.city()
        let report = try Self.teaching(city).teach(
            .household(HouseholdNumber("E")), as: nil, point: (135.1512345, 34.2012345), note: nil)
        #expect(report.matchingHouseholds == 1 && report.changedHouseholds == 1)
        let match = try Self.match(city, "E")
        #expect(match.matchLevel == .city && match.coordinateLevel == .survey)
        #expect(match.position?.longitude == 135.1512345 && match.position?.latitude == 34.2012345)
        #expect(match.uncertaintyMetres == UncertaintyRule.surveyMetres)
        #expect(match.rules.last == "correction.point")
    }

    @Test(arguments: ["試験市浜辺6", "試験市浜辺６", "試験市 浜辺　6番地", "和歌山県試験市浜辺六"])
    func anySpellingOfTheTextHits(spelling: String) throws {
        let city = try Self.city()
        let report = try Self.teaching(city).teach(
            .address(spelling), as: nil, point: (135.15, 34.2), note: nil)
        #expect(report.matchingHouseholds == 1)
        #expect(try Self.match(city, "E").coordinateLevel == .survey)
    }

    /// 5番地 and 9番地 are parcels; 5 and 9 alone may be either, and 9号 is none of them.
    @Test func whatIsCertainIsNotTouchedByAnotherForm() throws {
        let city = try Self.city()
        try city.importHouseholds([
            ("A", "試験市谷向5番地", ""), ("B", "試験市谷向5", ""), ("C", "試験市谷街9番地", ""), ("D", "試験市谷街9", ""),
            ("E", "試験市谷街9号", ""),
        ])
        let teaching = Self.teaching(city)
        _ = try teaching.teach(.address("試験市谷向5"), as: "試験市谷向6番地", point: nil, note: nil)
        #expect(try Self.match(city, "A").number == "5")
        #expect(try Self.match(city, "B").number == "6")
        _ = try teaching.teach(.address("試験市谷街9番地"), as: "試験市谷向7番地", point: nil, note: nil)
        #expect(try Self.match(city, "C").number == "7")
        #expect(try Self.match(city, "D").number == "7")
        #expect(try Self.match(city, "E").matchLevel == .city)
    }

    @Test func theRegistersOwnSurveyStays() throws {
        let city = try Self.city()
        let report = try Self.teaching(city).teach(.address("試験市浜辺5"), as: nil, point: (135.15, 34.2), note: nil)
        #expect(report.matchingHouseholds == 2 && report.surveyedHouseholds == 1 && report.changedHouseholds == 1)
        #expect(try Self.match(city, "C").position?.longitude == 135.2)
        #expect(try Self.match(city, "C").rules.last == "survey.register")
        #expect(try Self.match(city, "D").position?.longitude == 135.15)
    }

    @Test func survivesANewEditionAndTheNextRegister() throws {
        let city = try Self.city()
        _ = try Self.teaching(city).teach(.address("試験市本街1-1-3"), as: "試験市本町1-1-3", point: nil, note: nil)
        try city.buildDictionary(shift: 1000)
        _ = try Relocation.run(city.paths, moment: city.moment)
        #expect(try Self.match(city, "A").position?.latitude == TestCity.latitude(3, shift: 1000))
        try city.importHouseholds([("Z", "試験市本街１丁目１番３号", "")])
        let match = try Self.match(city, "Z")
        #expect(match.matchLevel == .residence)
        #expect(match.rules.first == "correction.spelling")
    }

    @Test func aLaterCorrectionReplacesTheEarlierAndBothAreKept() throws {
        let city = try Self.city()
        let teaching = Self.teaching(city)
        _ = try teaching.teach(.address("試験市本街1-1-3"), as: "試験市本町1-1-3", point: nil, note: nil)
        let second = try teaching.teach(.address("試験市本街１－１－３"), as: "試験市本町1-1-5", point: nil, note: nil)
        #expect(second.replaced == 1)
        #expect(try Self.match(city, "A").number == "1-5")
        #expect(try Self.history(city) == (2, 1))
    }

    @Test func whatIsKnownMakesNoGeneration() throws {
        let city = try Self.city()
        _ = try Self.teaching(city).teach(.address("試験市本街1-1-3"), as: "試験市本町1-1-3", point: nil, note: "x")
        let before = try Self.generation(city)
        let again = try Self.teaching(city).teach(
            .address("試験市本街1-1-3"), as: "試験市本町1-1-3", point: nil, note: "x")
        #expect(again.taught == 0 && again.unchanged == 1 && again.generation == nil)
        #expect(try Self.generation(city) == before)
        #expect(try Self.history(city) == (1, 1))
    }

    @Test func takingBackGivesTheOldAnswerAndKeepsTheHistory() throws {
        let city = try Self.city()
        let before = try Self.match(city, "A")
        _ = try Self.teaching(city).teach(.address("試験市本街1-1-3"), as: "試験市本町1-1-3", point: nil, note: nil)
        let report = try Self.teaching(city).remove(.household(HouseholdNumber("A")), note: nil)
        #expect(report.removed == 1 && report.changedHouseholds == 1)
        #expect(try Self.match(city, "A") == before)
        #expect(try Self.history(city) == (2, 0))
        #expect(throws: VictimSupportError.noSuchCorrection) {
            try Self.teaching(city).remove(.household(HouseholdNumber("A")), note: nil)
        }
    }

    @Test(arguments: [
        ("試験市存在しない町1", RowErrorCode.correctionNotFound), ("試験市", .correctionNotFound), ("隣市東町1", .otherMunicipality),
        ("和歌山県試験市 本街１－１－３", .correctionUnchanged), ("　", .unreadableAddress),
    ])
    func aSpellingThatLeadsNowhereIsRefused(spelling: String, code: RowErrorCode) throws {
        let city = try Self.city()
        let before = try Self.generation(city)
        #expect(throws: VictimSupportError.correctionRefused(code)) {
            try Self.teaching(city).teach(.address("試験市本街1-1-3"), as: spelling, point: nil, note: nil)
        }
        #expect(try Self.generation(city) == before)
        #expect(try Self.history(city) == (0, 0))
    }

    @Test(arguments: [
        (34.2, 135.15, RowErrorCode.swappedCoordinate), (-60_000.0, -190_000.0, .metresCoordinate),
        (2.35, 48.85, .badCoordinate), (139.7, 35.7, .farFromMunicipality), (135.65, 34.2, .farFromMunicipality),
    ])
    func aPointThatCannotBeIsRefused(longitude: Double, latitude: Double, code: RowErrorCode) throws {
        let city = try Self.city()
        #expect(throws: VictimSupportError.correctionRefused(code)) {
            try Self.teaching(city).teach(
                .address("試験市本街1-1-3"), as: nil, point: (longitude, latitude), note: nil)
        }
        #expect(try Self.history(city) == (0, 0))
    }

    @Test func aRehearsalChangesNothing() throws {
        let city = try Self.city()
        let before = try Data(contentsOf: URL(fileURLWithPath: city.paths.database))
        let report = try Self.teaching(city, dryRun: true).teach(
            .address("試験市本街1-1-3"), as: "試験市本町1-1-3", point: nil, note: nil)
        #expect(report.isDryRun && report.changedHouseholds == 1 && report.generation == nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: city.paths.database)) == before)
    }

    @Test func isKeptBeforeThereIsARegister() throws {
        let city = try TestCity()
        try city.buildDictionary()
        let report = try Self.teaching(city).teach(
            .address("試験市本街1-1-3"), as: "試験市本町1-1-3", point: nil, note: nil)
        #expect(report.relocation == nil && report.taught == 1)
        try city.importHouseholds([("A", "試験市本街1-1-3", "")])
        #expect(try Self.match(city, "A").matchLevel == .residence)
    }

    @Test func aMissingDictionaryLosesNobody() throws {
        let city = try Self.city()
        try FileManager.default.removeItem(atPath: city.paths.dictionary)
        #expect(throws: VictimSupportError.noDictionary(path: city.paths.dictionary)) {
            try Self.teaching(city).teach(.address("試験市浜辺6"), as: nil, point: (135.15, 34.2), note: nil)
        }
        #expect(throws: VictimSupportError.noDictionary(path: city.paths.dictionary)) {
            try Self.teaching(city).teach(.address("試験市浜辺6"), as: "試験市本町1-1-3", point: nil, note: nil)
        }
        #expect(try Self.match(city, "B").matchLevel == .residence)
    }

    @Test func aPointNeedsNoDictionary() throws {
        let city = try TestCity()
        try city.importHouseholds([("A", "どこか1", "")])
        _ = try Self.teaching(city).teach(.address("どこか１"), as: nil, point: (135.15, 34.2), note: nil)
        #expect(try Self.match(city, "A").coordinateLevel == .survey)
    }
}
