import Disclosure
import FilterLanguage
import Geospatial
import Registry
import VictimSupport

/// One collection of the service, such as the households or the shelters.
///
/// A collection turns a query into a page of features inside one read of the workspace. Whatever is about people passes the
/// gate there: ``ServedRead/clearance(for:)`` first, then a release that is in the audit log.
protocol FeatureCollection: Sendable {
    /// Its id in addresses, such as `households`.
    var id: String { get }
    /// What people call it.
    var title: Bilingual { get }
    /// What it holds, in a sentence.
    var summary: Bilingual { get }
    /// The kind of data that the gate must allow; nil for what tells nothing about people.
    var data: DataSet? { get }
    /// What it holds of each feature, in the order of the document, as far as somebody may see it.
    ///
    /// - Throws: ``Disclosure/DisclosureError`` for whoever may not have the collection at all; then it is not listed.
    func properties(_ read: ServedRead) throws -> [FeatureProperty]
    /// What filters may ask of its features, as far as somebody may receive it; the geometry is not among them.
    func queryables(_ read: ServedRead) throws -> [FeatureProperty]
    /// Whether somebody may filter by the geometry.
    func hasQueryableGeometry(_ read: ServedRead) throws -> Bool
    /// Every name that filters may hold, for whomever: what is withheld is refused, not unknown.
    func vocabulary(_ read: ServedRead) throws -> FilterVocabulary
    /// The box that all of its features lie in, as far as that tells nothing about single people; nil when it is not told.
    func extent(_ read: ServedRead) throws -> BoundingBox?
    /// Whether it has a property of this name that whoever asks may not receive.
    func withholds(_ property: String, _ read: ServedRead) throws -> Bool
    /// The features that a query asks for, from a cursor on.
    ///
    /// Where nothing is handed out (``ServedRead/handsOut``), nothing is released and there are no features.
    /// - Throws: ``Problem``, or what the gate and the workspace throw.
    func page(_ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage
    /// What tells the page of a query, in one form, from every other answer; nil when nothing does. The gate is asked first.
    func tag(_ query: ItemsQuery, _ read: ServedRead) throws -> EntityTag?
    /// One feature as a page of its own, in the language and with the properties that a query asks for; nil when there is none that may be
    /// seen.
    func feature(_ id: String, _ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage?
}

extension FeatureCollection {
    /// Not told.
    func extent(_ read: ServedRead) throws -> BoundingBox? { nil }
    /// Those of its properties that say so.
    func queryables(_ read: ServedRead) throws -> [FeatureProperty] { try properties(read).filter(\.isQueryable) }
    /// Everybody may.
    func hasQueryableGeometry(_ read: ServedRead) throws -> Bool { true }
    /// That of the queryables.
    func vocabulary(_ read: ServedRead) throws -> FilterVocabulary { FilterVocabulary(try queryables(read)) }
    /// Nothing is withheld.
    func withholds(_ property: String, _ read: ServedRead) throws -> Bool { false }

    func tag(_ query: ItemsQuery, _ read: ServedRead) throws -> EntityTag? {
        let clearance = try data.map { try read.clearance(for: $0) }
        return try PageSequence(id, query, read, clearance).tag(query)
    }
}

/// A property of a collection's features.
struct FeatureProperty: Sendable {
    /// The JSON type of its values.
    enum Kind: String, Sendable {
        case string, number, integer, boolean, array, object
    }

    /// Its name in the document.
    let name: String
    /// The type of its values; any of them may be null.
    let kind: Kind
    /// What it says.
    let title: Bilingual
    /// The only values, where they are few.
    var values: [String] = []
    /// Whether filters may name it.
    var isQueryable = false
    /// Whether lists may be sorted by it.
    var isSortable = false
}

/// One read of the workspace on behalf of somebody.
struct ServedRead {
    /// The state that is read.
    let snapshot: RegistrySnapshot
    /// Who asks.
    let session: Session
    /// When.
    let moment: Moment
    /// What all requests share.
    let workspace: ServedWorkspace
    /// Whether what is read leaves; of HEAD nothing does, so nothing is released and the audit log gets no entry.
    let handsOut: Bool

    private let asked = AskedClearances()

    /// Gathers what a read is for.
    init(
        snapshot: RegistrySnapshot, session: Session, moment: Moment, workspace: ServedWorkspace, handsOut: Bool = true
    ) {
        self.snapshot = snapshot
        self.session = session
        self.moment = moment
        self.workspace = workspace
        self.handsOut = handsOut
    }

    /// Asks the gate: once for each kind of data, since state, session and moment stay the same.
    func clearance(for data: DataSet) throws -> Clearance {
        if let clearance = asked.known[data] { return clearance }
        let clearance = try snapshot.clear(session.disclosure(at: moment), for: data)
        asked.known[data] = clearance
        return clearance
    }

    /// The audit log of the workspace.
    func audit() throws -> AuditLog { try snapshot.auditLog(workspace.paths) }

    /// What the audit log says of a release on behalf of the session.
    func release(format: String) -> ListRelease {
        session.release("serve", format: format, at: moment)
    }
}

/// What the gate has allowed in one read.
private final class AskedClearances {
    var known: [DataSet: Clearance] = [:]
}
