import Residents

/// Walks a sealed draft household by household.
struct DraftCursor {
    private let draft: RegisterDraft
    private var place = 0
    private var bytes: [UInt8] = []
    private var starts: [Int] = []

    init(_ draft: RegisterDraft) { self.draft = draft }

    /// How many people stand before this household.
    private(set) var first = 0

    /// Moves to the next household; false behind the last.
    mutating func next() throws -> Bool {
        guard place < draft.count else { return false }
        first = place
        place = try draft.readHousehold(at: place, into: &bytes, &starts)
        return true
    }

    /// Lends the members in listing order.
    func withMembers<Result>(_ body: ([ResidentRecord]) throws -> Result) throws -> Result {
        try bytes.withUnsafeBytes { all in
            var members = ResidentRecord.list(at: starts, in: all)
            if members.count > 1 { members.sort { $0.isListed(before: $1) } }
            return try body(members)
        }
    }
}
