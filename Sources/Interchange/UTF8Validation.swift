/// Strict UTF-8 checking (RFC 3629) that tells where the first wrong byte stands.
enum UTF8Validation {
    /// The offset of the first byte that starts no well-formed sequence, or nil when all are well-formed.
    ///
    /// Overlong forms, surrogates and values above U+10FFFF are ill-formed.
    ///
    /// - Complexity: O(n); about eight bytes a step over ASCII.
    static func firstInvalidOffset(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let count = bytes.count
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index < count {
            let first = bytes[index]
            if first < 0x80 {
                index += 1
                while index &+ 8 <= count,
                    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    index &+= 8
                }
                continue
            }
            // Kana and kanji, nearly all that is not ASCII: three bytes with nothing to look out for.
            if index &+ 4 <= count, first != 0xE0, first != 0xED,
                UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt32.self)) & 0x00C0_C0F0
                    == 0x0080_80E0
            {
                index &+= 3
                continue
            }
            let length = sequenceLength(bytes, at: index, first: first)
            if length == 0 { return index }
            index &+= length
        }
        return nil
    }

    /// The length of the well-formed multi-byte sequence at `index`, or 0 when it is ill-formed.
    @inline(__always)
    static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, first: UInt8) -> Int {
        let left = bytes.count - index
        if first >= 0xC2, first <= 0xDF {
            return left >= 2 && bytes[index + 1] & 0xC0 == 0x80 ? 2 : 0
        }
        if first >= 0xE0, first <= 0xEF {
            guard left >= 3 else { return 0 }
            let second = bytes[index + 1]
            guard second & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80 else { return 0 }
            if first == 0xE0, second < 0xA0 { return 0 }
            if first == 0xED, second > 0x9F { return 0 }
            return 3
        }
        if first >= 0xF0, first <= 0xF4 {
            guard left >= 4 else { return 0 }
            let second = bytes[index + 1]
            guard second & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80, bytes[index + 3] & 0xC0 == 0x80 else {
                return 0
            }
            if first == 0xF0, second < 0x90 { return 0 }
            if first == 0xF4, second > 0x8F { return 0 }
            return 4
        }
        return 0
    }
}
