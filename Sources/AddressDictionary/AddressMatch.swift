package import Geospatial

/// What the dictionary says about one address.
package struct AddressMatch: Equatable, Sendable {
    /// The registered prefecture; empty below that level.
    package internal(set) var prefecture = ""
    /// County, city and ward together, as registered.
    package internal(set) var city = ""
    /// The registered 大字 or 町 with its 丁目 in kanji numerals, such as `入間川一丁目`.
    package internal(set) var town = ""
    /// The registered koaza (小字), or the written one where the dictionary has none of that name.
    package internal(set) var koaza = ""
    /// Block and residence number, or parcel number, as parsed: digits joined by `-`, letters kept; registered or not.
    package internal(set) var number = ""
    /// What is left of the text, untouched: building, room, care-of, brackets; in Kyoto also the street text.
    package internal(set) var rest = ""
    /// How much of the text was found in the dictionary.
    package internal(set) var matchLevel = MatchLevel.none
    /// Which kind of record gave the point; `none` when there is no point.
    package internal(set) var coordinateLevel = MatchLevel.none
    /// The point, JGD2011.
    package internal(set) var position: Coordinate?
    /// Where the point comes from, as its source is to be credited; empty when there is no point or its source is not kept.
    package internal(set) var pointSource = ""
    /// A radius around the point, in metres, derived from the registered points of that record, block, town or municipality;
    /// see ``UncertaintyRule``.
    package internal(set) var uncertaintyMetres: Double?
    /// Whether the text has exactly one reading and every number in it was found.
    package internal(set) var isCertain = false
    /// The municipality's six-digit code; empty when unknown.
    package internal(set) var lgCode = ""
    /// The seven-digit machi-aza id; empty when the source has none.
    package internal(set) var machiazaID = ""
    /// The record's id within its town: `blk_id`, `blk_id-rsdt_id`, `blk_id-rsdt_id-rsdt2_id`, or `prc_id`.
    package internal(set) var recordID = ""
    /// The readings between which the text does not decide, as full addresses; empty when there is one.
    package internal(set) var candidates: [String] = []
    /// The ids of the steps that fired, in their order; ``MatchRule`` explains them.
    package internal(set) var rules: [String] = []

    /// Every part as given; the store puts answers together again with it.
    package init(
        prefecture: String = "", city: String = "", town: String = "", koaza: String = "", number: String = "",
        rest: String = "", matchLevel: MatchLevel = .none, coordinateLevel: MatchLevel = .none,
        position: Coordinate? = nil, uncertaintyMetres: Double? = nil, isCertain: Bool = false, lgCode: String = "",
        machiazaID: String = "", recordID: String = "", candidates: [String] = [], rules: [String] = []
    ) {
        self.prefecture = prefecture
        self.city = city
        self.town = town
        self.koaza = koaza
        self.number = number
        self.rest = rest
        self.matchLevel = matchLevel
        self.coordinateLevel = coordinateLevel
        self.position = position
        self.uncertaintyMetres = uncertaintyMetres
        self.isCertain = isCertain
        self.lgCode = lgCode
        self.machiazaID = machiazaID
        self.recordID = recordID
        self.candidates = candidates
        self.rules = rules
    }
}
