/// How a register differs from the one before it, in persons.
package struct RegisterChanges: Hashable, Sendable {
    /// Who was not registered before.
    package var added = 0
    /// Whose address is another.
    package var moved = 0
    /// Of whom something else than the address is another.
    package var changed = 0
    /// Of whom nothing is another.
    package var unchanged = 0
    /// Who is no longer in the register because the file says that they moved out.
    package var departed = 0
    /// Who is no longer in the register because the file says that they died.
    package var deceased = 0
    /// Who is no longer in the register, and the file does not say why.
    package var missing = 0

    /// No persons at all.
    package init() {}

    /// How many were registered before.
    package var before: Int { moved + changed + unchanged + gone }
    /// How many are registered after.
    package var after: Int { added + moved + changed + unchanged }
    /// How many are registered no longer.
    package var gone: Int { departed + deceased + missing }
    /// Whether the new register is the old one.
    package var isNone: Bool { added + moved + changed + gone == 0 }
}

/// How the needs differ from those before them, in rows.
package struct NeedChanges: Hashable, Sendable {
    /// Needs that are new.
    package var added = 0
    /// Needs that were there before and are not any more.
    package var cleared = 0
    /// Needs that were there before and still are.
    package var unchanged = 0

    /// No needs at all.
    package init() {}

    /// How many there were before.
    package var before: Int { cleared + unchanged }
    /// Whether the new needs are the old ones.
    package var isNone: Bool { added + cleared == 0 }
}
