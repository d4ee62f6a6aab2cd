import Geospatial

/// Named access to the records of the sections.
extension AddressDictionary {
    private typealias City = DictionaryFormat.City
    private typealias Town = DictionaryFormat.Town

    var cityCount: Int { cities.count / City.length }

    @inline(__always)
    func cityField(_ city: Int, _ field: Int) -> UInt32 { cities.u32(city * City.length + field) }

    @inline(__always)
    func townField(_ town: Int, _ field: Int) -> UInt32 { towns.u32(town * Town.length + field) }

    func townFlags(_ town: Int) -> UInt32 { townField(town, Town.flags) }

    func townName(_ town: Int) -> String { strings.string(townField(town, Town.name)) }

    func koazaName(_ town: Int) -> String { strings.string(townField(town, Town.koaza)) }

    func cityName(_ city: Int) -> String { strings.string(cityField(city, City.name)) }

    func cityPrefecture(_ city: Int) -> Int { Int(cityField(city, City.prefecture)) }

    func prefectureName(_ prefecture: Int) -> String {
        strings.string(
            prefectures.u32(prefecture * DictionaryFormat.Prefecture.length + DictionaryFormat.Prefecture.name))
    }

    /// The designated city of a ward; nil for every other municipality.
    func cityParent(_ city: Int) -> Int? {
        let parent = cityField(city, City.parent)
        return parent == 0 ? nil : Int(parent) - 1
    }

    func cityPoint(_ city: Int) -> Coordinate? {
        guard cityField(city, City.flags) & City.hasPoint != 0 else { return nil }
        return Self.coordinate(
            cities.i64(city * City.length + City.longitude), cities.i64(city * City.length + City.latitude))
    }

    func cityRadius(_ city: Int) -> Double { Double(cities.f32(city * City.length + City.radius)) }

    func townPoint(_ town: Int) -> Coordinate? {
        guard townFlags(town) & Town.hasPoint != 0 else { return nil }
        return Self.coordinate(
            towns.i64(town * Town.length + Town.longitude), towns.i64(town * Town.length + Town.latitude))
    }

    func townRadius(_ town: Int, _ field: Int = Town.radius) -> Double {
        Double(towns.f32(town * Town.length + field))
    }

    /// The attribution of a source as points refer to it; empty for 0.
    func sourceName(_ reference: Int) -> String {
        attributions.indices.contains(reference - 1) ? attributions[reference - 1] : ""
    }

    /// The position of two differences from a town's origin; nil for the mark of no point.
    func point(of town: Int, longitude: Int32, latitude: Int32) -> Coordinate? {
        guard longitude != DictionaryFormat.noPoint else { return nil }
        return Self.coordinate(
            towns.i64(town * Town.length + Town.originLongitude) + Int64(longitude),
            towns.i64(town * Town.length + Town.originLatitude) + Int64(latitude))
    }

    static func coordinate(_ longitude: Int64, _ latitude: Int64) -> Coordinate? {
        try? Coordinate(
            longitude: Double(longitude) / DictionaryFormat.unitsPerDegree,
            latitude: Double(latitude) / DictionaryFormat.unitsPerDegree)
    }

    // MARK: Tries

    /// The child of a node for a token, or nil.
    @inline(__always)
    static func child(_ nodes: SectionView, of node: UInt32, token: UInt32) -> UInt32? {
        let at = Int(node) &* DictionaryFormat.Node.length
        var low = nodes.u32(at &+ DictionaryFormat.Node.firstChild)
        var high = low &+ nodes.u32(at &+ DictionaryFormat.Node.childCount)
        while low < high {
            let middle = (low &+ high) >> 1
            let value = nodes.u32(Int(middle) &* DictionaryFormat.Node.length)
            if value == token { return middle }
            if value < token { low = middle &+ 1 } else { high = middle }
        }
        return nil
    }

    /// The first value at a node, or nil when no key ends there.
    @inline(__always)
    static func firstValue(_ nodes: SectionView, of node: UInt32) -> Int? {
        let value = nodes.u32(Int(node) &* DictionaryFormat.Node.length &+ DictionaryFormat.Node.firstValue)
        return value == DictionaryFormat.none ? nil : Int(value)
    }

    /// Calls `body` with each value of a list.
    @inline(__always)
    static func forEachValue(_ values: SectionView, from first: Int, _ body: (UInt32) -> Void) {
        var at = first
        while at &* 4 < values.count {
            let value = values.u32(at &* 4)
            body(value & ~DictionaryFormat.lastValue)
            if value & DictionaryFormat.lastValue != 0 { return }
            at &+= 1
        }
    }
}
