import Disclosure
import Foundation
import Registry
import Residents
import Testing

@Suite struct HouseholdReadingTests {
    @Test func idsFollowTheBytesOfTheNumberWhateverTheInputOrder() throws {
        let numbers = ["10", "2", "001", "１", "B"]
        for order in [numbers, numbers.reversed(), numbers.sorted()] {
            let workspace = try TemporaryWorkspace()
            try workspace.store(order.map { try TemporaryWorkspace.resident("r\($0)", household: $0) })
            let grant = try workspace.grant()
            let read = try RegistryReader(workspace.paths).read { snapshot in
                try snapshot.households([1, 2, 3, 4, 5], grant: grant).map(\.householdNumber)
            }
            #expect(read == ["001", "10", "2", "B", "１"])
        }
    }

    @Test func membersStandInListingOrder() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.store([
            TemporaryWorkspace.resident("3", household: "7", relationship: "子"),
            TemporaryWorkspace.resident("2", household: "7", relationship: "妻"),
            TemporaryWorkspace.resident("9", household: "7", relationship: "世帯主"),
        ])
        let grant = try workspace.grant()
        let household = try RegistryReader(workspace.paths).read { snapshot in
            try snapshot.households(
                [snapshot.household(number: HouseholdNumber("7"), clearance: TemporaryWorkspace.clearance())],
                grant: grant)[0]
        }
        #expect(household.members.map(\.relationship) == ["世帯主", "妻", "子"])
        #expect(household.location == nil)
        #expect(household.score == nil)
    }

    @Test func namesComeBackByteForByte() throws {
        let names = ["神", "\u{FA19}", "𠮷野", "葛\u{E0100}", "ﾔﾏﾀﾞ", "\u{E000}外字", "Ōtani  二つ空白"]
        let workspace = try TemporaryWorkspace()
        try workspace.store(
            names.enumerated().map {
                try TemporaryWorkspace.resident("r\($0.offset)", household: "h\($0.offset)", name: $0.element)
            })
        let grant = try workspace.grant()
        let read = try RegistryReader(workspace.paths).read { snapshot in
            try snapshot.households((1...UInt32(names.count)).map { $0 }, grant: grant).compactMap {
                $0.members[0].name
            }
        }
        #expect(read.map { Array($0.utf8) } == names.map { Array($0.utf8) })
    }

    @Test func answersInTheOrderAsked() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.store((1...9).map { try TemporaryWorkspace.resident("r\($0)", household: "h\($0)") })
        let grant = try workspace.grant()
        let read = try RegistryReader(workspace.paths).read { try $0.households([9, 2, 5], grant: grant).map(\.id) }
        #expect(read == [9, 2, 5])
    }

    /// More than are read in one piece of the file, in another order than its own: each as when it is read alone.
    @Test func manyWaitForTheirTurnAndComeAsTheyWere() throws {
        let workspace = try TemporaryWorkspace()
        let households = 1_300
        try workspace.store(
            (0..<households).flatMap { household in
                try (0...household % 4).map { member in
                    try TemporaryWorkspace.resident(
                        "\(household)-\(member)", household: "h\(household)",
                        name: String(repeating: "名", count: member * 7 + 1), relationship: member == 0 ? "世帯主" : "子",
                        birth: household % 5 == 0 ? .unknown(recorded: member == 0 ? "不詳" : "昭和不詳") : nil)
                }
            })
        let grant = try workspace.grant()
        // A step that shares no divisor with the count goes through all of them.
        let asked = (0..<households).map { UInt32($0 * 701 % households + 1) }
        try RegistryReader(workspace.paths).read { snapshot in
            var places: [Int] = []
            var together: [String] = []
            try snapshot.households(asked, grant: grant) { place, household in
                places.append(place)
                together.append(String(reflecting: household))
            }
            #expect(places == Array(0..<households))
            #expect(together == (try asked.map { String(reflecting: try snapshot.households([$0], grant: grant)[0]) }))
            let numbers = try snapshot.households(asked, grant: grant).map { household in
                household.members.compactMap(\.residentNumber)
            }
            for members in numbers {
                let household = members[0].prefix { $0 != "-" }
                #expect(members == (0...(Int(household) ?? 0) % 4).map { "\(household)-\($0)" })
            }
            #expect(try snapshot.households(asked, parts: .row, grant: grant).allSatisfy(\.members.isEmpty))
        }
    }

    @Test func whatABodyThrowsEndsTheReading() throws {
        struct Enough: Error {}
        let workspace = try TemporaryWorkspace()
        try workspace.store((1...9).map { try TemporaryWorkspace.resident("r\($0)", household: "h\($0)") })
        let grant = try workspace.grant()
        #expect(throws: Enough.self) {
            try RegistryReader(workspace.paths).read {
                try $0.households([9, 2, 5], grant: grant) { place, _ in if place == 1 { throw Enough() } }
            }
        }
    }

    @Test func anUnknownNumberIsSaidSo() throws {
        let workspace = try TemporaryWorkspace()
        #expect(throws: RegistryError.noSuchHousehold) {
            try RegistryReader(workspace.paths).read {
                try $0.household(number: HouseholdNumber("404"), clearance: TemporaryWorkspace.clearance())
            }
        }
    }

    @Test func needsOutliveARegisterAndFindTheirResident() throws {
        let workspace = try TemporaryWorkspace()
        let received = try CalendarDate(year: 2026, month: 6, day: 1)
        func need(_ source: NeedSource?) throws -> Need {
            Need(
                residentNumber: try ResidentNumber("1"), kind: .careLevel, grade: NeedGrade(code: "care3"),
                validFrom: nil, validUntil: try CalendarDate(year: 2027, month: 3, day: 31), sourceLine: 2,
                source: source)
        }
        let writer = try RegistryWriter(workspace.paths)
        try writer.transaction(
            cause: .needs, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:01Z")
        ) { transaction in
            try transaction.replaceNeeds(
                [need(nil)], source: TemporaryWorkspace.source, receivedOn: received)
        }
        try writer.close()
        #expect(try RegistryReader(workspace.paths).read { try $0.counts().needsWithoutResident } == 1)
        try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        let grant = try workspace.grant()
        let state = try RegistryReader(workspace.paths).read { snapshot in
            (
                try snapshot.counts().needsWithoutResident,
                try snapshot.scoringMembers(household: 1, grant: grant).flatMap(\.needs)
            )
        }
        #expect(state.0 == 0)
        #expect(try state.1 == [need(NeedSource(file: 1, name: "residents.csv", receivedOn: received))])
    }
}
