package import Disclosure
import FilterLanguage
import Places
package import Registry
package import SupportScoring

/// Remembers what audiences may see of the register, and the order of the households of their questions, as long as one generation is
/// asked: a page of an answer is then a look at its part of the order.
///
/// Nobody gets what was made for another audience: an entry belongs to everything that decides what may be seen (generation, audience,
/// basis, rules, declaration, kind of data), compared in full.
package final class HouseholdCache: Sendable {
    /// What decides what may be seen, in one generation.
    package struct View: Hashable, Sendable {
        let generation: Int64
        let audience: Audience
        let basis: LegalBasis
        let rules: String
        let activation: Int64?
        let data: DataSet
        let time: ScoringTime

        init(_ clearance: Clearance, _ time: ScoringTime, _ snapshot: RegistrySnapshot) throws {
            generation = try snapshot.generation()
            audience = clearance.audience
            basis = clearance.basis
            rules = clearance.rules
            activation = clearance.activation?.id
            data = clearance.data
            self.time = time
        }
    }

    private struct Key: Hashable {
        let view: View
        /// Nil for the register itself, and for columns.
        var question: Question?
        /// A column of everybody that filters ask for.
        var column: HouseholdQueryable?
    }

    /// Compared in full: a checksum tells accidental differences apart, not deliberate ones.
    private struct Question: Hashable {
        let text: String
        let filter: String?
        let parts: [AreaPart]

        init(_ query: HouseholdQuery) {
            text = query.text
            filter = query.filter?.identity
            parts = query.area?.parts ?? []
        }
    }

    private enum Value {
        case register(PackedRegister)
        case households(OrderedHouseholds)
        case column(FilterColumn)

        var byteCount: Int {
            switch self {
            case .register(let register): register.byteCount
            case .households(let households): households.byteCount
            case .column(let column): column.byteCount
            }
        }
    }

    private let values: AnswerCache<Key, Value>

    /// An empty cache.
    ///
    /// - Parameter limit: bytes that may be kept.
    package init(limit: Int) { values = AnswerCache(limit: limit) }

    /// Bytes that are kept.
    package var byteCount: Int { values.byteCount }

    /// The register as an audience may see it, read when it is not there.
    ///
    /// - Throws: ``Registry/RegistryError``.
    package func register(
        _ clearance: Clearance, time: ScoringTime, in snapshot: RegistrySnapshot
    ) throws -> PackedRegister {
        try register(View(clearance, time, snapshot), snapshot, clearance)
    }

    func register(
        _ view: View, _ snapshot: RegistrySnapshot, _ clearance: Clearance
    ) throws -> PackedRegister {
        let value = try values.value(Key(view: view), bytes: \.byteCount) {
            values.forget { $0.view.generation < view.generation }
            return .register(try snapshot.keepingPositions(of: snapshot.packedRegister(clearance, time: view.time)))
        }
        guard case .register(let register) = value else {
            return try snapshot.packedRegister(clearance, time: view.time)
        }
        try snapshot.reuse(register, clearance)
        return register
    }

    func households(
        _ view: View, _ query: HouseholdQuery, make: () throws -> OrderedHouseholds
    ) throws -> OrderedHouseholds {
        let value = try values.value(Key(view: view, question: Question(query)), bytes: \.byteCount) {
            .households(try make())
        }
        if case .households(let households) = value { return households }
        return try make()
    }

    func column(
        _ queryable: HouseholdQueryable, _ view: View, make: () throws -> FilterColumn
    ) throws -> FilterColumn {
        let value = try values.value(Key(view: view, column: queryable), bytes: \.byteCount) { .column(try make()) }
        if case .column(let column) = value { return column }
        return try make()
    }
}

extension RegistrySnapshot {
    /// The register as an audience may see it, remembered where there is a cache.
    func packedRegister(
        _ clearance: Clearance, time: ScoringTime, _ cache: HouseholdCache?
    ) throws -> PackedRegister {
        try cache?.register(clearance, time: time, in: self) ?? packedRegister(clearance, time: time)
    }
}
