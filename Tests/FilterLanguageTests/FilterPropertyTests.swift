import FilterLanguage
import Interchange
import TestSupport
import Testing

/// What holds for every expression, by thousands of them.
@Suite struct FilterPropertyTests {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func whatIsWrittenReadsBack(seed: UInt64) throws {
        var random = RandomFilters(seed: seed)
        for _ in 0..<1_000 {
            let expression = try random.expression()
            let text = expression.text
            let again = try Words.filter(text)
            try #require(again == expression && again.text == text, "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64(5), 6])
    func textAndJSONAreTheSameExpression(seed: UInt64) throws {
        var random = RandomFilters(seed: seed)
        for _ in 0..<1_000 {
            let expression = try random.expression()
            let again = try FilterExpression(jsonText: FilterJSON.text(expression), vocabulary: Words.vocabulary)
            try #require(again == expression, "seed \(seed)")
        }
    }

    /// The plain interpreter is the oracle of the one that works on columns.
    @Test(arguments: [UInt64(7), 8, 9, 10])
    func columnsAnswerAsEachRowByItself(seed: UInt64) throws {
        var random = RandomFilters(seed: seed)
        for _ in 0..<400 {
            let expression = try random.expression()
            let columns = RowColumns(rows: try random.rows(Int.random(in: 0...200, using: &random.generator)))
            let truth = try expression.truth(over: columns)
            for (index, row) in columns.rows.enumerated() {
                try #require(truth.value(index) == expression.value(for: row), "seed \(seed) \(expression.text)")
                try #require(truth.isTrue(index) == (expression.value(for: row) == true))
            }
        }
    }

    @Test(arguments: [UInt64(11), 12])
    func theOppositeIsTrueWhereItIsFalseAndUnknownWhereItIsUnknown(seed: UInt64) throws {
        var random = RandomFilters(seed: seed)
        for _ in 0..<400 {
            let expression = try random.expression()
            for row in try random.rows(10) {
                let answer = expression.value(for: row)
                #expect(FilterExpression.not(expression).value(for: row) == answer.map { !$0 })
                #expect(
                    FilterExpression.or([expression, .not(expression)]).value(for: row) == answer.map { _ in true })
            }
        }
    }

    @Test func whatIsCutOffAnywhereIsReadOrRefusedInsideTheText() throws {
        var random = RandomFilters(seed: 13)
        for _ in 0..<60 {
            let text = Array(try random.expression().text.unicodeScalars.prefix(300))
            for length in 0..<text.count {
                let piece = String(String.UnicodeScalarView(text[..<length]))
                do throws(FilterError) {
                    _ = try Words.filter(piece)
                } catch {
                    guard case .character(let character) = error.place else {
                        Issue.record("no character")
                        return
                    }
                    #expect((1...length + 1).contains(character))
                }
            }
        }
    }
}
