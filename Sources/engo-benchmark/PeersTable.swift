import Foundation

/// The table of a comparison with other programs, as Markdown; each peer takes two columns.
struct PeersTable {
    /// Names, in the order of the columns.
    let peers: [String]

    var head: String {
        let columns =
            ["vertices", "inside", "listed by Engo", "filter and sort alone", "Engo"]
            + peers.flatMap { peer in MemberCounts.allCases.map { "\(peer), \($0.rawValue)" } }
        return row(columns) + "\n|" + String(repeating: "---|", count: columns.count)
    }

    /// - Parameters:
    ///   - inside: households whose point lies inside, which the peers list.
    ///   - listed: households whose circle reaches the area, which Engo lists.
    ///   - others: processor seconds, each peer's with the members from the column and from the persons.
    func line(vertices: Int, inside: Int, listed: Int, alone: Double, engo: Double, others: [Double]) -> String {
        row(
            [String(vertices), String(inside), String(listed), seconds(alone), seconds(engo)]
                + others.map { "\(seconds($0)) (\(String(format: "%.1f", $0 / engo)))" })
    }

    private func seconds(_ value: Double) -> String { String(format: "%.3f", value) }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
