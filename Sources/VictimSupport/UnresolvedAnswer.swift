package import AddressDictionary
package import Disclosure
package import Registry

/// One question: which addresses have no certain match, and why?
package struct UnresolvedQuery: Sendable {
    private let includesCoarse: Bool
    private let limit: Int?

    /// Asks for the addresses without a certain match.
    ///
    /// - Parameters:
    ///   - includesCoarse: also those whose match is certain while their point stands for a block, a town or more.
    ///   - limit: at most this many households in the answer, in list order; nil for all.
    package init(includesCoarse: Bool, limit: Int?) {
        self.includesCoarse = includesCoarse
        self.limit = limit
    }

    /// Answers within one generation: by cause in its fixed order, then city and town by bytes, then household number.
    ///
    /// - Throws: ``VictimSupportError/noRegister``, ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    /// - Complexity: O(households + unresolved log unresolved).
    package func answer(in snapshot: RegistrySnapshot, for disclosure: DisclosureRequest) throws -> UnresolvedAnswer {
        let info = try snapshot.info()
        let clearance = try snapshot.clear(disclosure, for: .addresses)
        let outcomes = try snapshot.matchOutcomes(clearance: clearance)
        guard !outcomes.isEmpty else { throw VictimSupportError.noRegister }
        let edition = try snapshot.locatedEdition() ?? ""
        let ranks = Dictionary(uniqueKeysWithValues: UnresolvedCause.allCases.enumerated().map { ($1, $0) })
        var found = outcomes.compactMap { outcome in
            UnresolvedCause(outcome, hasDictionary: !edition.isEmpty).map { UnresolvedHit(cause: $0, outcome: outcome) }
        }
        if !includesCoarse { found.removeAll { $0.cause == .coarsePoint } }
        found.sort { left, right in
            let leftRank = ranks[left.cause] ?? 0
            let rightRank = ranks[right.cause] ?? 0
            if leftRank != rightRank { return leftRank < rightRank }
            if !left.isOfSameTown(as: right) { return left.place.utf8.lexicographicallyPrecedes(right.place.utf8) }
            return left.outcome.household < right.outcome.household
        }
        return UnresolvedAnswer(
            info: info, clearance: clearance, generation: try snapshot.generation(), dictionaryEdition: edition,
            registered: outcomes.count, groups: UnresolvedGroup.groups(found), total: found.count,
            hits: limit.map { Array(found.prefix($0)) } ?? found)
    }
}

/// One household of an answer, before its address is fetched.
struct UnresolvedHit: Sendable {
    let cause: UnresolvedCause
    let outcome: MatchOutcome
    /// City and town, for sorting.
    let place: String

    init(cause: UnresolvedCause, outcome: MatchOutcome) {
        self.cause = cause
        self.outcome = outcome
        place = outcome.city + "\t" + outcome.town
    }

    func isOfSameTown(as other: UnresolvedHit) -> Bool { place.utf8.elementsEqual(other.place.utf8) }
}

/// How many households share a cause in one town.
package struct UnresolvedGroup: Hashable, Sendable {
    /// Why.
    package let cause: UnresolvedCause
    /// The municipality that was found, or empty.
    package let city: String
    /// The town that was found, or empty.
    package let town: String
    /// How many.
    package let households: Int

    /// Counts runs of one cause and town in a sorted answer.
    static func groups(_ hits: [UnresolvedHit]) -> [UnresolvedGroup] {
        var result: [UnresolvedGroup] = []
        var start = 0
        while start < hits.count {
            let first = hits[start]
            var end = start + 1
            while end < hits.count, hits[end].cause == first.cause, hits[end].isOfSameTown(as: first) { end += 1 }
            result.append(
                UnresolvedGroup(
                    cause: first.cause, city: first.outcome.city, town: first.outcome.town, households: end - start))
            start = end
        }
        return result
    }
}

/// One household without a certain match, as an audience may see it.
package struct UnresolvedHousehold: Sendable {
    /// Why.
    package let cause: UnresolvedCause
    /// The municipality that was found, or empty.
    package let city: String
    /// The town that was found, or empty.
    package let town: String
    /// How much of the text was found.
    package let matchLevel: MatchLevel
    /// Which kind of record gave the point.
    package let coordinateLevel: MatchLevel
    /// Number, address, building and radius, masked.
    package let address: RegisteredAddress
    /// Registered addresses that may be meant, likeliest first.
    package let suggestions: [String]
}

/// The addresses without a certain match, counted and sorted.
package struct UnresolvedAnswer: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// The dictionary edition behind the matches, empty when there is none.
    package let dictionaryEdition: String
    /// Households in the whole register.
    package let registered: Int
    /// Households by cause and town, in list order, listed or not.
    package let groups: [UnresolvedGroup]
    /// Households without a certain match, listed or not.
    package let total: Int
    let hits: [UnresolvedHit]

    /// Households listed.
    package var listed: Int { hits.count }

    /// Households by cause, causes that occur only, in their fixed order.
    package var byCause: [(cause: UnresolvedCause, households: Int)] {
        UnresolvedCause.allCases.compactMap { cause in
            let count = groups.reduce(0) { $0 + ($1.cause == cause ? $1.households : 0) }
            return count > 0 ? (cause, count) : nil
        }
    }

    /// The same words as in ``WorkspaceStatus``, where the dictionary beside the workspace is another than the one behind the
    /// matches.
    package func warnings(_ paths: WorkspacePaths) -> [StatusWarning] {
        guard let edition = try? Locator.editionIfPresent(paths), edition != dictionaryEdition else { return [] }
        return [.locatedWithAnotherDictionary]
    }

    /// Records the release and hands out the listed households one by one, in list order.
    ///
    /// The audit entry is on disk before the first household is handed out. Suggestions come from the dictionary beside the
    /// workspace; without an intact one there are none.
    package func release(
        _ release: ListRelease, paths: WorkspacePaths, from snapshot: RegistrySnapshot,
        _ body: (UnresolvedHousehold) throws -> Void
    ) throws {
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation, households: hits.count,
                persons: hits.reduce(0) { $0 + $1.outcome.memberCount },
                records: snapshot.records(of: hits.map(\.outcome.household), clearance: clearance),
                query: "unresolved addresses",
                format: release.format),
            to: AuditLog(paths))
        let corrections = CorrectionBook(try snapshot.corrections(grant: grant), municipality: info.code)
        var suggester = (try? Locator.intactDictionary(paths)).flatMap(\.self)
            .map { AddressSuggester($0, municipality: info.code) }
        var start = 0
        while start < hits.count {
            let batch = hits[start..<min(start + Self.batchLength, hits.count)]
            let addresses = try snapshot.registeredAddresses(batch.map(\.outcome.household), grant: grant)
            for (hit, address) in zip(batch, addresses) {
                let text = address.address.map {
                    corrections.correction(for: $0, isCertain: { false })?.correctedAddress ?? $0
                }
                let suggestions = text.flatMap { suggester?.suggestions(for: $0) } ?? []
                try body(
                    UnresolvedHousehold(
                        cause: hit.cause, city: hit.outcome.city, town: hit.outcome.town,
                        matchLevel: hit.outcome.matchLevel, coordinateLevel: hit.outcome.coordinateLevel,
                        address: address, suggestions: suggestions))
            }
            start += batch.count
            release.progress(.writing(done: start, total: hits.count))
        }
    }

    private static let batchLength = 512
}
