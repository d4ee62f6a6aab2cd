import AddressDictionary
import Testing

@testable import Registry

@Suite struct PackedLevelTests {
    @Test(arguments: MatchLevel.allCases, [true, false])
    func keepsLevelAndCertainty(level: MatchLevel, isCertain: Bool) {
        let match = AddressMatch(coordinateLevel: level, isCertain: isCertain)
        let read = PackedLevel(rawValue: PackedLevel(match).rawValue)
        #expect(read.coordinateLevel == level)
        #expect(read.isCertain == isCertain)
    }

    @Test func takesAnUnknownLevelForNone() {
        #expect(PackedLevel(rawValue: 0x7F).coordinateLevel == .none)
    }
}
