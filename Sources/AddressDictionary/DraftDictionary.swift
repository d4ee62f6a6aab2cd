/// The tables of a dictionary while they are being gathered.
struct DraftDictionary {
    /// The mark of a missing longitude.
    static let noPoint = Int64.min

    /// A position in billionths of a degree and the row it came from.
    struct Point {
        var longitude = DraftDictionary.noPoint
        var latitude = DraftDictionary.noPoint
        var scale: Float = 0
        var file: UInt16 = 0
        var line: UInt32 = 0
        var isPresent: Bool { longitude != DraftDictionary.noPoint }
    }

    struct City {
        var code = ""
        var prefecture = 0
        var county = ""
        var city = ""
        var ward = ""
        var point = Point()
        var name: String { county + city + ward }
    }

    struct Town {
        var city = 0
        var id = ""
        /// 大字 or 町 with the chome in kanji numerals, as registered.
        var name = ""
        var koaza = ""
        /// Another name of the town and of the koaza, by which they are called; empty for none.
        var alias = ""
        var koazaAlias = ""
        var isResidential = false
        var hasChome = false
        var isStem = false
        /// The rank of the source that gave the row.
        var source = 0
        var point = Point()
    }

    /// A residence, parcel or block.
    struct Record {
        var town: UInt32
        /// Which row of the position file belongs to it.
        var join: UInt64
        /// ``DictionaryFormat/numberKey(_:_:_:)``, or ``DictionaryFormat/oddKey`` and an index into `oddTexts`.
        var key: UInt64
        /// An index into `ids` where the id does not follow from the number; −1 where it does.
        var id: Int32
        var file: UInt16
        var line: UInt32
        var point = Point()
    }

    /// A row of a position file.
    struct Position {
        var town: UInt32
        var join: UInt64
        var point: Point
    }

    var prefectures = PrefectureTable()
    var files: [String] = []
    var cities: [City] = []
    var towns: [Town] = []
    var residences: [Record] = []
    var parcels: [Record] = []
    var blocks: [Record] = []
    var residencePositions: [Position] = []
    var parcelPositions: [Position] = []
    var blockPositions: [Position] = []
    var oddTexts: [String] = []
    var ids: [String] = []

    private var cityByCode: [String: Int] = [:]
    private var cityByName: [String: Int] = [:]
    private var cityByKey: [CityKey: Int] = [:]
    private var townByCode: [UInt64: Int] = [:]
    private var townByName: [TownName: Int] = [:]
    private var townByKey: [TownKey: Int] = [:]

    private struct CityKey: Hashable {
        var prefecture: Int
        var key: [UInt32]
    }

    private struct TownName: Hashable {
        var city: Int
        var name: [UInt8]
    }

    private struct TownKey: Hashable {
        var city: Int
        var key: [UInt32]
    }

    /// The index of a file's name.
    mutating func fileIndex(_ name: String) throws(AddressDictionaryError) -> UInt16 {
        guard files.count < Int(UInt16.max) else { throw .tooLarge(table: "files") }
        files.append(name)
        return UInt16(files.count - 1)
    }

    // MARK: Municipalities

    /// The municipality with the code, made or completed where needed; nil when the code is malformed.
    mutating func city(code: String, county: String, city: String, ward: String) -> Int? {
        guard let complete = try? LocalGovernmentCode(code).text,
            let prefecture = prefectures.index(ofMunicipality: complete)
        else { return nil }
        if let known = cityByCode[complete] {
            if cities[known].city.isEmpty {
                cities[known].county = county
                cities[known].city = city
                cities[known].ward = ward
                noteName(known)
            } else if cities[known].county.isEmpty, !county.isEmpty, cities[known].ward.isEmpty {
                cities[known].county = county
                noteName(known)
            }
            return known
        }
        let key = CityKey(prefecture: prefecture, key: AddressText(county + city + ward).key)
        if !city.isEmpty, let known = cityByKey[key], cities[known].code.isEmpty {
            cities[known].code = complete
            cityByCode[complete] = known
            return known
        }
        cities.append(City(code: complete, prefecture: prefecture, county: county, city: city, ward: ward))
        cityByCode[complete] = cities.count - 1
        if !city.isEmpty { noteName(cities.count - 1) }
        return cities.count - 1
    }

    /// The municipality with the name, made where it is not known; nil when the prefecture is none.
    mutating func city(prefecture: String, name: String) -> Int? {
        guard let index = prefectures.index(named: prefecture), !name.isEmpty else { return nil }
        if let known = cityByName[prefecture + name] { return known }
        // 龍ヶ崎市 in one source is 龍ケ崎市 in another.
        let key = CityKey(prefecture: index, key: AddressText(name).key)
        if let known = cityByKey[key] {
            cityByName[prefecture + name] = known
            return known
        }
        let parts = Self.split(name)
        cities.append(City(prefecture: index, county: parts.county, city: parts.city, ward: parts.ward))
        noteName(cities.count - 1)
        return cities.count - 1
    }

    /// The municipality with the name, if a source gave its code.
    func registeredCity(prefecture: String, name: String) -> Int? {
        guard let known = cityByName[prefecture + name], !cities[known].code.isEmpty else { return nil }
        return known
    }

    private mutating func noteName(_ index: Int) {
        let city = cities[index]
        cityByName[prefectures.rows[city.prefecture].name + city.name] = index
        cityByKey[CityKey(prefecture: city.prefecture, key: AddressText(city.name).key)] = index
    }

    /// County, city and ward of a joined name.
    static func split(_ name: String) -> (county: String, city: String, ward: String) {
        let characters = Array(name)
        if characters.last == "区", let city = characters.lastIndex(of: "市"), city > 0 {
            return ("", String(characters[...city]), String(characters[(city + 1)...]))
        }
        if characters.last == "町" || characters.last == "村", let county = characters.dropFirst().firstIndex(of: "郡"),
            county < characters.count - 2
        {
            return (String(characters[...county]), String(characters[(county + 1)...]), "")
        }
        return ("", name, "")
    }

    // MARK: Towns

    /// The town's code and id as one number; nil when one is not plain digits.
    static func townCode(_ code: ArraySlice<UInt8>, _ id: ArraySlice<UInt8>) -> UInt64? {
        guard code.count == 6, id.count == 7, let first = SourceField.number(code), let second = SourceField.number(id)
        else { return nil }
        return first * 10_000_000 + second
    }

    func town(code: UInt64) -> Int? { townByCode[code] }

    /// Adds a town, or completes the one with the same code.
    mutating func addTown(_ town: Town, code: UInt64?) -> Int {
        if let code, let known = townByCode[code] {
            towns[known].isResidential = towns[known].isResidential || town.isResidential
            return known
        }
        towns.append(town)
        let index = towns.count - 1
        if let code { townByCode[code] = index }
        let name = TownName(city: town.city, name: Array((town.name + "\t" + town.koaza).utf8))
        if townByName[name] == nil { townByName[name] = index }
        let key = TownKey(city: town.city, key: TownKeys.main(name: town.name, koaza: town.koaza))
        if townByKey[key] == nil { townByKey[key] = index }
        return index
    }

    /// The town of a municipality with the name, or one of a source before `rank` whose name folds to the same key; nil when
    /// there is none. Within a source, names that fold to one key are different towns (石川県: ヌ and ぬ).
    func town(city: Int, name: String, koaza: String, rank: Int) -> Int? {
        let exact = TownName(city: city, name: Array((name + "\t" + koaza).utf8))
        if let known = townByName[exact] { return known }
        guard let known = townByKey[TownKey(city: city, key: TownKeys.main(name: name, koaza: koaza))],
            towns[known].source < rank
        else { return nil }
        return known
    }

    // MARK: Numbers

    /// The key of a number with up to three fields; nil when all are empty.
    mutating func numberKey(
        _ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>, _ third: ArraySlice<UInt8>
    ) -> UInt64? {
        if first.isEmpty { return nil }
        if let a = SourceField.number(first), a < 1 << 24 {
            let b = SourceField.number(second)
            let c = SourceField.number(third)
            if second.isEmpty || b != nil, third.isEmpty || c != nil, (b ?? 0) < 1 << 20, (c ?? 0) < 1 << 20,
                !(second.isEmpty && !third.isEmpty),
                let key = DictionaryFormat.numberKey(UInt32(a), b.map { UInt32($0) }, c.map { UInt32($0) })
            {
                return key
            }
        }
        let joined = [first, second, third].filter { !$0.isEmpty }.map(SourceField.text).joined(separator: "-")
        oddTexts.append(Self.canonicalNumber(joined))
        return DictionaryFormat.oddKey | UInt64(oddTexts.count - 1)
    }

    /// A registered number in the form by which written ones are compared.
    static func canonicalNumber(_ text: String) -> String {
        let folded = AddressText(text)
        let number = HouseNumber(folded.tokens, from: 0)
        guard let last = number.parts.last, last.end == folded.tokens.count else { return text }
        return number.canonical(number.count)
    }

    /// Stores an id that does not follow from its number.
    mutating func idIndex(_ id: String) -> Int32 {
        ids.append(id)
        return Int32(ids.count - 1)
    }
}
