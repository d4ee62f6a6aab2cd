import Disclosure
import GRDB

/// Which households and residents of one generation an audience may see: decided before any row is read.
///
/// A household in which somebody is protected is left out as a whole: the address is what is protected, and a household with
/// one member fewer would show who that is. Where only some people may be shown, the others of their household are not there at
/// all, and a household without anybody to show is none.
struct VisiblePeople: Sendable {
    /// Households in which somebody is protected, whether they are shown or not.
    let protectedHouseholds: Set<UInt32>
    /// By household id from 1; nil when all households are visible.
    private let isHidden: [Bool]?
    /// By household id from 1: how many of its members may be shown; nil when all of every visible household.
    let memberCounts: [UInt32]?
    /// By resident id from 1; nil when all members of a visible household are visible.
    private let isShown: [Bool]?

    init(_ db: Database, _ clearance: Clearance) throws {
        var protected: Set<UInt32> = []
        let protections = try BulkRows(
            """
            SELECT r.household_id FROM current_protection AS p CROSS JOIN resident AS r
                ON r.resident_number = p.resident_number
            """, in: db)
        while try protections.next() { protected.insert(UInt32(protections.int(0))) }
        protectedHouseholds = protected
        if clearance.people == .everyone {
            isShown = nil
            memberCounts = nil
            if clearance.seesProtected || protected.isEmpty {
                isHidden = nil
            } else {
                var hidden = [Bool](repeating: false, count: try Self.last("household", db))
                for household in protected { hidden[Int(household) - 1] = true }
                isHidden = hidden
            }
            return
        }
        var shown = [Bool](repeating: false, count: try Self.last("resident", db))
        var counts = [UInt32](repeating: 0, count: try Self.last("household", db))
        let rows = try BulkRows(Self.roster(clearance.people), in: db)
        while try rows.next() {
            let (resident, household) = (rows.int(0) - 1, rows.int(1))
            guard clearance.seesProtected || !protected.contains(UInt32(household)) else { continue }
            shown[resident] = true
            counts[household - 1] += 1
        }
        isShown = shown
        memberCounts = counts
        isHidden = counts.map { $0 == 0 }
    }

    /// Whether an audience may know that there is such a household.
    func isVisible(household: UInt32) -> Bool {
        guard let isHidden else { return true }
        let element = Int(household) - 1
        return isHidden.indices.contains(element) && !isHidden[element]
    }

    /// Whether a member of a visible household may be shown.
    func isVisible(resident: UInt32) -> Bool {
        guard let isShown else { return true }
        let element = Int(resident) - 1
        return isShown.indices.contains(element) && isShown[element]
    }

    /// Bytes in memory, about.
    var byteCount: Int {
        protectedHouseholds.count * 8 + (isHidden?.count ?? 0) + (memberCounts?.count ?? 0) * 4 + (isShown?.count ?? 0)
    }

    /// Whether every household is visible.
    var seesAllHouseholds: Bool { isHidden == nil }

    /// Whether every member of every visible household is visible.
    var seesAllMembers: Bool { isShown == nil }

    /// How many households are visible, of `count` in the register.
    func visibleHouseholds(of count: Int) -> Int { isHidden.map { $0.count { !$0 } } ?? count }

    private static func last(_ table: String, _ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0
    }

    private static func rosterWithout(_ answer: String) -> String {
        """
        SELECT r.id, r.household_id FROM resident AS r
        WHERE r.id IN (
                SELECT n.resident_id FROM current_need AS n
                WHERE n.kind <> 'institution' AND n.kind <> 'hospitalStay'
                UNION SELECT a.id FROM current_consent AS c CROSS JOIN resident AS a
                    ON a.resident_number = c.resident_number)
            AND r.resident_number NOT IN (SELECT resident_number FROM current_consent WHERE answer = '\(answer)')
        """
    }

    /// Residents with their households, each once.
    ///
    /// An ordinance speaks of those on the roster: who has a need that lists show, or was asked for an answer.
    private static func roster(_ people: PeopleRule) -> String {
        switch people {
        case .agreed, .everyone:
            """
            SELECT r.id, r.household_id FROM current_consent AS c CROSS JOIN resident AS r
                ON r.resident_number = c.resident_number
            WHERE c.answer = 'agreed'
            """
        case .notRefused: rosterWithout("refused")
        case .notAgreed: rosterWithout("agreed")
        }
    }
}

/// Remembers for one snapshot who is visible; queries of one answer ask for it several times.
final class VisiblePeopleCache {
    private var known: (people: PeopleRule, seesProtected: Bool, visible: VisiblePeople)?

    /// Takes over what was worked out for another snapshot of the same generation.
    func take(_ visible: VisiblePeople, for clearance: Clearance) {
        known = (clearance.people, clearance.seesProtected, visible)
    }

    func visible(_ db: Database, _ clearance: Clearance) throws -> VisiblePeople {
        if let known, known.people == clearance.people, known.seesProtected == clearance.seesProtected {
            return known.visible
        }
        let visible = try VisiblePeople(db, clearance)
        known = (clearance.people, clearance.seesProtected, visible)
        return visible
    }
}
