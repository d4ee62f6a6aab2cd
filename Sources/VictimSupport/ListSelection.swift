import Disclosure
package import Registry
import Residents
package import SupportScoring

/// Which of the households that an area may concern stand on its list.
package struct ListSelection: Sendable {
    /// How sure it must be that a household is inside.
    package enum Inclusion: String, CaseIterable, Sendable {
        /// Only those that surely are.
        case certain
        /// Also those that may be, because their point is coarse or their address has several readings.
        case possible
        /// Also those without any position, behind all others.
        case all
    }

    /// How sure it must be; the usual list is certain and possible.
    package let inclusion: Inclusion
    /// Only these bands; empty for all.
    package let bands: Set<SupportBand>
    /// Only households of which a member has one of these needs; empty for all.
    package let needs: [NeedFilter]
    /// Only households with at least this score; nil for all.
    package let minimumScore: Points?

    /// Everybody who is certain or possible, unless something else is said. What is said holds together.
    package init(
        inclusion: Inclusion = .possible, bands: Set<SupportBand> = [], needs: [NeedFilter] = [],
        minimumScore: Points? = nil
    ) {
        self.inclusion = inclusion
        self.bands = bands
        self.needs = needs
        self.minimumScore = minimumScore
    }

    /// What an audience must be allowed to receive to select so.
    var fields: DisclosedFields {
        var fields: DisclosedFields = []
        if !bands.isEmpty { fields.insert(.band) }
        if minimumScore != nil { fields.insert(.scores) }
        if !needs.isEmpty { fields.insert(.needs) }
        return fields
    }

    /// What the audit log says of it, with a leading space; nothing for the usual list.
    var auditText: String {
        var text = inclusion == .possible ? "" : " include \(inclusion.rawValue)"
        if !bands.isEmpty { text += " band " + bands.sorted().map(\.label).joined(separator: ",") }
        for need in needs {
            text += " need " + need.kind.snakeCase + (need.level.map { ":" + $0.code } ?? "")
        }
        if let minimumScore { text += " min-score " + minimumScore.text }
        return text
    }
}

/// A selection made ready for one generation.
struct SelectionTest {
    private let selection: ListSelection
    /// By household id, from 1, not 0 for those in need; nil when needs do not matter.
    private let needs: [UInt64]?

    /// Looks up who has the needs that are asked for.
    ///
    /// - Throws: ``Disclosure/DisclosureError/fieldsWithheld(audience:)``.
    init(
        _ selection: ListSelection, register: PackedRegister, snapshot: RegistrySnapshot, clearance: Clearance
    ) throws {
        try clearance.require(selection.fields)
        self.selection = selection
        needs =
            selection.needs.isEmpty
            ? nil
            : try snapshot.householdsInNeed(
                of: selection.needs, memberCounts: register.memberCounts, clearance: clearance)
    }

    /// Those of the certainty that is asked for. The usual list takes all of them, and they are not copied.
    func included(_ reached: [AreaHit]) -> [AreaHit] {
        selection.inclusion == .certain ? reached.filter { $0.certainty == .certain } : reached
    }

    /// Those that pass the filters, if there are any.
    func passing(_ hits: [AreaHit]) -> [AreaHit] {
        selection.bands.isEmpty && selection.minimumScore == nil && needs == nil ? hits : hits.filter(passes)
    }

    /// Whether a household passes the filters.
    private func passes(_ hit: AreaHit) -> Bool {
        if !selection.bands.isEmpty, hit.band.map(selection.bands.contains) != true { return false }
        if let minimum = selection.minimumScore, Int(hit.score) < minimum.thousandths { return false }
        return needs.map { $0[Int(hit.household) - 1] != 0 } ?? true
    }
}
