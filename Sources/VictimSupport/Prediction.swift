package import Disclosure
package import Geospatial
package import Places
package import Registry
package import Residents
import SpatialQuery
import SupportScoring

/// What hazard layers would mean for everybody, before they happen: by town and by nearest open site; counts only.
package struct Prediction: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// How the scores were made; ages are counted on its day.
    package let scoreRun: ScoreRun
    /// The layers, in byte order of their names.
    package let layers: [HazardLayer]
    /// The classes of depth that reach somebody, the most severe first; nil for zones without a depth, last.
    package let depths: [HazardMeaning?]
    /// The towns that are reached, in byte order of city and name.
    package let towns: [PredictionGroup]
    /// The open sites in the order of their file, and last, without a name, those for whom no site is open.
    package let districts: [PredictionGroup]
    /// The zones that were asked, layer by layer, with what their codes mean.
    package let zones: [(meaning: HazardMeaning, shape: MultiPolygon)]
    /// Where the open sites stand, in the order of ``districts``.
    package let sitePositions: [Coordinate]
    /// Sites that are not designated for these hazards, lie in a zone, or have no known position.
    package let closedSites: Int
    /// Households in the whole register.
    package let registered: Int
    /// Households without any position: they are in no count, and may be in each.
    package let unlocated: Int
    /// The same by town, as far as their addresses were read.
    package let unlocatedByTown: [UnlocatedTown]

    /// How its numbers may be told.
    package var counts: CountRule { clearance.counts }

    /// Counts within one generation; the audit entry is on disk before anything is counted by person.
    ///
    /// - Parameter names: of the layers; empty for all.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``,
    ///   ``VictimSupportError/noHazardLayer``, ``VictimSupportError/noSuchHazardLayer``,
    ///   ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package init(
        of names: [StoredText], in snapshot: RegistrySnapshot, release: ListRelease, audit: AuditLog
    ) throws {
        info = try snapshot.info()
        clearance = try snapshot.clear(release.disclosure, for: .counts)
        let run = try AreaQuery.scoreRun(in: snapshot)
        scoreRun = run
        generation = try snapshot.generation()
        let map = try HazardMap(snapshot, named: names, meeting: nil)
        guard !map.layers.isEmpty else { throw VictimSupportError.noHazardLayer }
        layers = map.layers
        let register = try snapshot.packedRegister(clearance)
        registered = register.visibleCount
        zones = try map.layers.flatMap { layer in
            try snapshot.hazardZones(ofLayer: layer.name).map { (layer.meaning(of: $0.code), $0.area) }
        }
        let area = MultiPolygon(zones.flatMap(\.shape.polygons))
        let prepared = try PreparedArea(area)
        let reached = try ReachedHouseholds(AreaSearch(prepared), in: register, of: snapshot)
        unlocated = register.visibleCount - reached.located
        unlocatedByTown = try snapshot.unlocatedByTown(unlocated, clearance: clearance)
        let hits = reached.hits.sorted { $0.household < $1.household }
        let hazards = try HazardLookup(
            map: map, positions: reached.positions, register: register, snapshot: snapshot, clearance: clearance
        ).hazards(of: hits)
        let households = hits.map(\.household)
        let towns = try snapshot.towns(of: households, clearance: clearance)
        let sites = OpenSites(try snapshot.shelters(), layers: map.layers, outside: prepared)
        closedSites = sites.closed
        sitePositions = sites.positions
        let nearest = sites.nearest(to: hits, reached.positions)

        let found = zip(hits, hazards).map { hit, hazard in
            let depth = hazard.exposure?.depth
            return (hit.certainty == .certain ? depth?.atPoint ?? depth?.worst : depth?.worst)?.meaning
        }
        let depths = Set(found).sorted { HazardMeaning.isMoreSevere($0, $1) }
        self.depths = depths
        let classes = Dictionary(uniqueKeysWithValues: depths.enumerated().map { ($1, $0) })
        let empty = [PredictionCount](repeating: PredictionCount(), count: depths.count)
        var byTown: [RegisteredTown: [PredictionCount]] = [:]
        var bySite = [[PredictionCount]](repeating: empty, count: sites.open.count + 1)

        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation,
                households: hits.count, persons: hits.reduce(0) { $0 + $1.memberCount },
                records: nil,
                query: "hazard layers " + map.layers.map(\.name.text).joined(separator: ", "), format: release.format),
            to: audit)
        try snapshot.forEachCounted(of: households, in: register, asOf: run.asOf, grant: grant) { index, people in
            guard let action = hazards[index].action else { return }
            let depth = classes[found[index]] ?? 0
            let certainty = hits[index].certainty
            byTown[towns[index], default: empty][depth].add(people, certainty: certainty, action: action)
            bySite[nearest[index] ?? sites.open.count][depth].add(people, certainty: certainty, action: action)
        }
        self.towns = byTown.sorted { $0.key < $1.key }.map { town, counts in
            PredictionGroup(city: town.city, name: town.town, capacity: nil, byDepth: counts)
        }
        districts = bySite.enumerated().map { index, counts in
            let site = index < sites.open.count ? sites.open[index] : nil
            return PredictionGroup(
                city: "", name: site?.name.text ?? "", capacity: site?.capacity?.persons, byDepth: counts)
        }
    }
}
