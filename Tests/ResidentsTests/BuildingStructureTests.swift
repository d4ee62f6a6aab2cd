import Residents
import Testing

@Suite struct BuildingStructureTests {
    @Test(
        arguments: [
            ("木造", .wooden), ("木", .wooden), ("ＲＣ造", .reinforcedConcrete), ("鉄筋コンクリート造", .reinforcedConcrete),
            ("鉄骨造", .steel), ("軽量鉄骨造", .lightSteel), ("SRC", .steelReinforcedConcrete), ("れんが造り", .masonry),
            ("コンクリートブロック造", .concreteBlock), ("", .unknown), ("不明", .unknown), (nil, .unknown),
        ] as [(String?, BuildingStructure)])
    func readsTheUsualWords(text: String?, structure: BuildingStructure) {
        #expect(BuildingStructure(recorded: text) == structure)
    }

    @Test func ordinalsAreThePlacesInTheList() {
        #expect(BuildingStructure.allCases.map(\.ordinal) == Array(BuildingStructure.allCases.indices))
    }

    @Test func wordsOfARegisterAreReadAsTheyStand() {
        var words = StructureWords()
        for _ in 0..<2 {
            let structure = Array("鉄骨造".utf8).withUnsafeBytes { words.structure(of: $0) }
            #expect(structure == .steel)
        }
        #expect(words.structure(of: nil) == .unknown)
    }
}
