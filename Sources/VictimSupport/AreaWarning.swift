package import AddressDictionary
package import Interchange
package import SpatialQuery

/// What an officer should know of how an area was made; nothing that was done is silent.
package enum AreaWarning: Equatable, Sendable {
    /// Shapes without area were passed over.
    case passedOver(source: String, PassedOverShapes)
    /// Rings were odd, and were taken by the rules of `Docs/spatial.md`.
    case findings(AreaFindings)
    /// The source names no reference system; its numbers were taken as JGD2011 degrees.
    case undeclaredReferenceSystem(source: String)
    /// The source names another reference system than staff did, and theirs was taken.
    case overruledReferenceSystem(source: String, declared: String, used: String)
    /// Positions were brought to JGD2011, with the accuracy that PROJ states, in metres.
    case transformed(source: String, system: String, accuracyMetres: Double?)
    /// The condition selected so many of the features.
    case selected(source: String, features: Int, of: Int)
    /// Features whose attributes do not tell whether the condition holds, and that were left out.
    case undecided(source: String, features: Int)
    /// The point of an address stands for a block; its uncertainty in metres.
    case coarseAddress(level: MatchLevel, uncertaintyMetres: Double?)
}
