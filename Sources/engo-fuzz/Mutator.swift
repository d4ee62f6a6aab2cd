import TestSupport

/// Makes new inputs of old ones: a few random edits, with the tokens of a target among them.
struct Mutator {
    private let target: FuzzTarget
    private var generator: SeededGenerator

    init(_ target: FuzzTarget, seed: UInt64) {
        self.target = target
        generator = SeededGenerator(seed: seed)
    }

    /// An input made of one of the pool; the pool must not be empty.
    mutating func next(from pool: [[UInt8]]) -> [UInt8] {
        var bytes = choice(pool)
        for _ in 0..<(1 << number(below: 5)) { edit(&bytes, pool) }
        if bytes.count > target.longest { bytes.removeLast(bytes.count - target.longest) }
        return bytes
    }

    private mutating func edit(_ bytes: inout [UInt8], _ pool: [[UInt8]]) {
        let place = number(below: bytes.count + 1)
        let range = place..<min(bytes.count, place + 1 + number(below: 1 << number(below: 8)))
        switch number(below: 12) {
        case 0: bytes.insert(UInt8(number(below: 256)), at: place)
        case 1: if place < bytes.count { bytes[place] ^= 1 << number(below: 8) }
        case 2: bytes.removeSubrange(range)
        case 3, 4, 5: bytes.insert(contentsOf: choice(target.tokens), at: place)
        case 6: bytes.replaceSubrange(range, with: choice(target.tokens))
        case 7: bytes.insert(contentsOf: bytes[range], at: number(below: bytes.count + 1))
        case 8:
            // Seldom very long, for what is slow only then.
            let room = max(0, target.longest - bytes.count)
            let length = number(below: min(room, 1 << number(below: number(below: 20) == 0 ? 18 : 7)) + 1)
            let piece = range.isEmpty || number(below: 2) == 0 ? choice(target.tokens) : Array(bytes[range])
            var run: [UInt8] = []
            while run.count < length { run += piece }
            bytes.insert(contentsOf: run.prefix(length), at: place)
        case 9: bytes.removeLast(bytes.count - place)
        case 10:
            let other = choice(pool)
            bytes.replaceSubrange(place..., with: other[number(below: other.count + 1)...])
        default: if let last = bytes.indices.last, place < last { bytes.swapAt(place, last) }
        }
    }

    private mutating func choice(_ list: [[UInt8]]) -> [UInt8] { list.randomElement(using: &generator) ?? [] }

    /// 0 where nothing is below.
    private mutating func number(below limit: Int) -> Int {
        limit > 0 ? Int.random(in: 0..<limit, using: &generator) : 0
    }
}
