/// A grid square of JIS X 0410 (標準地域メッシュ and its halves, quarters and eighths).
///
/// The borders are whole multiples of 1/960 degree of latitude and 1/640 degree of longitude, each divided once, so
/// neighbours of every order share the very same doubles.
///
/// - Source: JIS X 0410:2002, 地域メッシュコード; 昭和48年行政管理庁告示第143号.
package struct MeshCode: Hashable, Sendable {
    /// The code as written, digits only.
    package let text: String
    /// The square; its borders belong to it, and to its neighbours too.
    package let box: BoundingBox

    /// Reads 4 digits (first order, about 80 km), 6 (second, 10 km), 8 (third, 1 km), 9 (half), 10 (quarter) or 11
    /// (eighth, 125 m); hyphens between the orders are allowed. Nil for anything else, and for squares outside Japan.
    package init?(_ code: String) {
        let digits = code.utf8.filter { $0 != UInt8(ascii: "-") }.map { Int($0) - 0x30 }
        guard code.utf8.count <= 16, digits.allSatisfy({ (0...9).contains($0) }),
            [4, 6, 8, 9, 10, 11].contains(digits.count)
        else { return nil }
        // Units of 1/960 degree north of the equator and 1/640 degree east of 100° E.
        var south = (digits[0] * 10 + digits[1]) * 640
        var west = (digits[2] * 10 + digits[3]) * 640
        var height = 640
        var width = 640
        if digits.count >= 6 {
            guard digits[4] < 8, digits[5] < 8 else { return nil }
            (height, width) = (80, 80)
            south += digits[4] * height
            west += digits[5] * width
        }
        if digits.count >= 8 {
            (height, width) = (8, 8)
            south += digits[6] * height
            west += digits[7] * width
        }
        for digit in digits.dropFirst(8) {
            guard (1...4).contains(digit) else { return nil }
            (height, width) = (height / 2, width / 2)
            south += digit > 2 ? height : 0
            west += digit % 2 == 0 ? width : 0
        }
        guard
            let low = try? Coordinate(longitude: Double(west + 64_000) / 640, latitude: Double(south) / 960),
            let high = try? Coordinate(
                longitude: Double(west + width + 64_000) / 640, latitude: Double(south + height) / 960),
            JapanExtent.holds(longitude: low.longitude, latitude: low.latitude),
            let box = BoundingBox([low, high])
        else { return nil }
        text = String(decoding: digits.map { UInt8($0 + 0x30) }, as: UTF8.self)
        self.box = box
    }
}
