import TestSupport
import Testing

@testable import Registry

@Suite struct KeyWalkTests {
    /// The column as bytes, cut anywhere between two keys.
    private static func walk(
        _ keys: [UInt64], cut: [Int], of isRecorded: [Bool], _ counts: [UInt32], members: [UInt32: Range<Int>] = [:]
    ) throws -> KeyWalk {
        let bytes = keys.map { PackedKey($0) }.withUnsafeBytes { Array($0) }
        var walk = KeyWalk(expected: 0, members: members)
        for (start, end) in zip([0] + cut, cut + [keys.count]) {
            try bytes.withUnsafeBytes { all in
                try walk.take(
                    UnsafeRawBufferPointer(rebasing: all[start * PackedKey.size..<end * PackedKey.size]),
                    of: isRecorded.span, counts.span, nil)
            }
        }
        return walk
    }

    @Test(arguments: 1...40)
    func picksTheKeysOfTheHouseholdsWhereverTheColumnIsCut(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let counts = (0..<Int.random(in: 1...60, using: &random)).map { _ in UInt32.random(in: 0...4, using: &random) }
        let isRecorded = counts.map { _ in Bool.random(using: &random) }
        let keys = (0..<counts.reduce(0) { $0 + Int($1) }).map { _ in UInt64.random(in: 0..<1 << 40, using: &random) }
        let cut = (0..<5).map { _ in Int.random(in: 0...keys.count, using: &random) }.sorted()
        var expected: [UInt64] = []
        var first = 0
        for (count, isRecorded) in zip(counts, isRecorded) {
            if isRecorded { expected += keys[first..<first + Int(count)] }
            first += Int(count)
        }
        let walk = try Self.walk(keys, cut: cut, of: isRecorded, counts)
        #expect(walk.keys == expected)
        #expect(walk.isAtEnd(of: counts))
        #expect(throws: KeyWalk.mismatch) { try Self.walk(keys + [1], cut: cut, of: isRecorded, counts) }
        // Of one household some members only.
        if let element = isRecorded.indices.filter({ isRecorded[$0] && counts[$0] > 1 }).first {
            let before = counts[..<element].reduce(0) { $0 + Int($1) }
            let start = zip(counts, isRecorded).prefix(element).reduce(0) { $0 + ($1.1 ? Int($1.0) : 0) }
            let some = 1..<Int(counts[element])
            var fewer = expected
            fewer.replaceSubrange(start..<start + Int(counts[element]), with: some.map { keys[before + $0] })
            let walk = try Self.walk(
                keys, cut: cut, of: isRecorded, counts, members: [UInt32(element + 1): 1..<9])
            #expect(walk.keys == fewer)
        }
        guard !keys.isEmpty else { return }
        #expect(try !Self.walk(keys.dropLast(), cut: [], of: isRecorded, counts).isAtEnd(of: counts))
    }
}
