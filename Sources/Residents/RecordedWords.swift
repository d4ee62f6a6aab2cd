/// The few words that a column of millions of rows holds, each read once.
struct RecordedWords<Value: Sendable>: Sendable {
    private static var slots: Int { 512 }

    private var known: [(word: [UInt8], value: Value)?] = Array(repeating: nil, count: RecordedWords.slots)

    /// What a word was found to mean, or what `read` makes of it now.
    mutating func value(
        of word: UnsafeRawBufferPointer, _ read: (String) throws(ResidentValueError) -> Value
    ) throws(ResidentValueError) -> Value {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(Self.slots - 1))
        if let entry = known[slot], entry.word.withUnsafeBytes({ $0.holdsSame(as: word) }) { return entry.value }
        let value = try read(String(decoding: word, as: UTF8.self))
        known[slot] = (Array(word), value)
        return value
    }
}

/// Where each 続柄 of a register stands in the listing order, read once per word.
package struct RelationshipRanks: Sendable {
    private var words = RecordedWords<RelationshipRank>()

    /// No word read yet.
    package init() {}

    /// The rank of a relationship as recorded.
    ///
    /// - Throws: what ``Relationship/init(_:)`` throws.
    package mutating func rank(of text: UnsafeRawBufferPointer) throws(ResidentValueError) -> RelationshipRank {
        try words.value(of: text) { (text) throws(ResidentValueError) in try Relationship(text).rank }
    }
}

/// What each 性別 of a register says, read once per word.
package struct SexWords: Sendable {
    private var words = RecordedWords<Sex>()

    /// No word read yet.
    package init() {}

    /// The sex as recorded.
    ///
    /// - Throws: what ``Sex/init(recorded:)`` throws.
    package mutating func sex(of text: UnsafeRawBufferPointer) throws(ResidentValueError) -> Sex {
        try words.value(of: text) { (text) throws(ResidentValueError) in try Sex(recorded: text) }
    }
}

/// Each 続柄 of a stored register as a value, made once per word.
package struct StoredRelationships: Sendable {
    private var words = RecordedWords<Relationship>()

    /// No word read yet.
    package init() {}

    /// The relationship of stored text.
    ///
    /// - Throws: what ``Relationship/init(_:)`` throws.
    package mutating func relationship(
        _ text: UnsafeRawBufferPointer?
    ) throws(ResidentValueError) -> Relationship {
        try words.value(of: text ?? UnsafeRawBufferPointer(start: nil, count: 0)) { (text) throws(ResidentValueError) in
            try Relationship(text)
        }
    }
}

/// What each 構造 of a register says, read once per word.
package struct StructureWords: Sendable {
    private var words = RecordedWords<BuildingStructure>()

    /// No word read yet.
    package init() {}

    /// The structure as recorded; nil is unknown.
    package mutating func structure(of text: UnsafeRawBufferPointer?) -> BuildingStructure {
        guard let text else { return .unknown }
        return (try? words.value(of: text) { BuildingStructure(recorded: $0) }) ?? .unknown
    }
}
