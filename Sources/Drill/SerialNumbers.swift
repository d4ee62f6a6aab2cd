import Residents

/// Gives out ten-digit numbers with check digits, rising with small gaps.
struct SerialNumbers {
    private var serial: Int
    private let largestGap: Int
    private var stream: RandomStream

    init(start: Int, largestGap: Int, stream: RandomStream) {
        serial = start
        self.largestGap = largestGap
        self.stream = stream
    }

    /// The next number: nine digits and the check digit, leading zeros kept.
    mutating func next() -> String {
        serial += stream.within(1...largestGap)
        var digit = CheckDigit.ofSerial(serial)
        while digit == nil {
            serial += 1
            digit = CheckDigit.ofSerial(serial)
        }
        return DecimalText.padded(serial * 10 + (digit ?? 0), width: 10)
    }
}
