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
        var place = 0
        while place < count {
            guard household < counts.count else { throw Self.mismatch }
            let left = Int(counts[household]) - passed
            let taken = min(left, count - place)
            if isRecorded[household] {
                let meant = members.isEmpty ? nil : members[UInt32(household + 1)]
                for member in place..<place + taken
                where visible?.isVisible(resident: firstResident + UInt32(member)) != false {
                    if let meant {
                        shown += 1
                        guard meant.contains(shown - 1) else { continue }
                    }
                    keys.append(bytes.loadUnaligned(fromByteOffset: member * PackedKey.size, as: PackedKey.self).key)
                }
            }
            place += taken
            if taken == left {
                household += 1
                passed = 0
                shown = 0
            } else {
                passed += taken
            }
        }
        firstResident += UInt32(count)
    }

    /// Whether all members of all households were passed.
    func isAtEnd(of counts: [UInt32]) -> Bool { passed == 0 && counts.dropFirst(household).allSatisfy { $0 == 0 } }
}
