package import Geospatial

/// What somebody taught about one address, as one row of the history.
package struct StoredCorrection: Hashable, Sendable {
    /// What the row says about the address.
    package enum Action: String, Sendable {
        /// Read it as another spelling, or stand it at a point, or both.
        case teach
        /// Forget what was taught before.
        case remove
    }

    /// Place in the history; a later row about the same address replaces an earlier one.
    package let id: Int64
    /// The generation that the row belongs to.
    package let generation: Int64
    /// Whether the row teaches or takes back.
    package let action: Action
    /// The address as it was given.
    package let address: String
    /// The spelling to read instead, or nil.
    package let correctedAddress: String?
    /// The point where the address stands, JGD2011, or nil.
    package let point: Coordinate?
    /// Why, in the operator's words, or nil.
    package let note: String?
    /// The operating-system account.
    package let operatorName: String
    /// When, ISO 8601 UTC.
    package let createdAt: String

    /// A new correction with its place in the history.
    package init(_ new: NewCorrection, id: Int64, generation: Int64, operatorName: String, createdAt: String) {
        self.id = id
        self.generation = generation
        action = new.action
        address = new.address
        correctedAddress = new.correctedAddress
        point = new.point
        note = new.note
        self.operatorName = operatorName
        self.createdAt = createdAt
    }

    init(
        id: Int64, generation: Int64, action: Action, address: String, correctedAddress: String?, point: Coordinate?,
        note: String?, operatorName: String, createdAt: String
    ) {
        self.id = id
        self.generation = generation
        self.action = action
        self.address = address
        self.correctedAddress = correctedAddress
        self.point = point
        self.note = note
        self.operatorName = operatorName
        self.createdAt = createdAt
    }
}

/// A correction about to be stored.
package struct NewCorrection: Hashable, Sendable {
    /// Whether it teaches or takes back.
    package let action: StoredCorrection.Action
    /// The address as it was given.
    package let address: String
    /// The spelling to read instead, or nil.
    package let correctedAddress: String?
    /// The point where the address stands, JGD2011, or nil.
    package let point: Coordinate?
    /// Why, or nil.
    package let note: String?

    /// Teaches a spelling, a point or both.
    package init(address: String, correctedAddress: String?, point: Coordinate?, note: String?) {
        action = .teach
        self.address = address
        self.correctedAddress = correctedAddress
        self.point = point
        self.note = note
    }

    /// Takes back whatever was taught about an address.
    package init(removing address: String, note: String?) {
        action = .remove
        self.address = address
        correctedAddress = nil
        point = nil
        self.note = note
    }
}
