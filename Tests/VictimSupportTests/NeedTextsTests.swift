import Residents
import Testing

@testable import Registry
@testable import VictimSupport

@Suite struct NeedTextsTests {
    @Test func everyNeedReadsAsItsGradeAndItsState() {
        let marks: [NeedState: (japanese: String, english: String)] = [
            .holds: ("", ""), .expiring: ("（まもなく期限）", " (ends soon)"), .expired: ("（期限切れ）", " (expired)"),
            .unrecognised: ("（程度不明）", " (unknown grade)"),
        ]
        var placeOfText: [String: Int] = [:]
        for kind in NeedKind.allCases {
            for level in NeedLevel.allCases {
                for state in NeedState.allCases {
                    let need = DisclosedNeed(kind: kind, grade: NeedGrade(level), state: state)
                    let text = need.grade.japanese(kind) + (marks[state]?.japanese ?? "?")
                    #expect(NeedTexts.of(.japanese).text(of: need) == text)
                    #expect(
                        NeedTexts.of(.english).text(of: need)
                            == need.grade.english(kind) + (marks[state]?.english ?? "?"))
                    // What reads alike has one place.
                    let place = NeedTexts.of(.japanese).place(of: need)
                    #expect(placeOfText[text] ?? place == place)
                    placeOfText[text] = place
                }
            }
        }
    }
}
