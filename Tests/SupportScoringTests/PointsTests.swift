import Testing

@testable import SupportScoring

@Suite struct PointsTests {
    @Test(arguments: [
        (82_500, "82.5"), (165_000, "165"), (0, "0"), (1, "0.001"), (10, "0.01"), (123_450, "123.45"), (-125, "-0.125"),
    ])
    func writesNoNeedlessZeros(thousandths: Int, text: String) {
        #expect(Points(thousandths: thousandths).text == text)
    }
}
