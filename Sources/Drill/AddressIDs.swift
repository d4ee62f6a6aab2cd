/// The key of a residence number inside its town.
struct ResidenceID {
    let blockNumber: String
    let houseNumber: String
    /// Empty when there is none.
    let branchNumber: String
    /// Three digits each, as the tables write them; the branch has five, or none.
    let block: String
    let house: String
    let branch: String

    init(block number: Int, house: Int, branch: Int) {
        blockNumber = String(number)
        houseNumber = String(house)
        branchNumber = branch == 0 ? "" : String(branch)
        block = DecimalText.padded(number, width: 3)
        self.house = DecimalText.padded(house, width: 3)
        self.branch = branch == 0 ? "" : DecimalText.padded(branch, width: 5)
    }

    /// The ids joined by hyphens: `001-002`.
    var recordID: String { branch.isEmpty ? "\(block)-\(house)" : "\(block)-\(house)-\(branch)" }
}

/// The key of a parcel inside its town: the parts of its number, five digits each.
struct ParcelID {
    /// The parts that are there, at least one.
    let parts: [String]
    let text: String

    init(_ number: HouseNumbering.Number) {
        parts = [number.first, number.second, number.third].filter { $0 > 0 }.map(String.init)
        text = [number.first, number.second, number.third].map { DecimalText.padded($0, width: 5) }.joined()
    }
}
