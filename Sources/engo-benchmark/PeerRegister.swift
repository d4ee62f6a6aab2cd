import Foundation
import Interchange
import SpatialQuery

/// What other programs are given of a workspace, in memory and as files: who stands where, with which score and how many members.
struct PeerRegister {
    let stored: StoredRegister
    /// By id from 1 on, as the next.
    private let numbers: [[UInt8]]
    private let memberCounts: [UInt32]

    /// - Throws: ``BenchmarkError/notADrill`` for a workspace that may hold people: these files pass no gate.
    init(workspace: String) throws {
        let tables = try StoredTables(path: workspace)
        guard try tables.prepare("SELECT 1 FROM workspace WHERE mode = 'drill'").next() else {
            throw BenchmarkError.notADrill
        }
        stored = try StoredRegister(workspace: workspace)
        memberCounts = try tables.packedColumn("household.member_count")
        let rows = try tables.prepare("SELECT bytes FROM packed_number ORDER BY chunk")
        var numbers: [[UInt8]] = []
        while try rows.next() {
            // Each number has its length before it, as two bytes, the smaller first.
            var rest = rows.bytes(0)[...]
            while let low = rest.popFirst(), let high = rest.popFirst() {
                let length = Int(low) | Int(high) << 8
                numbers.append(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
        }
        self.numbers = numbers
        guard numbers.count == memberCounts.count else { throw BenchmarkError.workspaceFailed }
    }

    /// Writes `id,number,score,member_count,longitude,latitude` a household and `household` a person, without heads.
    ///
    /// Households stand along the curve of the packed positions, numbered from 1 on in that order.
    func write(households: String, persons: String) throws {
        let positions = stored.positions
        let householdFile = try AtomicFileWriter(path: households)
        let personFile = try AtomicFileWriter(path: persons)
        for place in 0..<positions.count {
            let position = "\(positions.longitudes[place]),\(positions.latitudes[place])"
            try householdFile.write("\(place + 1),\(beginning(positions.households[place])),\(position)\n")
            let members = Int(memberCount(positions.households[place]))
            try personFile.write(String(repeating: "\(place + 1)\n", count: members))
        }
        try householdFile.commit()
        try personFile.commit()
    }

    /// `number,score,member_count` of everybody whose point lies inside, in the order asked for: score descending, then number.
    func beginnings(in area: PreparedArea) -> [String] {
        var households: [UInt32] = []
        stored.positions.forEachHit(in: area) { households.append(stored.positions.households[$0]) }
        households.sort { one, other in
            let (score, otherScore) = (stored.score(one), stored.score(other))
            return score == otherScore ? number(one).lexicographicallyPrecedes(number(other)) : score > otherScore
        }
        return households.map(beginning)
    }

    private func beginning(_ household: UInt32) -> String {
        "\(String(decoding: number(household), as: UTF8.self)),\(stored.score(household)),\(memberCount(household))"
    }

    private func number(_ household: UInt32) -> [UInt8] { numbers[Int(household) - 1] }

    private func memberCount(_ household: UInt32) -> UInt32 { memberCounts[Int(household) - 1] }
}
