/// Where a page stands in an answer of several.
package struct ListPage: Sendable {
    /// Households before it.
    package let before: Int
    /// Households of the whole answer.
    package let total: Int
    /// What puts them in order, as the summary says it.
    let order: String
    /// What the audit log says of page and question.
    let auditText: String
}
