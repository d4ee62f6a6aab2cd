import AddressDictionary
import Geospatial

extension AddressMatch {
    /// The answer when there is no dictionary to ask.
    static func unmatched(rest: String) -> AddressMatch {
        AddressMatch(
            prefecture: "", city: "", town: "", koaza: "", number: "", rest: rest, matchLevel: .none,
            coordinateLevel: .none, position: nil, uncertaintyMetres: nil, isCertain: false, lgCode: "",
            machiazaID: "", recordID: "", candidates: [], rules: [])
    }

    /// The same match of the text, with a position from the register's own survey or from staff.
    func surveyed(at position: Coordinate, uncertaintyMetres: Double, rule: MatchRule) -> AddressMatch {
        AddressMatch(
            prefecture: prefecture, city: city, town: town, koaza: koaza, number: number, rest: rest,
            matchLevel: matchLevel, coordinateLevel: .survey, position: position, uncertaintyMetres: uncertaintyMetres,
            isCertain: true, lgCode: lgCode, machiazaID: machiazaID, recordID: recordID, candidates: candidates,
            rules: rules + [rule.id])
    }

    /// The same answer with a step that came before the others.
    func preceded(by rule: MatchRule) -> AddressMatch {
        AddressMatch(
            prefecture: prefecture, city: city, town: town, koaza: koaza, number: number, rest: rest,
            matchLevel: matchLevel, coordinateLevel: coordinateLevel, position: position,
            uncertaintyMetres: uncertaintyMetres, isCertain: isCertain, lgCode: lgCode, machiazaID: machiazaID,
            recordID: recordID, candidates: candidates, rules: [rule.id] + rules)
    }
}
