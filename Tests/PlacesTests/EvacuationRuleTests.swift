import Places
import Residents
import Testing

/// What a household should do: floor against depth, and what stands above both.
@Suite struct EvacuationRuleTests {
    private static func finding(_ kind: HazardKind, _ meaning: HazardMeaning) throws -> HazardFinding {
        HazardFinding(layer: try StoredText("層"), kind: kind, code: HazardCode(rank: "1"), meaning: meaning)
    }

    private static func exposure(
        depth: HazardMeaning? = nil, duration: HazardMeaning? = nil, collapse: HazardMeaning? = nil,
        landslide: HazardMeaning? = nil
    ) throws -> HazardExposure {
        var exposure = HazardExposure()
        if let depth { exposure.depth = HazardSighting(worst: try finding(.floodDepthMaximum, depth)) }
        if let duration { exposure.duration = HazardSighting(worst: try finding(.floodDuration, duration)) }
        if let collapse { exposure.houseCollapse = HazardSighting(worst: try finding(.houseCollapse, collapse)) }
        if let landslide { exposure.landslide = HazardSighting(worst: try finding(.landslide, landslide)) }
        return exposure
    }

    private static func decide(
        _ exposure: HazardExposure, floor: Int? = nil, power: Bool = false, wheelchair: Bool = false
    ) -> String {
        let decision = EvacuationRule.decide(
            exposure, floor: floor, dependsOnPower: power, usesWheelchair: wheelchair)
        return "\(decision.action.rawValue) \(decision.reason.rawValue)"
    }

    /// Codes 1 to 6 of the depths of A31a, by floor; nil is unknown.
    @Test(
        arguments: [
            (nil, "SULLLL"), (-1, "UULLLL"), (1, "SULLLL"), (2, "SSLLLL"), (3, "SSSLLL"), (4, "SSSLLL"), (5, "SSSSLL"),
            (7, "SSSSLL"), (8, "SSSSSL"), (40, "SSSSSL"),
        ] as [(Int?, String)])
    func depthAndFloorDecide(floor: Int?, expected: String) throws {
        let actions = try (1...6).map { rank in
            let meaning = HazardAttribute.riverDepthMaximum.meaning(of: HazardCode(rank: String(rank)))
            return EvacuationRule.decide(
                try Self.exposure(depth: meaning), floor: floor, dependsOnPower: false, usesWheelchair: false
            ).action
        }
        let letters = actions.map { $0 == .stay ? "S" : $0 == .moveUpstairs ? "U" : $0 == .leave ? "L" : "?" }
        #expect(letters.joined() == expected)
    }

    @Test func zonesThatDestroyHousesStandAboveDepth() throws {
        let shallow = HazardMeaning.depth(fromMetres: 0, upToMetres: 0.5)
        for landslide in [
            HazardMeaning.landslide(phenomenon: .debrisFlow, isSpecial: false, isDesignated: false), .unknown,
        ] {
            #expect(
                Self.decide(try Self.exposure(depth: shallow, landslide: landslide), floor: 9) == "leave landslide")
        }
        for collapse in [HazardMeaning.houseCollapse(byFlow: false, byErosion: true), .unknown] {
            #expect(
                Self.decide(
                    try Self.exposure(
                        depth: shallow, collapse: collapse,
                        landslide: .landslide(phenomenon: nil, isSpecial: true, isDesignated: true)), floor: 9)
                    == "leave house-collapse")
        }
    }

    @Test func whatIsNotKnownIsOnTheSafeSide() throws {
        #expect(Self.decide(try Self.exposure(depth: .unknown), floor: 9) == "leave unknown-depth")
        #expect(
            Self.decide(try Self.exposure(duration: .duration(fromHours: 0, upToHours: 12)), floor: 9)
                == "leave unknown-depth")
        let water = HazardMeaning.depth(fromMetres: 0.5, upToMetres: 3)
        #expect(Self.decide(try Self.exposure(depth: water, duration: .unknown), floor: 9) == "leave long-flood")
        #expect(Self.decide(HazardExposure()) == "no-zone no-zone")
    }

    @Test func powerStairsAndSuppliesMatter() throws {
        let puddle = HazardMeaning.depth(fromMetres: 0, upToMetres: 0.5)
        let water = HazardMeaning.depth(fromMetres: 0.5, upToMetres: 3)
        let days = HazardMeaning.duration(fromHours: 72, upToHours: 168)
        #expect(Self.decide(try Self.exposure(depth: puddle), power: true) == "stay dry-floor")
        #expect(Self.decide(try Self.exposure(depth: water), floor: 9, power: true) == "leave power-lost")
        #expect(Self.decide(try Self.exposure(depth: water), wheelchair: true) == "leave cannot-climb")
        #expect(Self.decide(try Self.exposure(depth: water), floor: 2, wheelchair: true) == "stay dry-floor")
        #expect(Self.decide(try Self.exposure(depth: water)) == "move-upstairs second-floor-dry")
        #expect(Self.decide(try Self.exposure(depth: water, duration: days), floor: 9) == "leave long-flood")
        #expect(Self.decide(try Self.exposure(depth: puddle, duration: days)) == "stay dry-floor")
        #expect(
            Self.decide(
                try Self.exposure(depth: water, duration: .duration(fromHours: 24, upToHours: 72)), floor: 2)
                == "stay dry-floor")
    }

    @Test func theMoreSevereComesFirstAndTheUnknownBeforeAll() throws {
        let codes = ["9", "6", "5", "4", "3", "2", "1"]
        let findings = try codes.reversed().map { code in
            HazardFinding(
                layer: try StoredText("層"), kind: .floodDepthMaximum, code: HazardCode(rank: code),
                meaning: HazardAttribute.riverDepthMaximum.meaning(of: HazardCode(rank: code)))
        }
        #expect(findings.sorted(by: HazardFinding.isMoreSevere).map(\.code.rank) == codes)
        let hours = try ["1", "7", "4"].map { code in
            HazardFinding(
                layer: try StoredText("層"), kind: .floodDuration, code: HazardCode(rank: code),
                meaning: HazardAttribute.riverDuration.meaning(of: HazardCode(rank: code)))
        }
        #expect(hours.sorted(by: HazardFinding.isMoreSevere).map(\.code.rank) == ["7", "4", "1"])
        let slopes = try ["3", "2", "1", "4"].map { code in
            HazardFinding(
                layer: try StoredText("層"), kind: .landslide, code: HazardCode(rank: code, phenomenon: "2"),
                meaning: HazardAttribute.landslideClass.meaning(of: HazardCode(rank: code, phenomenon: "2")))
        }
        #expect(slopes.sorted(by: HazardFinding.isMoreSevere).map(\.code.rank) == ["2", "4", "1", "3"])
    }
}
