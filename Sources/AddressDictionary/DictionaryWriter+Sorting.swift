/// Brings the draft into file order.
extension DictionaryWriter {
    /// Sorts municipalities, towns and numbers, makes what is implied, and links them.
    mutating func sortTables() {
        addDesignatedCities()
        let cityOrder = sortCities()
        addStems()
        let townOrder = sortTowns(cityOrder)
        residences = sortRecords(draft.residences, townOrder)
        parcels = sortRecords(draft.parcels, townOrder)
        draft.blocks = sortRecords(draft.blocks, townOrder)
        draft.residences = []
        draft.parcels = []
        linkTowns()
    }

    /// Designated cities that a source names only through their wards.
    private mutating func addDesignatedCities() {
        var known = Set(draft.cities.filter { $0.ward.isEmpty }.map { "\($0.prefecture) \($0.city)" })
        for city in draft.cities where !city.ward.isEmpty {
            guard known.insert("\(city.prefecture) \(city.city)").inserted else { continue }
            draft.cities.append(DraftDictionary.City(prefecture: city.prefecture, city: city.city))
        }
    }

    /// Sorts the municipalities, those without a code last; returns the new place of each.
    private mutating func sortCities() -> [Int] {
        let order = draft.cities.indices.sorted { a, b in
            let left = draft.cities[a]
            let right = draft.cities[b]
            if left.code.isEmpty != right.code.isEmpty { return right.code.isEmpty }
            if left.code != right.code { return left.code.utf8.lexicographicallyPrecedes(right.code.utf8) }
            if left.prefecture != right.prefecture { return left.prefecture < right.prefecture }
            return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
        var places = [Int](repeating: 0, count: order.count)
        for (place, index) in order.enumerated() { places[index] = place }
        cities = order.map { CityDraft(source: draft.cities[$0], point: draft.cities[$0].point) }
        var parents: [String: Int] = [:]
        for (index, city) in cities.enumerated() where city.source.ward.isEmpty {
            parents["\(city.source.prefecture) \(city.source.city)"] = index
        }
        for index in cities.indices where !cities[index].source.ward.isEmpty {
            let parent = parents["\(cities[index].source.prefecture) \(cities[index].source.city)"]
            cities[index].parent = parent
            if let parent { cities[parent].hasWards = true }
        }
        return places
    }

    /// A town for every stem of chome that is not registered itself, so that a text without the chome has a town.
    private mutating func addStems() {
        struct Place: Hashable {
            var city: Int
            var key: [UInt32]
        }
        var known = Set<Place>()
        var stems: [Place: DraftDictionary.Town] = [:]
        for town in draft.towns where town.koaza.isEmpty {
            known.insert(Place(city: town.city, key: TownKeys.main(name: town.name, koaza: "")))
        }
        for town in draft.towns where town.koaza.isEmpty {
            guard let key = TownKeys.stem(TownKeys.main(name: town.name, koaza: "")) else { continue }
            let place = Place(city: town.city, key: key)
            if known.contains(place) { continue }
            let name = TownKeys.stemName(town.name)
            if let other = stems[place], !name.utf8.lexicographicallyPrecedes(other.name.utf8) { continue }
            stems[place] = DraftDictionary.Town(city: town.city, name: name, isStem: true)
        }
        draft.towns += stems.values.sorted {
            $0.city == $1.city ? $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) : $0.city < $1.city
        }
    }

    private mutating func sortTowns(_ cityOrder: [Int]) -> [Int] {
        for index in draft.towns.indices { draft.towns[index].city = cityOrder[draft.towns[index].city] }
        let order = draft.towns.indices.sorted { a, b in
            let left = draft.towns[a]
            let right = draft.towns[b]
            if left.city != right.city { return left.city < right.city }
            if left.id != right.id { return left.id.utf8.lexicographicallyPrecedes(right.id.utf8) }
            if left.name != right.name { return left.name.utf8.lexicographicallyPrecedes(right.name.utf8) }
            if left.koaza != right.koaza { return left.koaza.utf8.lexicographicallyPrecedes(right.koaza.utf8) }
            return a < b
        }
        var places = [Int](repeating: 0, count: order.count)
        for (place, index) in order.enumerated() { places[index] = place }
        towns = order.map {
            let source = draft.towns[$0]
            return TownDraft(
                source: source,
                keys: TownKeys.all(name: source.name, koaza: source.koaza) + TownKeys.aliases(of: source),
                point: source.point)
        }
        var start = 0
        while start < towns.count {
            var end = start
            while end < towns.count, towns[end].source.city == towns[start].source.city { end += 1 }
            cities[towns[start].source.city].towns = start..<end
            start = end
        }
        draft.towns = []
        return places
    }

    /// Sorts by town and number; of two records with one number the first row stays.
    private mutating func sortRecords(
        _ records: [DraftDictionary.Record], _ townOrder: [Int]
    ) -> [DraftDictionary.Record] {
        var sorted = records
        for index in sorted.indices { sorted[index].town = UInt32(townOrder[Int(sorted[index].town)]) }
        let texts = draft.oddTexts
        sorted.sort {
            if $0.town != $1.town { return $0.town < $1.town }
            let leftOdd = $0.key & DictionaryFormat.oddKey != 0
            if leftOdd, $1.key & DictionaryFormat.oddKey != 0 {
                let left = texts[Int($0.key & ~DictionaryFormat.oddKey)]
                let right = texts[Int($1.key & ~DictionaryFormat.oddKey)]
                if left != right { return left.utf8.lexicographicallyPrecedes(right.utf8) }
            } else if $0.key != $1.key {
                return $0.key < $1.key
            }
            if $0.point.isPresent != $1.point.isPresent { return $0.point.isPresent }
            if $0.join != $1.join { return $0.join < $1.join }
            return ($0.file, $0.line) < ($1.file, $1.line)
        }
        var result: [DraftDictionary.Record] = []
        result.reserveCapacity(sorted.count)
        for record in sorted {
            if let last = result.last, last.town == record.town, isSameNumber(last.key, record.key) {
                duplicates.append(record)
                continue
            }
            result.append(record)
        }
        return result
    }

    private func isSameNumber(_ left: UInt64, _ right: UInt64) -> Bool {
        if left == right { return true }
        guard left & right & DictionaryFormat.oddKey != 0 else { return false }
        return draft.oddTexts[Int(left & ~DictionaryFormat.oddKey)]
            == draft.oddTexts[Int(right & ~DictionaryFormat.oddKey)]
    }

    /// Links koaza with the town that they belong to, and towns with their numbers.
    private mutating func linkTowns() {
        for city in cities.indices {
            var bases: [[UInt8]: Int] = [:]
            for town in cities[city].towns where towns[town].source.koaza.isEmpty && !towns[town].source.isStem {
                bases[Array(towns[town].source.name.utf8)] = town
            }
            for town in cities[city].towns where !towns[town].source.koaza.isEmpty && !towns[town].source.name.isEmpty {
                guard let base = bases[Array(towns[town].source.name.utf8)] else { continue }
                towns[town].parent = base
                towns[base].children.append(town)
            }
        }
        for (path, records) in [(\TownDraft.residences, residences), (\TownDraft.parcels, parcels)] {
            var start = 0
            while start < records.count {
                var end = start
                while end < records.count, records[end].town == records[start].town { end += 1 }
                towns[Int(records[start].town)][keyPath: path] = start..<end
                start = end
            }
        }
    }
}
