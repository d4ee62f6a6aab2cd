/// A horizontal reference system that Japanese address and survey data come in.
///
/// - Source: EPSG registry. 6668 JGD2011, 4612 JGD2000, 4301 Tokyo, 6669–6687, 2443–2461 and 30161–30179 the plane-rectangular
///   zones I–XIX on each of them (平面直角座標系, 平成14年国土交通省告示第9号), 4326 WGS 84.
package struct ReferenceSystem: Hashable, Sendable {
    /// The number in the EPSG registry.
    package let number: Int

    /// JGD2011 in degrees, the system of every stored position.
    package static let jgd2011 = ReferenceSystem(known: 6668)

    /// Takes `EPSG:6668` or a bare number, in ASCII, and refuses systems that this project has not checked.
    ///
    /// - Throws: ``ReprojectionError/unsupportedReferenceSystem(code:)``.
    package init(code: String) throws(ReprojectionError) {
        let utf8 = Array(code.utf8)
        let prefix = Array("EPSG:".utf8)
        let upper = utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }
        let digits = upper.starts(with: prefix) ? upper.dropFirst(prefix.count) : upper[...]
        guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = Int(String(decoding: digits, as: UTF8.self)), Self.isSupported(number)
        else { throw .unsupportedReferenceSystem(code: code) }
        self.number = number
    }

    private init(known number: Int) {
        self.number = number
    }

    /// `EPSG:` and the number, as PROJ takes it.
    package var code: String { "EPSG:\(number)" }

    /// Whether coordinates are metres east and north rather than degrees.
    package var isProjected: Bool {
        switch number {
        case 6669...6687, 2443...2461, 30161...30179: true
        default: false
        }
    }

    private static func isSupported(_ number: Int) -> Bool {
        switch number {
        case 6668, 4612, 4301, 4326, 6669...6687, 2443...2461, 30161...30179: true
        default: false
        }
    }
}
