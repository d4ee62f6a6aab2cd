package import Disclosure
package import Geospatial
package import Places
package import Registry
import Residents
import SpatialQuery
import SupportScoring

/// How many people of which kind live in each town of the register; counts only.
package struct TownCounts: Sendable {
    /// The people of one town.
    package struct Town: Sendable {
        /// What it is called; both names are empty for addresses in which no town was found.
        package let name: RegisteredTown
        /// Its codes, where the address dictionary has them.
        package let codes: TownSelection?
        /// Its point in the address dictionary, never one of its households.
        package let point: Coordinate?
        /// The people.
        package let people: PeopleTally
        /// Those of its households that have no position.
        package let unlocated: Int
    }

    /// The generation that was read.
    package let generation: Int64
    /// How the scores were made; needs hold on its day.
    package let scoreRun: ScoreRun
    /// The towns in byte order of city and name, that of unknown towns first.
    package let towns: [Town]
    /// Households of all towns together.
    package let registered: Int
    /// Those without any position.
    package let unlocated: Int

    /// Counts within one generation; the audit entry is on disk before anybody is counted.
    ///
    /// - Complexity: O(persons).
    fileprivate init(_ snapshot: RegistrySnapshot, _ paths: WorkspacePaths, _ run: ScoreRun, _ grant: ReleaseGrant)
        throws
    {
        generation = try snapshot.generation()
        scoreRun = run
        let clearance = grant.clearance
        let register = try snapshot.packedRegister(clearance)
        let declared = try ActivationArea(clearance, snapshot).households(in: register)
        let households = (0..<register.householdCount).map { UInt32($0 + 1) }
            .filter { register.isVisible($0) && declared?.contains($0) ?? true }
        let isLocated = try snapshot.isLocated(in: register)

        let names = try snapshot.towns(of: households, clearance: clearance)
        var places: [RegisteredTown: Int] = [:]
        for name in Set(names).sorted() { places[name] = places.count }
        var people = [PeopleTally](repeating: PeopleTally(), count: places.count)
        var unlocated = [Int](repeating: 0, count: places.count)
        for (name, household) in zip(names, households) where !isLocated[Int(household) - 1] {
            unlocated[places[name] ?? 0] += 1
        }
        try snapshot.forEachCounted(of: households, in: register, asOf: run.asOf, grant: grant) { index, counted in
            if let place = places[names[index]] { people[place].add(counted) }
        }

        let codes = try snapshot.townCodes()
        let points = TownPoints(paths, of: try snapshot.info())
        towns = places.sorted { $0.value < $1.value }.map { name, place in
            Town(
                name: name, codes: codes[name], point: points.point(city: name.city, town: name.town),
                people: people[place], unlocated: unlocated[place])
        }
        registered = households.count
        self.unlocated = unlocated.reduce(0, +)
    }
}

/// Counts by town, remembered for each generation and each kind of asker.
package struct TownCounting: Sendable {
    /// What two askers have in common who may see the same numbers.
    private struct Key: Hashable {
        let generation: Int64
        let audience: Audience
        let basis: LegalBasis
        let rules: String
        let activation: Int?
    }

    private let paths: WorkspacePaths
    private let cache = AnswerCache<Key, TownCounts>(limit: 64 << 20)

    /// Counts nothing yet.
    package init(_ paths: WorkspacePaths) { self.paths = paths }

    /// The numbers of all towns, exact: how they may be told, the clearance says.
    ///
    /// - Parameters:
    ///   - release: who asks; the entry in the audit log speaks of all towns, whichever are shown.
    ///   - isRecorded: whether this release is in the audit log already.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``,
    ///   ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package func counts(
        in snapshot: RegistrySnapshot, release: ListRelease, audit: AuditLog, isRecorded: Bool = false
    ) throws -> (counts: TownCounts, clearance: Clearance) {
        let clearance = try snapshot.clear(release.disclosure, for: .counts)
        let run = try AreaQuery.scoreRun(in: snapshot)
        let generation = try snapshot.generation()
        func recorded() throws -> ReleaseGrant {
            let register = try snapshot.packedRegister(clearance)
            return try clearance.release(
                DisclosureEvent(
                    by: release.acting, generation: generation, households: register.visibleCount,
                    persons: register.visibleMemberCounts.reduce(0) { $0 + Int($1) }, records: nil, query: "towns",
                    format: release.format),
                to: audit)
        }
        var grant = isRecorded ? nil : try recorded()
        let key = Key(
            generation: generation, audience: clearance.audience, basis: clearance.basis, rules: clearance.rules,
            activation: clearance.activation.map { Int($0.id) })
        cache.forget { $0.generation != generation }
        let counts = try cache.value(key, bytes: { 1_024 * (1 + $0.towns.count) }) {
            let proof = try grant ?? recorded()
            grant = proof
            return try TownCounts(snapshot, paths, run, proof)
        }
        return (counts, clearance)
    }
}
