/// What a long use case is doing; the caller decides what of it to show, and when.
package enum ProgressStage: Hashable, Sendable {
    /// Reading and checking a file.
    case reading
    /// Compiling the address dictionary.
    case compiling
    /// Storing rows.
    case storing(rows: Int)
    /// Storing a register, with its addresses looked up on the way.
    case storingAndLocating(rows: Int)
    /// Looking up addresses.
    case locating(households: Int)
    /// Scoring everybody.
    case scoring
    /// Writing a list; `done` of `total` households are out.
    case writing(done: Int, total: Int)
}

/// Hears of each stage as it begins.
package typealias ProgressHandler = @Sendable (ProgressStage) -> Void
