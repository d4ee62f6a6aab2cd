import Geospatial

/// Refuses and flags points that stand far from where they belong.
///
/// Registered points can be off by a hundred kilometres, mostly through a wrong plane-rectangular zone.
extension DictionaryCompiler {
    /// Beyond this distance from the middle of its municipality a point is left out, in metres.
    static let cityLimitMetres = 40_000.0
    /// Within this distance of its town's own point a point is kept even so, in metres: municipalities with far islands.
    static let townTrustMetres = 10_000.0
    /// Beyond this distance from its town's own point a point is flagged, in metres.
    static let townFlagMetres = 5_000.0
    /// Beyond this distance from the middle of its block a residence is flagged, in metres.
    static let blockFlagMetres = 1_000.0
    /// A town that far away is believed when another town of its municipality stands within this distance, in metres.
    static let neighbourMetres = 15_000.0

    private struct Finding {
        var file: UInt16
        var line: UInt32
        var distance: Double
    }

    /// Takes out the points that are too far away and lists them, and those that are doubtful.
    mutating func auditPoints() {
        let middles = cityMiddles()
        var refused: [Finding] = []
        var flagged: [Finding] = []
        let trusted = townsWithNeighbours()
        for index in draft.towns.indices where draft.towns[index].point.isPresent {
            let point = draft.towns[index].point
            guard let middle = middles[draft.towns[index].city] else { continue }
            let distance = Self.metres(point, middle)
            guard distance > Self.cityLimitMetres, !trusted.contains(index), !hasNeighbour(index) else { continue }
            if standsAmongOthers(index) {
                refused.append(Finding(file: point.file, line: point.line, distance: distance))
                draft.towns[index].point.longitude = DraftDictionary.noPoint
            } else {
                // A far island, as likely as a wrong point: kept, and said.
                flagged.append(Finding(file: point.file, line: point.line, distance: distance))
            }
        }
        let townMiddles = townMiddles()
        for index in draft.towns.indices where draft.towns[index].point.isPresent {
            guard let middle = townMiddles[index] else { continue }
            let distance = Self.metres(draft.towns[index].point, middle)
            if distance > Self.townFlagMetres {
                let point = draft.towns[index].point
                flagged.append(Finding(file: point.file, line: point.line, distance: distance))
            }
        }
        audit(&draft.residences, middles, townMiddles, &refused, &flagged)
        audit(&draft.parcels, middles, townMiddles, &refused, &flagged)
        audit(&draft.blocks, middles, townMiddles, &refused, &flagged)
        flagLoneResidences(&flagged)
        report.refusedPointCount = refused.count
        report.flaggedPointCount = flagged.count
        report.outliers = listed(refused, isRefused: true) + listed(flagged, isRefused: false)
    }

    /// Whether another town of the municipality stands nearby.
    private func hasNeighbour(_ index: Int) -> Bool {
        let point = draft.towns[index].point
        return draft.towns.indices.contains { other in
            other != index && draft.towns[other].city == draft.towns[index].city && draft.towns[other].point.isPresent
                && Self.metres(draft.towns[other].point, point) <= Self.neighbourMetres
        }
    }

    /// Whether a town of another municipality stands where this one claims to.
    private func standsAmongOthers(_ index: Int) -> Bool {
        let point = draft.towns[index].point
        return draft.towns.contains { other in
            other.city != draft.towns[index].city && other.point.isPresent
                && Self.metres(other.point, point) <= Self.townFlagMetres
        }
    }

    /// The median of the points of each town's records, where it has at least three.
    private func townMiddles() -> [Int: DraftDictionary.Point] {
        var longitudes: [Int: [Int64]] = [:]
        var latitudes: [Int: [Int64]] = [:]
        for records in [draft.residences, draft.parcels, draft.blocks] {
            for record in records where record.point.isPresent {
                longitudes[Int(record.town), default: []].append(record.point.longitude)
                latitudes[Int(record.town), default: []].append(record.point.latitude)
            }
        }
        var result: [Int: DraftDictionary.Point] = [:]
        for (town, all) in longitudes where all.count >= 3 {
            let middle = all.count / 2
            result[town] = DraftDictionary.Point(
                longitude: all.sorted()[middle], latitude: (latitudes[town] ?? all).sorted()[middle])
        }
        return result
    }

    /// Flags a residence that stands a kilometre or more from the middle of its block's residences.
    private func flagLoneResidences(_ flagged: inout [Finding]) {
        struct Block: Hashable {
            var town: UInt32
            var number: UInt64
        }
        var members: [Block: [Int]] = [:]
        for (index, record) in draft.residences.enumerated()
        where record.point.isPresent && record.key & DictionaryFormat.oddKey == 0 {
            members[Block(town: record.town, number: record.key >> 39), default: []].append(index)
        }
        for (_, indices) in members where indices.count >= 3 {
            let points = indices.map { draft.residences[$0].point }
            let middle = DraftDictionary.Point(
                longitude: points.map(\.longitude).sorted()[points.count / 2],
                latitude: points.map(\.latitude).sorted()[points.count / 2])
            for point in points {
                let distance = Self.metres(point, middle)
                if distance > Self.blockFlagMetres {
                    flagged.append(Finding(file: point.file, line: point.line, distance: distance))
                }
            }
        }
    }

    private func audit(
        _ records: inout [DraftDictionary.Record], _ middles: [Int: DraftDictionary.Point],
        _ townMiddles: [Int: DraftDictionary.Point], _ refused: inout [Finding], _ flagged: inout [Finding]
    ) {
        for index in records.indices where records[index].point.isPresent {
            let point = records[index].point
            let town = draft.towns[Int(records[index].town)]
            // By the records where there are some, for the town's own point may be the wrong one.
            let townPoint = townMiddles[Int(records[index].town)] ?? (town.point.isPresent ? town.point : nil)
            let fromTown = townPoint.map { Self.metres(point, $0) }
            if let middle = middles[town.city] {
                let distance = Self.metres(point, middle)
                if distance > Self.cityLimitMetres, (fromTown ?? .infinity) > Self.townTrustMetres {
                    refused.append(Finding(file: point.file, line: point.line, distance: distance))
                    records[index].point.longitude = DraftDictionary.noPoint
                    continue
                }
            }
            if let fromTown, fromTown > Self.townFlagMetres {
                flagged.append(Finding(file: point.file, line: point.line, distance: fromTown))
            }
        }
    }

    private func listed(_ findings: [Finding], isRefused: Bool) -> [CompilationReport.Outlier] {
        let all = findings.map {
            CompilationReport.Outlier(
                file: draft.files[Int($0.file)], line: Int($0.line), distanceMetres: $0.distance, isRefused: isRefused)
        }
        let sorted = all.sorted {
            $0.file == $1.file ? $0.line < $1.line : $0.file.utf8.lexicographicallyPrecedes($1.file.utf8)
        }
        return Array(sorted.prefix(CompilationReport.listLimit))
    }

    /// The median longitude and latitude of each municipality's registered points.
    private func cityMiddles() -> [Int: DraftDictionary.Point] {
        var longitudes = [[Int64]](repeating: [], count: draft.cities.count)
        var latitudes = longitudes
        func add(_ city: Int, _ point: DraftDictionary.Point) {
            guard point.isPresent else { return }
            longitudes[city].append(point.longitude)
            latitudes[city].append(point.latitude)
        }
        for town in draft.towns { add(town.city, town.point) }
        // Every town's point once, and records thinned to one in sixteen: the median needs no more.
        for records in [draft.residences, draft.parcels, draft.blocks] {
            for index in stride(from: 0, to: records.count, by: 16) {
                add(draft.towns[Int(records[index].town)].city, records[index].point)
            }
        }
        var result: [Int: DraftDictionary.Point] = [:]
        for city in draft.cities.indices where longitudes[city].count >= 3 {
            longitudes[city].sort()
            latitudes[city].sort()
            let middle = longitudes[city].count / 2
            result[city] = DraftDictionary.Point(longitude: longitudes[city][middle], latitude: latitudes[city][middle])
        }
        return result
    }

    /// Towns whose own point has at least three of their records within the trusted distance.
    private func townsWithNeighbours() -> Set<Int> {
        var counts = [Int](repeating: 0, count: draft.towns.count)
        for records in [draft.residences, draft.parcels, draft.blocks] {
            for record in records where record.point.isPresent && counts[Int(record.town)] < 3 {
                let town = draft.towns[Int(record.town)]
                if town.point.isPresent, Self.metres(record.point, town.point) <= Self.townTrustMetres {
                    counts[Int(record.town)] += 1
                }
            }
        }
        return Set(counts.indices.filter { counts[$0] >= 3 })
    }

    /// The distance of two stored positions in metres, on a sphere, right within 0.5 % at these distances.
    static func metres(_ left: DraftDictionary.Point, _ right: DraftDictionary.Point) -> Double {
        PlaneDistance.metres(left.longitude, left.latitude, right.longitude, right.latitude)
    }
}
