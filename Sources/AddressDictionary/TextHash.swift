/// 64-bit FNV-1a, for short texts and for naming an edition; not a protection against intent.
enum TextHash {
    /// The hash of the bytes, continued from `seed`.
    static func fnv1a(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
        var hash = seed
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// The hash of the value's eight bytes, continued from `seed`.
    static func fnv1a(_ value: UInt64, seed: UInt64) -> UInt64 {
        var hash = seed
        for shift in stride(from: 0, to: 64, by: 8) {
            hash = (hash ^ (value >> UInt64(shift) & 0xFF)) &* 0x0000_0100_0000_01B3
        }
        return hash
    }
}
