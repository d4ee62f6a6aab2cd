/// How numbers of people are told, so that nobody is found in a small one (small-cell suppression, 秘匿処理).
///
/// With a minimum, a number below it is withheld, and every other is rounded to the nearest multiple of it: without the
/// rounding, the total less the other parts would give the withheld one.
package struct CountRule: Hashable, Sendable {
    /// The smallest number that is told; nil for exact numbers.
    package let minimum: Int?

    /// Counts told exactly, or from a minimum on.
    package init(minimum: Int?) { self.minimum = minimum }

    /// The number as it may be told; nil when it is withheld.
    package func number(_ count: Int) -> Int? {
        guard let minimum, count > 0 else { return count }
        guard count >= minimum else { return nil }
        return (count + minimum / 2) / minimum * minimum
    }

    /// The number as text; `<10` for one that is withheld.
    package func text(_ count: Int) -> String {
        number(count).map(String.init) ?? "<\(minimum ?? 0)"
    }
}
