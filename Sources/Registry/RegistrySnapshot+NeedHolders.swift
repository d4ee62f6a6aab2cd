package import Disclosure
import GRDB
package import Residents

/// A kind of need that a household is asked for.
package struct NeedFilter: Hashable, Sendable {
    /// The kind.
    package let kind: NeedKind
    /// The grade within the kind; nil for any.
    package let level: NeedLevel?

    /// Asks for a kind, of one grade or any.
    package init(kind: NeedKind, level: NeedLevel?) {
        self.kind = kind
        self.level = level
    }
}

extension RegistrySnapshot {
    /// For each household, element 0 being household 1, which of the needs a member has: bit n stands for the nth.
    ///
    /// Every need that lists show counts: also one that has ended without a successor, because the renewal may be what is
    /// missing, and one of an unknown grade or none, which may be the grade that is asked for.
    /// - Parameters:
    ///   - filters: at most 63.
    ///   - memberCounts: of all households, as in ``PackedRegister/memberCounts``: residents are numbered household by household.
    ///   - clearance: proof that audience and basis were stated; whether the audience may know needs is the caller's to ask.
    /// - Complexity: O(needs + households), one pass.
    package func householdsInNeed(
        of filters: [NeedFilter], memberCounts: [UInt32], clearance: Clearance
    ) throws -> [UInt64] {
        guard !filters.isEmpty else { return [UInt64](repeating: 0, count: memberCounts.count) }
        let conditions = filters.map { filter in
            filter.level == nil ? "kind = ?" : "(kind = ? AND (grade = ? OR grade = '' OR state = 'unrecognised'))"
        }
        let arguments = filters.flatMap { filter in
            [filter.kind.rawValue] + (filter.level.map { [$0.code] } ?? [])
        }
        // Shift and "or" have the same precedence in SQLite.
        let bits = conditions.enumerated().map { "((\($1)) << \($0))" }.joined(separator: " | ")
        let rows = try BulkRows(
            "SELECT resident_id, \(bits) FROM current_need ORDER BY resident_id",
            arguments: StatementArguments(arguments), in: db)
        return try gathered(rows, memberCounts: memberCounts, clearance) { UInt64($0.int(1)) }
    }

    /// For each household, element 0 being household 1, what help its members need: bit n stands for the kind of that raw value.
    ///
    /// - Parameters:
    ///   - memberCounts: of all households, as in ``PackedRegister/memberCounts``.
    ///   - clearance: proof that audience and basis were stated; whether the audience may know the help is the caller's to ask.
    /// - Complexity: O(needs + households), one pass.
    package func householdsByHelp(memberCounts: [UInt32], clearance: Clearance) throws -> [UInt64] {
        let rows = try BulkRows("SELECT resident_id, kind, grade FROM current_need ORDER BY resident_id", in: db)
        return try gathered(rows, memberCounts: memberCounts, clearance) { rows in
            guard let kind = NeedKind(rawValue: rows.string(1)) else { return 0 }
            return HelpKind.help(for: kind, level: NeedGrade(code: rows.string(2)).level)
                .reduce(0) { $0 | 1 << UInt64($1.rawValue) }
        }
    }

    /// What the rows of needs, by resident, give each household: the bits of all of its members whom the audience may see.
    private func gathered(
        _ rows: BulkRows, memberCounts: [UInt32], _ clearance: Clearance, _ bits: (BulkRows) -> UInt64
    ) throws -> [UInt64] {
        var result = [UInt64](repeating: 0, count: memberCounts.count)
        let visible = try visible(clearance)
        var household = 0
        var lastResident = memberCounts.isEmpty ? 0 : Int(memberCounts[0])
        while try rows.next() {
            let found = bits(rows)
            guard found != 0 else { continue }
            let resident = rows.int(0)
            while household < memberCounts.count, lastResident < resident {
                household += 1
                if household < memberCounts.count { lastResident += Int(memberCounts[household]) }
            }
            guard household < memberCounts.count else {
                throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name)
            }
            guard visible.isVisible(household: UInt32(household + 1)), visible.isVisible(resident: UInt32(resident))
            else { continue }
            result[household] |= found
        }
        return result
    }
}
