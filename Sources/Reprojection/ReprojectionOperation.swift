/// A coordinate operation as PROJ names it.
package struct ReprojectionOperation: Hashable, Sendable {
    /// PROJ's name of the operation, such as `Tokyo to JGD2000 (1)`.
    package let name: String
    /// PROJ's pipeline; it names the grid file if one was used.
    package let definition: String
    /// What PROJ states as the accuracy, in metres; nil when it states none.
    package let accuracyMetres: Double?
}
