/// One person of whom a register says something else than the one before it.
package struct RegisterDifference: Sendable {
    /// What became of the person.
    package enum Change: Sendable {
        /// Not registered before.
        case added
        /// Another address or surveyed position.
        case moved
        /// Something else is another.
        case changed
        /// Registered no longer: the file says that they moved out.
        case departed
        /// Registered no longer: the file says that they died.
        case deceased
        /// Registered no longer, and the file does not say why.
        case missing
    }

    /// What became of the person.
    package let change: Change
    /// 世帯番号, the later one.
    package let household: String
    /// 宛名番号.
    package let resident: String
}
