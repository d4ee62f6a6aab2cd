/// Blocks, representative points and radii, all from the registered points.
extension DictionaryWriter {
    /// Makes the blocks: those registered, and those that residences name.
    mutating func makeBlocks() {
        var registered: [Int: [DraftDictionary.Record]] = [:]
        for block in draft.blocks { registered[Int(block.town), default: []].append(block) }
        for town in towns.indices {
            var made: [UInt32: BlockDraft] = [:]
            var odd: [String: BlockDraft] = [:]
            for index in towns[town].residences {
                let key = residences[index].key
                if key & DictionaryFormat.oddKey == 0 {
                    let number = UInt32(key >> 39 & 0xFF_FFFF)
                    made[number, default: BlockDraft(town: town, key: number, residences: index..<index)].residences =
                        (made[number]?.residences.lowerBound ?? index)..<index + 1
                } else {
                    let whole = draft.oddTexts[Int(key & ~DictionaryFormat.oddKey)]
                    let text = String(whole.split(separator: "-").dropLast().joined(separator: "-"))
                    guard !text.isEmpty else { continue }
                    if let number = UInt32(text), number < 1 << 24 {
                        // A plain block with an odd residence: it needs no entry of its own if others stand in it.
                        if made[number + 1] == nil {
                            made[number + 1] = BlockDraft(town: town, key: number + 1, residences: index..<index + 1)
                        }
                    } else if let known = odd[text] {
                        odd[text]?.residences = known.residences.lowerBound..<index + 1
                    } else {
                        odd[text] = BlockDraft(
                            town: town, key: DictionaryFormat.oddBlock, odd: text, residences: index..<index + 1)
                    }
                }
            }
            for record in registered[town] ?? [] { addRegistered(record, town, &made, &odd) }
            let start = blocks.count
            blocks += made.values.sorted { $0.key < $1.key }
            blocks += odd.values.sorted { ($0.odd ?? "").utf8.lexicographicallyPrecedes(($1.odd ?? "").utf8) }
            towns[town].blocks = start..<blocks.count
        }
        for index in blocks.indices { describeBlock(index) }
    }

    private func addRegistered(
        _ record: DraftDictionary.Record, _ town: Int, _ made: inout [UInt32: BlockDraft],
        _ odd: inout [String: BlockDraft]
    ) {
        if record.key & DictionaryFormat.oddKey == 0 {
            let number = UInt32(record.key >> 39 & 0xFF_FFFF)
            var block = made[number] ?? BlockDraft(town: town, key: number, residences: 0..<0)
            if !block.point.isPresent { block.point = record.point }
            made[number] = block
        } else {
            let text = draft.oddTexts[Int(record.key & ~DictionaryFormat.oddKey)]
            var block =
                odd[text] ?? BlockDraft(town: town, key: DictionaryFormat.oddBlock, odd: text, residences: 0..<0)
            if !block.point.isPresent { block.point = record.point }
            odd[text] = block
        }
    }

    /// The registered point or the mean of the residences, and the distance to the farthest of them.
    private mutating func describeBlock(_ index: Int) {
        let points = blocks[index].residences.map { residences[$0].point }.filter(\.isPresent)
        if !blocks[index].point.isPresent { blocks[index].point = Self.mean(points) }
        let centre = blocks[index].point
        guard centre.isPresent else { return }
        let farthest = points.map { DictionaryCompiler.metres($0, centre) }.max() ?? 0
        let single = UncertaintyRule.recordMetres(scale: Double(centre.scale), isParcel: false)
        // A block known by its own point alone is as wide as blocks are: about a hundred metres across.
        blocks[index].radius = points.isEmpty ? 100 : max(farthest, single)
    }

    private static func mean(_ points: [DraftDictionary.Point]) -> DraftDictionary.Point {
        guard let first = points.first else { return DraftDictionary.Point() }
        var longitude: Int64 = 0
        var latitude: Int64 = 0
        for point in points {
            longitude += point.longitude - first.longitude
            latitude += point.latitude - first.latitude
        }
        var result = first
        result.longitude += longitude / Int64(points.count)
        result.latitude += latitude / Int64(points.count)
        return result
    }

    /// Points and radii of towns and municipalities.
    mutating func deriveGeometry() {
        for town in towns.indices { describeTown(town) }
        for city in cities.indices { describeStems(city) }
        for city in cities.indices {
            describeBases(city)
            widenByNeighbours(city)
        }
        for city in cities.indices where !cities[city].hasWards { describeCity(city, cities[city].towns.map { $0 }) }
        for city in cities.indices where cities[city].hasWards {
            let wards = cities.indices.filter { cities[$0].parent == city }
            describeCity(city, Array(cities[city].towns) + wards.flatMap { Array(cities[$0].towns) })
        }
    }

    private func points(of town: Int) -> [DraftDictionary.Point] {
        var result: [DraftDictionary.Point] = []
        for index in towns[town].residences where residences[index].point.isPresent {
            result.append(residences[index].point)
        }
        for index in towns[town].parcels where parcels[index].point.isPresent { result.append(parcels[index].point) }
        for index in towns[town].blocks where blocks[index].residences.isEmpty && blocks[index].point.isPresent {
            result.append(blocks[index].point)
        }
        return result
    }

    private mutating func describeTown(_ town: Int) {
        let inner = points(of: town)
        if !towns[town].point.isPresent { towns[town].point = Self.mean(inner) }
        let centre = towns[town].point
        if centre.isPresent {
            towns[town].origin = (centre.longitude, centre.latitude)
            let farthest = inner.map { DictionaryCompiler.metres($0, centre) }.max() ?? 0
            // Marked negative while neighbours may still widen it.
            towns[town].radius = inner.count < UncertaintyRule.fewPoints ? -max(farthest, 1) : farthest
        }
        let residenceScale = towns[town].residences.map { Double(residences[$0].point.scale) }.max() ?? 0
        let parcelScale = towns[town].parcels.map { Double(parcels[$0].point.scale) }.max() ?? 0
        towns[town].residenceRadius = UncertaintyRule.recordMetres(scale: residenceScale, isParcel: false)
        towns[town].parcelRadius = UncertaintyRule.recordMetres(scale: parcelScale, isParcel: true)
    }

    /// A stem stands in the middle of its chome and reaches as far as the farthest of them.
    private mutating func describeStems(_ city: Int) {
        var members: [[UInt32]: [Int]] = [:]
        for town in cities[city].towns where towns[town].source.koaza.isEmpty {
            if let stem = TownKeys.stem(towns[town].keys[0]) { members[stem, default: []].append(town) }
        }
        for town in cities[city].towns where towns[town].source.isStem {
            surround(town, by: members[towns[town].keys[0]] ?? [])
        }
    }

    /// A town without a point of its own stands in the middle of its koaza.
    private mutating func describeBases(_ city: Int) {
        for town in cities[city].towns where !towns[town].point.isPresent && !towns[town].children.isEmpty {
            surround(town, by: towns[town].children)
        }
        for town in cities[city].towns where towns[town].point.isPresent && !towns[town].children.isEmpty {
            let centre = towns[town].point
            let farthest =
                towns[town].children.map { towns[$0].point }.filter(\.isPresent).map {
                    DictionaryCompiler.metres($0, centre)
                }.max() ?? 0
            if abs(towns[town].radius) < farthest {
                towns[town].radius = towns[town].radius < 0 ? -farthest : farthest
            }
        }
    }

    private mutating func surround(_ town: Int, by members: [Int]) {
        let present = members.filter { towns[$0].point.isPresent }
        let centre = Self.mean(present.map { towns[$0].point })
        guard centre.isPresent else { return }
        towns[town].point = centre
        towns[town].origin = (centre.longitude, centre.latitude)
        let reach =
            present.map { DictionaryCompiler.metres(towns[$0].point, centre) + abs(towns[$0].radius) }.max() ?? 0
        towns[town].radius = -max(reach, 1)
    }

    /// Gives towns with few points a radius from the distance of their neighbours.
    private mutating func widenByNeighbours(_ city: Int) {
        let placed = cities[city].towns.filter { towns[$0].point.isPresent }
        for town in placed where towns[town].radius < 0 {
            var nearest = [Double.infinity, .infinity, .infinity]
            for other in placed where other != town && towns[other].source.koaza.isEmpty {
                let distance = DictionaryCompiler.metres(towns[other].point, towns[town].point)
                if distance < 1 { continue }
                if distance < nearest[0] {
                    nearest = [distance, nearest[0], nearest[1]]
                } else if distance < nearest[1] {
                    nearest = [nearest[0], distance, nearest[1]]
                } else if distance < nearest[2] {
                    nearest[2] = distance
                }
            }
            let neighbour =
                UncertaintyRule.neighbourFactor * (nearest.last { $0.isFinite } ?? UncertaintyRule.loneTownMetres)
            towns[town].radius = max(-towns[town].radius, min(neighbour, UncertaintyRule.largestNeighbourMetres))
        }
        for town in placed { towns[town].radius = max(towns[town].radius, UncertaintyRule.smallestTownMetres) }
    }

    private mutating func describeCity(_ city: Int, _ members: [Int]) {
        let placed = members.filter { towns[$0].point.isPresent }
        if !cities[city].point.isPresent { cities[city].point = Self.mean(placed.map { towns[$0].point }) }
        let centre = cities[city].point
        guard centre.isPresent else { return }
        let reach = placed.map { DictionaryCompiler.metres(towns[$0].point, centre) + towns[$0].radius }.max()
        cities[city].radius = reach ?? UncertaintyRule.largestNeighbourMetres
    }
}
