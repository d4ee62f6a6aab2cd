/// A walk along the column of residents' keys, chunk by chunk, that picks those of some households.
struct KeyWalk {
    private(set) var keys: [UInt64] = []
    /// Of which households only some members are picked, by their places among those who are visible, from 0.
    private let members: [UInt32: Range<Int>]
    /// How many visible members of the household were passed, where only some are picked.
    private var shown = 0
    /// The place of the household whose members come next.
    private var household = 0
    /// How many of its members were passed, perhaps in the chunk before.
    private var passed = 0
    private var firstResident: UInt32 = 1

    static var mismatch: RegistryError { .packedColumnMismatch(column: PackedColumns.residentKey.name) }

    init(expected: Int, members: [UInt32: Range<Int>] = [:]) {
        self.members = members
        keys.reserveCapacity(expected)
    }

    /// - Parameters:
    ///   - bytes: whole keys.
    ///   - isRecorded: which households are picked.
    ///   - counts: the members of each household.
    ///   - visible: whom of them to pick; nil for all.
    /// - Throws: ``mismatch`` when there are more keys than members.
    mutating func take(
        _ bytes: UnsafeRawBufferPointer, of isRecorded: Span<Bool>, _ counts: Span<UInt32>, _ visible: VisiblePeople?
    ) throws {
        let count = bytes.count / PackedKey.size
        let visible = visible?.seesAllMembers == true ? nil : visible
        // The next household's members begin here; before this chunk, when some were passed in the one before.
        var start = -passed
        var place = household
        while place < counts.count {
            let end = start + Int(counts[place])
            if isRecorded[place] {
                pick(max(start, 0)..<min(end, count), of: bytes, household: UInt32(place + 1), visible)
                if end <= count { shown = 0 }
            }
            guard end <= count else { break }
            start = end
            place += 1
        }
        guard place < counts.count || start == count else { throw Self.mismatch }
        household = place
        passed = count - start
        firstResident += UInt32(count)
    }

    /// Picks members of one household by their places in the chunk; apart from the walk, which so stays small: most are passed over.
    @inline(never)
    private mutating func pick(
        _ places: Range<Int>, of bytes: UnsafeRawBufferPointer, household: UInt32, _ visible: VisiblePeople?
    ) {
        func key(_ place: Int) -> UInt64 {
            bytes.loadUnaligned(fromByteOffset: place * PackedKey.size, as: PackedKey.self).key
        }
        if visible == nil, members.isEmpty {
            for place in places { keys.append(key(place)) }
            return
        }
        let meant = members[household]
        for place in places where visible?.isVisible(resident: firstResident + UInt32(place)) != false {
            if let meant {
                shown += 1
                guard meant.contains(shown - 1) else { continue }
            }
            keys.append(key(place))
        }
    }

    /// Whether all members of all households were passed.
    func isAtEnd(of counts: [UInt32]) -> Bool { passed == 0 && counts.dropFirst(household).allSatisfy { $0 == 0 } }
}
