import Residents
import Testing

@Suite struct CheckDigitTests {
    // By hand: 1×2 = 2, 11 − 2 = 9; 6×2 = 12, remainder 1, no digit; 12: 2×2 + 1×3 = 7, 4; 1,000,000: 1×2 = 2 in the
    // seventh place, where the weights begin again.
    @Test(arguments: [(1, 9), (6, nil), (12, 4), (1_000_000, 9), (35, 3)] as [(Int, Int?)])
    func computesTheCheckDigitOfSerials(serial: Int, digit: Int?) {
        #expect(CheckDigit.ofSerial(serial) == digit)
    }

    @Test(
        arguments: [
            ("19", true), ("124", true), ("125", false), ("0000000124", true), ("61", false), ("5", nil), ("A12", nil),
            ("１２４", nil), ("", nil), ("1234567890123456789", nil),
        ] as [(String, Bool?)])
    func tellsWhetherANumberEndsInItsCheckDigit(number: String, isRight: Bool?) {
        #expect(CheckDigit.isRight(number) == isRight)
    }
}
