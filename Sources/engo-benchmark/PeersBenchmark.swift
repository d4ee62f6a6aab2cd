import Foundation
import Geospatial
import SpatialQuery

/// What the same answer costs the built program and other programs that are installed: who is inside, by score, with how many
/// members.
///
/// Processor seconds, user and system together, of fresh processes with the file cache warm; the programs take turns, so that a
/// busy minute hits all. Everything that is asked stands in the folder as a script that can be run by hand.
struct PeersBenchmark {
    let program: String
    /// Of a drill, for instance of ``PackedWorkspace``.
    let workspace: String
    /// Made new.
    let folder: String
    let vertexCounts: [Int]
    let box: BoundingBox
    let seed: UInt64
    let runs: Int
    let peers: [any Peer]

    /// Prints a line for each peer, one for each answer that is not as expected, and the table.
    func run() throws {
        guard !FileManager.default.fileExists(atPath: folder) else { throw BenchmarkError.cannotWrite(path: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let register = try PeerRegister(workspace: workspace)
        let (households, persons) = (folder + "/households.csv", folder + "/persons.csv")
        try register.write(households: households, persons: persons)
        let present = try peers.filter { peer in
            guard let version = try version(of: peer) else {
                print("\(peer.name) is left out: the program, its extension or its database is not there")
                return false
            }
            let script = try write(peer.loadScript(households: households, persons: persons), "\(peer.name)-load.sql")
            guard peer.run(script: script, output: "/dev/null") != nil else {
                throw BenchmarkError.peerFailed(peer: peer.name, script: script)
            }
            print("\(peer.name) \(version)")
            return true
        }
        print(
            "\(register.stored.positions.count) located households; median of \(runs) fresh processes, processor seconds (× Engo)\n"
        )
        let table = PeersTable(peers: present.map(\.name))
        var lines = [table.head]
        for count in vertexCounts {
            let area = RiverArea(vertices: count, box: box, seed: seed)
            let file = try write(area.geoJSON(), "area-\(count).geojson")
            let polygons = try area.multiPolygon()
            let expected = register.beginnings(in: try PreparedArea(polygons))
            let questions = try present.flatMap { peer in
                try MemberCounts.allCases.map { counts in
                    let name = "\(peer.name)-\(counts.rawValue)-\(count)"
                    let script = try write(peer.question(area, counts), name + ".sql")
                    return try Question(peer: peer, name: name, script: script, expected: expected)
                }
            }
            var listed = 0
            let alone = try ProcessClock.median { listed = try register.stored.order(in: polygons).count }
            let (engo, others) = try ask(questions, area: file)
            lines.append(
                table.line(
                    vertices: count, inside: expected.count, listed: listed, alone: alone, engo: engo, others: others))
        }
        print(lines.joined(separator: "\n"))
    }

    /// The median of Engo, and that of each question.
    private func ask(_ questions: [Question], area: String) throws -> (engo: Double, others: [Double]) {
        let list = ["list", workspace, "--area", area, "--format", "csv", "--columns", ListsBenchmark.columns]
        guard MeasuredProcess.run(program, list) != nil else { throw BenchmarkError.programFailed(verb: "list") }
        var engo: [Double] = []
        var others = questions.map { _ in [Double]() }
        for _ in 0..<runs {
            guard let cost = MeasuredProcess.run(program, list) else {
                throw BenchmarkError.programFailed(verb: "list")
            }
            engo.append(cost.seconds)
            for (place, question) in questions.enumerated() {
                others[place].append(try question.ask(output: "/dev/null"))
            }
        }
        return (ProcessCost.middle(engo), others.map(ProcessCost.middle))
    }

    private func version(of peer: any Peer) throws -> String? {
        let script = try write(peer.versionScript, "\(peer.name)-version.sql")
        let output = folder + "/version.txt"
        guard peer.run(script: script, output: output) != nil else { return nil }
        return try String(contentsOfFile: output, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func write(_ text: String, _ name: String) throws -> String {
        let path = "\(folder)/\(name)"
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
            throw BenchmarkError.cannotWrite(path: path)
        }
        return path
    }
}

/// One question to one peer, asked once before it is timed.
private struct Question {
    private let peer: any Peer
    private let script: String

    /// Asks it once, which brings the files into the cache, and says aloud how the answer differs from what is expected.
    init(peer: any Peer, name: String, script: String, expected: [String]) throws {
        self.peer = peer
        self.script = script
        let output = script + ".out"
        _ = try ask(output: output)
        defer { try? FileManager.default.removeItem(atPath: output) }
        let answer = try PeerAnswer(path: output)
        guard let difference = answer.difference(from: expected) else { return }
        print("!!! \(name) DIFFERS: \(difference)")
    }

    func ask(output: String) throws -> Double {
        guard let seconds = peer.run(script: script, output: output) else {
            throw BenchmarkError.peerFailed(peer: peer.name, script: script)
        }
        return seconds
    }
}
