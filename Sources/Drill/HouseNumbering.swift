/// Gives the lots of one town their registered numbers.
struct HouseNumbering {
    /// The parts of one number; 0 stands for a part that is missing.
    struct Number {
        let first: Int
        let second: Int
        let third: Int
    }

    private let numbering: Town.Numbering
    private var parcel = 0
    private var branch = 0
    private var branchesLeft = 0

    init(_ numbering: Town.Numbering) {
        self.numbering = numbering
    }

    /// The number of the next lot; call it once per lot, in order.
    mutating func number(_ lot: LotLayout.Lot, stream: inout RandomStream) -> Number {
        switch numbering {
        case .residence:
            // A few houses share their neighbour's number and are told apart by a branch.
            let hasBranch = stream.chance(percent: 2)
            return Number(first: lot.block, second: lot.place, third: hasBranch ? 1 : 0)
        case .parcel:
            if branchesLeft > 0 {
                branchesLeft -= 1
                branch += 1
                let third = stream.chance(percent: 2) ? stream.within(1...4) : 0
                return Number(first: parcel, second: branch, third: third)
            }
            parcel += stream.chance(percent: 8) ? stream.within(2...6) : 1
            if stream.chance(percent: 22) {
                branchesLeft = stream.within(1...6)
                branch = 1
                return Number(first: parcel, second: 1, third: 0)
            }
            return Number(first: parcel, second: 0, third: 0)
        }
    }
}
