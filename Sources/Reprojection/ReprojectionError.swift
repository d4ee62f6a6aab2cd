/// Why a position cannot be brought into another reference system; cases carry codes and positions in no case.
package enum ReprojectionError: Error, Equatable, Sendable {
    /// The text is not `EPSG:` and a number, or the number names no horizontal system; see ``ReferenceSystem``.
    case unsupportedReferenceSystem(code: String)
    /// PROJ is not installed or could not be started.
    case contextUnavailable
    /// PROJ knows no way from one system to the other, mostly because its database is missing; `number` is PROJ's own.
    case noOperation(from: String, to: String, number: Int32)
    /// PROJ refused the position; `number` is PROJ's own.
    case notTransformable(number: Int32)
    /// The result is not finite or outside ±180 / ±90 degrees.
    case resultOutOfRange
}
