import Interchange
import Testing

@Suite struct NearestWordTests {
    @Test(arguments: [
        ("care_levle", "care_level"), ("carelevel", "care_level"), ("Care_Level", "care_level"), ("ag", "age"),
        ("wheel_chair", "wheelchair"), ("relation", nil), ("", nil), ("completely-different", nil),
    ])
    func offersOnlyWhatIsSpelledAlike(word: String, nearest: String?) {
        #expect(NearestWord.find(word, among: ["care_level", "age", "wheelchair", "pregnancy"]) == nearest)
    }

    @Test func givesUpOnLongWords() {
        #expect(NearestWord.find(String(repeating: "a", count: 100_000), among: ["aaaa"]) == nil)
    }
}
