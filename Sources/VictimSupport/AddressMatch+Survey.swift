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

    /// The same match of the text, with the position from the register's own survey.
    func surveyed(at position: Coordinate, uncertaintyMetres: Double) -> AddressMatch {
        AddressMatch(
            prefecture: prefecture, city: city, town: town, koaza: koaza, number: number, rest: rest,
            matchLevel: matchLevel, coordinateLevel: .survey, position: position, uncertaintyMetres: uncertaintyMetres,
            isCertain: true, lgCode: lgCode, machiazaID: machiazaID, recordID: recordID, candidates: candidates,
            rules: rules + ["survey.register"])
    }
}
