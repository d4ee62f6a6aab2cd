import Testing

@testable import Residents

@Suite struct RelationshipTests {
    @Test(arguments: [
        ("世帯主", RelationshipRank.head), ("夫", .spouse), ("妻", .spouse), ("夫(未届)", .spouse), ("妻（未届）", .spouse),
        ("子", .child), ("長男", .child), ("子の妻", .childsSpouse), ("子の夫", .childsSpouse), ("子の妻(未届)", .childsSpouse),
        ("嫁", .childsSpouse), ("子の子", .grandchild), ("孫", .grandchild), ("子の子の子", .grandchildsFamily),
        ("孫の妻", .grandchildsFamily), ("子の子の子の子", .grandchildsFamily), ("父", .parent), ("母", .parent),
        ("兄", .sibling), ("妹", .sibling), ("父の母", .grandparent), ("祖父", .grandparent), ("妻の母", .otherRelative),
        ("夫の父", .otherRelative), ("妻の子", .otherRelative), ("甥", .otherRelative), ("父の妹の子", .otherRelative),
        ("兄の妻", .otherRelative), ("縁故者", .connected), ("同居人", .lodger), (" 世 帯 主 ", .head),
        ("子の子の子の子の子", .unrecognised), ("孫の子の子の子", .unrecognised), ("世帯主の子", .unrecognised), ("のの", .unrecognised),
        ("友人", .unrecognised), ("子の", .unrecognised),
    ])
    func ranksByTheStandard(text: String, rank: RelationshipRank) throws {
        let relationship = try Relationship(text)
        #expect(relationship.rank == rank)
        #expect(relationship.text == text)
        #expect(relationship.isSpouse == (rank == .spouse))
        #expect(relationship.isRecognised == (rank != .unrecognised))
    }

    @Test func putsUnknownTextLast() throws {
        let texts = ["友人", "同居人", "縁故者", "妻の母", "祖母", "弟", "母", "孫", "子の妻", "子", "妻", "世帯主"]
        let sorted = try texts.map { try Relationship($0) }.sorted { $0.rank < $1.rank }
        #expect(sorted.map(\.text) == texts.reversed())
    }

    @Test func refusesEmptyTextAndControlCharacters() {
        #expect(throws: ResidentValueError.empty) { try Relationship("") }
        #expect(throws: ResidentValueError.controlCharacter(byteOffset: 3)) { try Relationship("子\t") }
    }
}
