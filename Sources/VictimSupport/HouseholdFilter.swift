package import Disclosure
package import FilterLanguage
import Registry

/// A condition on households beyond what every list can ask for.
package struct HouseholdFilter: Sendable {
    /// What is asked of each household.
    package let expression: FilterExpression

    /// Takes an expression over ``HouseholdQueryable/vocabulary``.
    package init(_ expression: FilterExpression) { self.expression = expression }

    /// What it asks for.
    private var queryables: [HouseholdQueryable] {
        expression.properties.compactMap(HouseholdQueryable.init(rawValue:))
    }

    /// What an audience must be allowed to receive to ask so, wherever in the expression it stands: also what is negated or beside
    /// an `OR` decides who is in the answer.
    package var fields: DisclosedFields { queryables.reduce(into: []) { $0.formUnion($1.fields) } }

    /// What the audit log says of it.
    package var text: String { expression.auditText }

    /// What tells the condition from every other.
    package var identity: String { expression.text }

    /// Those of the households for which the answer is true, in the same order.
    ///
    /// - Throws: ``Disclosure/DisclosureError/fieldsWithheld(audience:)`` before anything is looked at, ``AreaError/projectionUnavailable``,
    ///   ``Registry/RegistryError``.
    /// - Complexity: O(terms × households).
    func passing(_ hits: [AreaHit], _ columns: QueriedColumns.Source) throws -> [AreaHit] {
        let clearance = columns.clearance
        try clearance.require(fields)
        if queryables.contains(.isProtected), !clearance.seesProtected {
            throw DisclosureError.fieldsWithheld(audience: clearance.audience)
        }
        let truth = try expression.truth(over: QueriedColumns(hits, columns))
        return hits.indices.filter(truth.isTrue).map { hits[$0] }
    }
}
