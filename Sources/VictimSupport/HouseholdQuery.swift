package import Disclosure
package import Geospatial
package import Registry
package import SupportScoring

/// One question about households that is answered page by page: of an area or the whole register, in an order of one's own choice.
package struct HouseholdQuery: Sendable {
    /// Where; nil for the whole register.
    package var area: QueryArea?
    /// Which of them; without an area `all` is usual.
    package var selection: ListSelection
    /// Only those whose point, as the audience may know it, lies in the box or on its edge; nobody without a position.
    package var box: BoundingBox?
    /// Only those whose point lies in a rectangle of a plane, too; the box holds all of it.
    package var plane: PlaneBox?
    /// What else they must meet.
    package var filter: HouseholdFilter?
    /// What puts them in order; empty for the usual order: those with a position first, the highest score first. The household number
    /// decides at the end, so that the order is total.
    package var order: [HouseholdOrder]
    /// Which of a household's two scores counts.
    package var time: ScoringTime

    /// Asks for everybody, unless something else is said.
    package init(
        area: QueryArea? = nil, selection: ListSelection = ListSelection(inclusion: .all), box: BoundingBox? = nil,
        plane: PlaneBox? = nil, filter: HouseholdFilter? = nil, order: [HouseholdOrder] = [],
        time: ScoringTime = .night
    ) {
        self.area = area
        self.selection = selection
        self.box = box
        self.plane = plane
        self.filter = filter
        self.order = order
        self.time = time
    }

    /// What is asked, in a line for the audit log; nothing in it is personal.
    package var text: String {
        var text = (area?.auditText ?? "everybody") + selection.auditText
        if let box { text += " bbox \(box.west),\(box.south),\(box.east),\(box.north)" }
        if let plane { text += " in plane " + plane.text }
        if let filter { text += " filter " + filter.text }
        if !order.isEmpty { text += " sortby " + orderText }
        return time == .night ? text : text + " time \(time.rawValue)"
    }

    private var orderText: String { order.map(\.text).joined(separator: ",") }

    /// Finds the households and puts them in order; what is known already is taken from the cache.
    ///
    /// - Parameter clearance: of the snapshot, for lists.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``,
    ///   ``VictimSupportError/noDaytimeScores``, ``AreaError/elsewhere(kilometres:)``, ``Disclosure/DisclosureError``,
    ///   ``Registry/RegistryError``.
    package func answer(
        in snapshot: RegistrySnapshot, _ clearance: Clearance, cache: HouseholdCache
    ) throws -> OrderedHouseholds {
        for key in order { try clearance.require(key.key.fields) }
        let run = try AreaQuery.scoreRun(in: snapshot)
        let view = try HouseholdCache.View(clearance, time, snapshot)
        let register = try cache.register(view, snapshot, clearance)
        if time == .daytime, !register.isScored { throw VictimSupportError.noDaytimeScores }
        return try cache.households(view, self) {
            let found = try FoundHouseholds(
                area, selection, box: box, plane: plane, filter: filter,
                remembering: { try cache.column($0, view, make: $1) }, in: register, of: snapshot, clearance)
            return OrderedHouseholds(
                query: self, generation: view.generation, run: run, register: register,
                hits: HouseholdOrder.ordered(found.hits, by: order), counts: found.counts, withheld: found.withheld)
        }
    }

    /// What the summary says of the order.
    var orderName: String { order.isEmpty ? "score" : orderText }
}
