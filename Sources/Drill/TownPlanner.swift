/// Divides the city's land among its towns and names them.
struct TownPlanner {
    /// What the towns of a district are like.
    private enum Character {
        /// 丁目 with residence indication: the centre.
        case chome
        /// Half 町 without 丁目 with residence indication, half 丁目 numbered by parcels.
        case mixed
        /// 大字 numbered by parcels, some with 小字.
        case rural
    }

    let size: CitySize
    let river: River
    let seed: UInt64

    /// The towns in the order of their machi-aza ids.
    func towns() -> [Town] {
        let lattice = CityLattice(size: size, seed: seed)
        var stream = RandomStream(seed: seed, purpose: .towns)
        var stems = PlaceNames.stems(seed: seed).makeIterator()
        var towns: [Town] = []
        var oazaNumber = 0
        var centralStem: PlaceName?
        var twinIsNamed = false
        for (rank, district) in districtsFromCenter().enumerated() {
            let character = character(rank: rank)
            let side = size.townsPerSide
            let lands = (0..<(side * side)).map { cell in
                lattice.quad(column: district.column * side + cell % side, row: district.row * side + cell / side)
            }
            let stem = character == .rural ? nil : stems.next()
            let chomeStem = stem.map { $0.followed(by: PlaceNames.cho) }
            centralStem = centralStem ?? stem
            let chomeNumber = oazaNumber + 1
            if character != .rural { oazaNumber += 1 }
            for (cell, land) in lands.enumerated() {
                let plain = character == .rural || (character == .mixed && cell >= lands.count / 2)
                var oaza = chomeStem ?? PlaceNames.cho
                if plain {
                    oazaNumber += 1
                    oaza = stems.next() ?? oaza
                    if character == .rural, cell == 1, let twin = centralStem, !twinIsNamed {
                        // As in many cities, an old 大字 bears the name of the 町 that grew out of it.
                        oaza = twin
                        twinIsNamed = true
                    }
                    if character == .mixed { oaza = oaza.followed(by: PlaceNames.cho) }
                }
                let chome = plain ? nil : cell + 1
                var koaza: [PlaceName] = []
                if character == .rural {
                    // The first rural district shows every form; later ones draw lots.
                    if cell.isMultiple(of: 2) || stream.chance(percent: 20) {
                        oaza = PlaceNames.oazaPrefix.followed(by: oaza)
                    }
                    if cell % 4 == 0 || stream.chance(percent: 25) {
                        var names = PlaceNames.koaza
                        stream.shuffle(&names)
                        koaza = Array(names.prefix(stream.within(2...3)))
                    }
                }
                towns.append(
                    Town(
                        index: towns.count, land: land,
                        numbering: character == .chome || (character == .mixed && plain) ? .residence : .parcel,
                        oaza: oaza, oazaNumber: plain ? oazaNumber : chomeNumber, chome: chome,
                        chomeInKanji: character == .chome, koaza: koaza,
                        postalCode: "000" + DecimalText.padded(towns.count + 1, width: 4),
                        isEasternmost: district.column == size.districtColumns - 1 && cell % side == side - 1,
                        isNorthernmost: district.row == size.districtRows - 1 && cell / side == side - 1,
                        dryShare: dryShare(of: land), density: density(of: character)))
            }
        }
        return towns
    }

    private func character(rank: Int) -> Character {
        let districts = size.districtColumns * size.districtRows
        let share = Double(rank) / Double(districts)
        return share < 0.5 ? .chome : share < 0.7 ? .mixed : .rural
    }

    private func density(of character: Character) -> Double {
        switch character {
        case .chome: 1
        case .mixed: 0.7
        case .rural: 0.3
        }
    }

    /// Districts by distance from the centre; equal distances from south-west to north-east.
    private func districtsFromCenter() -> [(column: Int, row: Int)] {
        var result: [(distance: Int, column: Int, row: Int)] = []
        for row in 0..<size.districtRows {
            for column in 0..<size.districtColumns {
                let dx = 2 * column + 1 - size.districtColumns
                let dy = 2 * row + 1 - size.districtRows
                result.append((dx * dx + dy * dy, column, row))
            }
        }
        result.sort { ($0.distance, $0.row, $0.column) < ($1.distance, $1.row, $1.column) }
        return result.map { ($0.column, $0.row) }
    }

    private func dryShare(of land: Quad) -> Double {
        let steps = 12
        var dry = 0
        for row in 0..<steps {
            for column in 0..<steps {
                let point = land.point((Double(column) + 0.5) / Double(steps), (Double(row) + 0.5) / Double(steps))
                if !river.covers(point, margin: LotLayout.riversideMargin) { dry += 1 }
            }
        }
        // A town that is all but river holds nobody.
        let share = Double(dry) / Double(steps * steps)
        return share < 0.05 ? 0 : share
    }
}
