import Disclosure
import Registry

/// What stands for a household or a person in addresses: 16 lower-case hexadecimal digits.
struct FeatureCode: Hashable {
    let number: UInt64

    init(number: UInt64) { self.number = number }

    /// Nil for anything but 16 lower-case digits.
    init?(_ text: String) {
        let digits = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard text.utf8.count == 16, digits, let number = UInt64(text, radix: 16) else { return nil }
        self.number = number
    }

    /// The digits.
    var text: String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * place) & 15)
                buffer[place] = digit < 10 ? 0x30 + digit : 0x57 + digit
            }
            return 16
        }
    }
}

/// The codes of households one after the other, looked up some at a time, so that the first need not wait for all.
struct WindowedCodes {
    private let households: [UInt32]
    private let grant: ReleaseGrant
    private var codes: ArraySlice<UInt64> = []
    private var start = 0

    /// Few at first, so that the first code comes soon.
    private var windowLength = 64
    private static let mostAtOnce = 4096

    init(_ households: [UInt32], _ grant: ReleaseGrant) {
        self.households = households
        self.grant = grant
    }

    /// The code of the next household.
    ///
    /// - Throws: ``Registry/RegistryError``.
    mutating func next(in snapshot: RegistrySnapshot) throws -> FeatureCode {
        if codes.isEmpty {
            let window = households[start..<min(start + windowLength, households.count)]
            codes = try snapshot.codes(of: Array(window), grant: grant)[...]
            start = window.endIndex
            windowLength = min(2 * windowLength, Self.mostAtOnce)
        }
        guard let code = codes.popFirst() else { throw RegistryError.noSuchHousehold }
        return FeatureCode(number: code)
    }
}
