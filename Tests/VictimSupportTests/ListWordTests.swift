import AddressDictionary
import Places
import SupportScoring
import Testing

@testable import VictimSupport

@Suite struct ListWordTests {
    /// Lists find a word by the place of its value.
    @Test func valuesStandAtTheirPlaces() {
        func check<Word: ListWord>(_ type: Word.Type) {
            #expect(Word.allCases.map(\.ordinal) == Array(0..<Word.allCases.count))
        }
        check(SupportBand.self)
        check(MatchLevel.self)
        check(ScoringTime.self)
        check(Certainty.self)
        check(EvacuationAction.self)
    }

    @Test(arguments: OutputLanguage.allCases)
    func aColumnOfWordsSaysWhatTheLabelsSay(language: OutputLanguage) {
        let column = ListColumn<Certainty?>(japanese: "確からしさ", english: "certainty", parts: [], word: { $0 })
        for certainty in Certainty.allCases {
            #expect(column.text(certainty, language) == certainty.label(language))
        }
        #expect(column.text(nil, language) == "")
    }
}
