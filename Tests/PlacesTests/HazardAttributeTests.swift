import Geospatial
import Testing

@testable import Places

/// What the codes of 国土数値情報 mean, each pinned: public code contradicts itself about them.
@Suite struct HazardAttributeTests {
    @Test(arguments: [
        ("1", 0.0, 0.5), ("2", 0.5, 3), ("3", 3, 5), ("4", 5, 10), ("5", 10, 20), ("6", 20, nil as Double?),
    ])
    func readsDepths(rank: String, from: Double, upTo: Double?) {
        for attribute in [
            HazardAttribute.riverDepthPlanned, .riverDepthMaximum, .depthPlanned, .depthMaximum,
        ] {
            #expect(
                attribute.meaning(of: HazardCode(rank: rank)) == .depth(fromMetres: from, upToMetres: upTo),
                "\(attribute.rawValue)")
        }
    }

    @Test(arguments: [
        ("11", 0.0, 0.5), ("12", 0.5, 1), ("13", 1, 2), ("14", 2, 5), ("15", 5, nil as Double?),
        ("21", 0, 0.5), ("22", 0.5, 1), ("23", 1, 2), ("24", 2, 3), ("25", 3, 4), ("26", 4, 5), ("27", 5, nil),
    ])
    func readsDepthsOf2012InStepsOfTheirOwn(rank: String, from: Double, upTo: Double?) {
        #expect(
            HazardAttribute.depthOf2012.meaning(of: HazardCode(rank: rank))
                == .depth(fromMetres: from, upToMetres: upTo))
        #expect(HazardAttribute.riverDepthMaximum.meaning(of: HazardCode(rank: rank)) == .unknown)
    }

    @Test(arguments: [
        ("1", 0, 12), ("2", 12, 24), ("3", 24, 72), ("4", 72, 168), ("5", 168, 336), ("6", 336, 672),
        ("7", 672, nil as Int?),
    ])
    func readsDurations(rank: String, from: Int, upTo: Int?) {
        for attribute in [HazardAttribute.riverDuration, .duration] {
            #expect(
                attribute.meaning(of: HazardCode(rank: rank)) == .duration(fromHours: from, upToHours: upTo))
        }
    }

    @Test func readsWhatDestroysHouses() {
        let attribute = HazardAttribute.riverHouseCollapse
        #expect(attribute.meaning(of: HazardCode(rank: "1")) == .houseCollapse(byFlow: true, byErosion: false))
        #expect(attribute.meaning(of: HazardCode(rank: "2")) == .houseCollapse(byFlow: false, byErosion: true))
        #expect(attribute.meaning(of: HazardCode(rank: "3")) == .houseCollapse(byFlow: true, byErosion: true))
        #expect(attribute.meaning(of: HazardCode(rank: "4")) == .unknown)
    }

    /// `_001` is what comes down and `_002` how severe the zone is, never the other way round.
    @Test(arguments: [
        ("1", "1", LandslidePhenomenon.slopeFailure, false, true), ("2", "2", .debrisFlow, true, true),
        ("3", "3", .landslide, false, false), ("1", "4", .slopeFailure, true, false),
    ])
    func readsSlopes(
        phenomenon: String, zone: String, meaning: LandslidePhenomenon, isSpecial: Bool, isDesignated: Bool
    ) {
        #expect(HazardAttribute.landslideClass.rawValue == "A33_002")
        #expect(HazardAttribute.phenomenon == "A33_001")
        #expect(
            HazardAttribute.landslideClass.meaning(of: HazardCode(rank: zone, phenomenon: phenomenon))
                == .landslide(phenomenon: meaning, isSpecial: isSpecial, isDesignated: isDesignated))
    }

    @Test func aSlopeOfUnknownKindKeepsItsClassAndCountsAsUnknown() {
        let meaning = HazardAttribute.landslideClass.meaning(of: HazardCode(rank: "2", phenomenon: "9"))
        #expect(meaning == .landslide(phenomenon: nil, isSpecial: true, isDesignated: true))
        #expect(meaning.isUnknown)
        #expect(!HazardMeaning.depth(fromMetres: 5, upToMetres: nil).isUnknown)
    }

    @Test(arguments: ["0", "7", "01", "1.0", "+1", "-1", "1 ", "", "A", "8303030555", "99999999999999999999"])
    func anythingElseIsUnknown(rank: String) {
        #expect(HazardAttribute.riverDepthMaximum.meaning(of: HazardCode(rank: rank)) == .unknown)
        #expect(HazardAttribute.landslideClass.meaning(of: HazardCode(rank: rank)) == .unknown)
        #expect(HazardAttribute.riverDepthMaximum.meaning(of: HazardCode(rank: nil)) == .unknown)
    }

    /// `_101` and `_201` are numbers of rivers.
    @Test func noNumberOfARiverIsARank() {
        for name in HazardAttribute.allCases.map(\.rawValue) {
            #expect(!name.hasSuffix("_101") && !name.hasSuffix("_201") && !name.hasSuffix("_301"), "\(name)")
        }
        #expect(HazardAttribute.allCases.map(\.kind.rawValue).sorted().first == "flood-depth-maximum")
        #expect(Set(HazardAttribute.allCases.map(\.kind)) == Set(HazardKind.allCases))
    }

    @Test func countsZonesByCodeInATotalOrder() {
        let empty = HazardCode(rank: nil)
        let codes = [HazardCode(rank: "2"), empty, HazardCode(rank: "10"), HazardCode(rank: "2"), HazardCode(rank: "")]
        let zones = codes.enumerated().map { HazardZone(feature: $0 + 1, code: $1, area: MultiPolygon([])) }
        let counts = HazardCodeCount.counts(of: zones)
        #expect(counts.map(\.code.rank) == [nil, "", "10", "2"])
        #expect(counts.map(\.zones) == [1, 1, 1, 2])
    }
}
