import Residents

/// Resident numbers, each with a value: exact, and small enough for millions.
///
/// A number of up to eighteen digits is kept as eight bytes; what else a register writes there goes into a dictionary.
struct NumberTable<Value: BitwiseCopyable> {
    /// A guess may be wrong; beyond this the table grows as numbers come.
    private static var mostExpected: Int { 1 << 26 }

    private var keys: ContiguousArray<UInt64>
    private var values: ContiguousArray<Value>
    private var others: [[UInt8]: Value] = [:]
    private var digitCount = 0
    private let filler: Value

    /// - Parameters:
    ///   - filler: any value; it stands where no number does.
    ///   - expected: about how many numbers will come.
    init(filler: Value, expected: Int = 0) {
        self.filler = filler
        var capacity = 1 << 10
        while capacity < min(expected, Self.mostExpected) * 2 { capacity *= 2 }
        keys = ContiguousArray(repeating: 0, count: capacity)
        values = ContiguousArray(repeating: filler, count: capacity)
    }

    /// The number's value, or nil when it was never given one.
    subscript(number: UnsafeRawBufferPointer) -> Value? {
        guard let key = Self.key(number) else { return others[Array(number)] }
        let slot = slot(of: key)
        return keys[slot] == 0 ? nil : values[slot]
    }

    /// Whether the number has a value.
    func contains(_ number: UnsafeRawBufferPointer) -> Bool { self[number] != nil }

    /// Where a number stands or would stand, so that it is looked up once to be asked for and then set.
    struct Place {
        fileprivate let key: UInt64
        fileprivate let slot: Int
        /// Whether the number has a value.
        let isTaken: Bool
    }

    /// Where a number of digits stands or would stand, until the next one is set; nil for other numbers.
    func place(of number: UnsafeRawBufferPointer) -> Place? {
        guard let key = Self.key(number) else { return nil }
        let slot = slot(of: key)
        return Place(key: key, slot: slot, isTaken: keys[slot] != 0)
    }

    /// Gives the number that is to stand there a value.
    mutating func set(_ place: Place, _ value: Value) {
        if !place.isTaken { digitCount += 1 }
        keys[place.slot] = place.key
        values[place.slot] = value
        if digitCount * 2 > keys.count { grow() }
    }

    /// Gives the number a value; the one it had before, or nil when it is new.
    @discardableResult
    mutating func set(_ number: UnsafeRawBufferPointer, _ value: Value) -> Value? {
        guard let key = Self.key(number) else { return others.updateValue(value, forKey: Array(number)) }
        let slot = slot(of: key)
        let old = keys[slot] == 0 ? nil : values[slot]
        set(Place(key: key, slot: slot, isTaken: old != nil), value)
        return old
    }

    /// The digits behind a 1, so that leading zeros count; never 0.
    private static func key(_ number: UnsafeRawBufferPointer) -> UInt64? {
        guard (1...18).contains(number.count) else { return nil }
        var key: UInt64 = 1
        for byte in number {
            guard (0x30...0x39).contains(byte) else { return nil }
            key = key &* 10 &+ UInt64(byte &- 0x30)
        }
        return key
    }

    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        // Numbers given out one after the other lie in one block of 512, so that a register in their order stays in the cache.
        let block = ((key >> 9) &* 0x9E37_79B9_7F4A_7C15) >> 32
        var slot = Int(truncatingIfNeeded: block << 9 | key & 511) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let oldKeys = keys
        let oldValues = values
        keys = ContiguousArray(repeating: 0, count: oldKeys.count * 2)
        values = ContiguousArray(repeating: filler, count: oldKeys.count * 2)
        for (key, value) in zip(oldKeys, oldValues) where key != 0 {
            let slot = slot(of: key)
            keys[slot] = key
            values[slot] = value
        }
    }
}

extension NumberTable where Value == Void {
    /// A set of numbers.
    init(_ numbers: Set<ResidentNumber>) {
        self.init(filler: ())
        for number in numbers {
            var text = number.text
            text.withUTF8 { _ = set(UnsafeRawBufferPointer($0), ()) }
        }
    }
}
