/// An address as the address tables register it.
struct RegisteredAddress {
    /// Everything before the number; parts that do not exist are empty.
    struct TownNames {
        let prefecture: String
        let county: String
        let city: String
        let ward: String
        /// 大字 or 町, with the word 大字 where it is registered.
        let oaza: String
        let chome: String
        /// Number of the 丁目; nil when there is none, or when it is no plain 丁目.
        let chomeNumber: Int?
        let koaza: String

        /// The name of the 町 or 大字 without these words.
        var stem: String {
            var text = oaza.isEmpty ? koaza : oaza
            if text.hasPrefix("大字") { text.removeFirst(2) }
            if text.hasSuffix("町"), text.count > 1 { text.removeLast() }
            return text
        }
    }

    /// The numbered end of an address.
    enum Number {
        /// Block, residence number, branch of the residence number (empty when there is none).
        case residence(block: String, number: String, branch: String)
        /// The parts of a parcel number, at least one, none empty.
        case parcel([String])
    }

    let town: TownNames
    let number: Number
    /// Whether the number is found without the 小字.
    let koazaMayBeLeftOut: Bool

    /// Whether the address is numbered by parcels.
    var isParcel: Bool {
        if case .parcel = number { true } else { false }
    }
}
