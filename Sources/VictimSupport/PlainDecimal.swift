/// Decimal numbers as files write them; Swift's own parser also takes `nan`, `inf` and `0x10`.
package enum PlainDecimal {
    /// The number nearest to the text (`-135.25`), or nil for anything but digits, one point and a leading sign.
    package static func parse(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B }) else {
            return nil
        }
        return Double(text)
    }
}
