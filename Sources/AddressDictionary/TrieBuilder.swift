/// Lays out sorted keys as a trie of flat nodes: the children of a node are neighbours, sorted by token.
struct TrieBuilder {
    private(set) var nodes = ByteWriter()
    private(set) var values = ByteWriter()
    private var nodeCount: UInt32 = 0
    private var valueCount: UInt32 = 0

    /// A key and what it stands for.
    struct Entry {
        var key: [UInt32]
        var value: UInt32
    }

    /// Adds a trie and returns its root. Entries may come in any order; values of one key are kept sorted, each once.
    ///
    /// - Complexity: O(n log n) in the entries.
    mutating func add(_ entries: [Entry]) -> UInt32 {
        let sorted = entries.sorted {
            if $0.key != $1.key { return $0.key.lexicographicallyPrecedes($1.key) }
            let left = $0.value & DictionaryFormat.valueMask
            let right = $1.value & DictionaryFormat.valueMask
            return left == right ? $0.value < $1.value : left < right
        }
        struct Pending {
            var range: Range<Int>
            var depth: Int
            var token: UInt32
        }
        let root = nodeCount
        var queue = [Pending(range: sorted.indices, depth: 0, token: 0)]
        var at = 0
        // Breadth first: the children of each node are queued, and therefore numbered, one after the other.
        while at < queue.count {
            let item = queue[at]
            at += 1
            var index = item.range.lowerBound
            var firstValue = DictionaryFormat.none
            var own: [UInt32] = []
            while index < item.range.upperBound, sorted[index].key.count == item.depth {
                if own.last.map({ $0 & DictionaryFormat.valueMask }) != sorted[index].value & DictionaryFormat.valueMask
                {
                    own.append(sorted[index].value)
                }
                index += 1
            }
            if !own.isEmpty {
                firstValue = valueCount
                own[own.count - 1] |= DictionaryFormat.lastValue
                for value in own { values.u32(value) }
                valueCount += UInt32(own.count)
            }
            let firstChild = root + UInt32(queue.count)
            var childCount: UInt32 = 0
            while index < item.range.upperBound {
                let token = sorted[index].key[item.depth]
                let start = index
                while index < item.range.upperBound, sorted[index].key[item.depth] == token { index += 1 }
                queue.append(Pending(range: start..<index, depth: item.depth + 1, token: token))
                childCount += 1
            }
            nodes.u32(item.token)
            nodes.u32(firstChild)
            nodes.u32(childCount)
            nodes.u32(firstValue)
            nodeCount += 1
        }
        return root
    }
}

/// Appends little-endian values to a byte array.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    mutating func u32(_ value: UInt32) { append(value) }
    mutating func u64(_ value: UInt64) { append(value) }
    mutating func i32(_ value: Int32) { append(UInt32(bitPattern: value)) }
    mutating func i64(_ value: Int64) { append(UInt64(bitPattern: value)) }
    mutating func f32(_ value: Double) { append(Float(value).bitPattern) }

    mutating func raw(_ other: some Sequence<UInt8>) { bytes.append(contentsOf: other) }

    mutating func pad(to multiple: Int) {
        while bytes.count % multiple != 0 { bytes.append(0) }
    }

    @inline(__always)
    private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Gathers strings, each once, and gives their references.
struct StringPool {
    private(set) var bytes = ByteWriter()
    private var known: [[UInt8]: UInt32] = [:]

    /// The reference of a string; ``DictionaryFormat/none`` for the empty one. Longer than 65,535 bytes is cut.
    mutating func reference(_ text: String) -> UInt32 {
        if text.isEmpty { return DictionaryFormat.none }
        let utf8 = Array(text.utf8.prefix(Int(UInt16.max)))
        if let found = known[utf8] { return found }
        let reference = UInt32(bytes.bytes.count)
        withUnsafeBytes(of: UInt16(utf8.count).littleEndian) { bytes.raw($0) }
        bytes.raw(utf8)
        known[utf8] = reference
        return reference
    }
}
