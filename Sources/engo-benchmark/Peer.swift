/// Another program that answers what a list answers: who is inside, by score, with how many members.
///
/// The answer is text, `number,score,member_count,longitude,latitude` a line, the highest score first, then by number.
protocol Peer {
    var name: String { get }
    /// Writes what it is and of which version; it fails where the program or its extension is not there.
    var versionScript: String { get }

    /// Takes the files of ``PeerRegister`` in, in the order and with the indexes that suit the program.
    func loadScript(households: String, persons: String) -> String

    func question(_ area: RiverArea, _ counts: MemberCounts) -> String

    /// Runs a script in a fresh process and returns the processor seconds of what answers; nil when it fails.
    func run(script: String, output: String) -> Double?
}

/// Where a peer takes the number of members from.
enum MemberCounts: String, CaseIterable {
    /// It stands in a column of the households.
    case column
    /// It is counted from a table of persons with an index on the household, of those inside only.
    case persons
}

extension String {
    /// As a text of SQL.
    var quotedForSQL: String { "'" + replacing("'", with: "''") + "'" }
}
