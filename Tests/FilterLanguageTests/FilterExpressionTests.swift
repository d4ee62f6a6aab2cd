import Testing

@testable import FilterLanguage

@Suite struct FilterExpressionTests {
    @Test func comparesItsParts() {
        #expect(FilterExpression.and([]) == .and([]))
    }
}
