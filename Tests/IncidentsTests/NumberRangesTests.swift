import Incidents
import Testing

@Suite struct NumberRangesTests {
    @Test(arguments: [("7", [7]), ("1-3,9", [1, 2, 3, 9]), ("5-5", [5]), ("9,1-2", [9, 1, 2])])
    func readsNumbersInTheirOrder(text: String, numbers: [Int]) {
        #expect(NumberRanges(text)?.numbers == numbers)
    }

    @Test(arguments: [
        "", ",", "1,", "0", "-1", "3-1", "1-2-3", "a", "1 2", "1-100001", "1-60000,1-60000", "99999999999999999999",
    ])
    func readsNothingElse(text: String) { #expect(NumberRanges(text) == nil) }

    @Test func takesAHundredThousandAndNoMore() {
        #expect(NumberRanges("1-100000")?.numbers.count == 100_000)
        #expect(NumberRanges("1-50000,50001-100000")?.numbers.count == 100_000)
        #expect(NumberRanges("1-50000,1-50001") == nil)
    }
}
