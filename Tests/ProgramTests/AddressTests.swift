import Foundation
import TestSupport
import Testing

/// The address dictionary as a filter, on the synthetic city of `GeoData`.
@Suite struct AddressTests {
    private static let columns = [
        "input", "prefecture", "city", "town", "number", "rest", "match_level", "coordinate_level", "longitude",
        "latitude",
        "uncertainty_m", "certain", "lg_code", "machiaza_id", "record_id", "candidates", "rules", "koaza",
    ]

    private static let folder = Result {
        let folder = try TemporaryFolder()
        let run = try Program.run(
            ["dictionary", "compile", "--abr", Checkout.root.path + "/GeoData/shiose/abr", "--output", "d"],
            in: folder.url)
        guard run.exitCode == 0 else {
            throw StepByStepTests.Failure(verb: "compile", exitCode: run.exitCode, errors: run.errors)
        }
        return folder
    }

    private static func fields(_ text: String) throws -> [[String]] {
        try Checkout.text(text).split(separator: "\n").dropFirst().map { $0.components(separatedBy: ",") }
    }

    /// The address of every household of the synthetic register with the record on which it really stands.
    private static func truth() throws -> (addresses: [String], answers: [[String]]) {
        var addresses: [String: String] = [:]
        let residents = try Checkout.text("GeoData/shiose/residents.csv").split(whereSeparator: \.isNewline)
        let header = residents[0].trimmingPrefix("\u{FEFF}").components(separatedBy: ",")
        let number = try #require(header.firstIndex(of: "世帯番号"))
        let address = try #require(header.firstIndex(of: "住所"))
        let relationship = try #require(header.firstIndex(of: "続柄"))
        for row in residents.dropFirst().map({ $0.components(separatedBy: ",") }) where row[relationship] == "世帯主" {
            addresses[row[number]] = row[address]
        }
        let answers = try fields("GeoData/shiose/answers.csv")
        return (answers.map { addresses[$0[0]] ?? "" }, answers)
    }

    @Test func findsTheHouseholdsOfTheSyntheticRegister() throws {
        let folder = try Self.folder.get()
        let (addresses, answers) = try Self.truth()
        let list = addresses.joined(separator: "\n") + "\n"
        let run = try Program.run(
            ["address", "match", "-", "--dictionary", "d", "--municipality", "992011"], in: folder.url,
            input: Data(list.utf8))
        #expect(run.exitCode == 0, "\(run.errors)")
        let rows = run.text.components(separatedBy: "\n").dropLast().map { $0.components(separatedBy: "\t") }
        #expect(rows.first == Self.columns)
        #expect(rows.dropFirst().map { $0[0] } == addresses)
        var exact = 0
        for (row, answer) in zip(rows.dropFirst(), answers) {
            #expect(row.count == Self.columns.count)
            if Array(row[12...14]) == Array(answer[1...3]) {
                exact += 1
            } else {
                #expect(row[11] == "false" || answer[3].isEmpty, "certain and wrong: row of \(answer[0])")
            }
        }
        let findable = answers.count { !$0[3].isEmpty }
        #expect(findable > 900)
        #expect(Double(exact) >= 0.99 * Double(findable))
        #expect(run.errors.contains("\(addresses.count) lines"))
    }

    @Test(arguments: ["tsv", "csv", "jsonl"])
    func theBytesDoNotDependOnTheThreads(format: String) throws {
        let folder = try Self.folder.get()
        let list = Data(try Self.truth().addresses.joined(separator: "\r\n").utf8)
        let runs = try ["1", "2", "7"].map { threads in
            try Program.run(
                ["address", "match", "--dictionary", "d", "--threads", threads, "--format", format], in: folder.url,
                input: list)
        }
        #expect(runs[0].exitCode == 0)
        #expect(runs[0].output.count > 100_000)
        #expect(runs[1].output == runs[0].output)
        #expect(runs[2].output == runs[0].output)
    }

    @Test func aBlankLineGivesLevelNone() throws {
        let folder = try Self.folder.get()
        let run = try Program.run(
            ["address", "match", "--dictionary", "d", "--format", "csv"], in: folder.url, input: Data("\n　\n".utf8))
        let rows = run.text.components(separatedBy: "\n").dropFirst().dropLast()
        #expect(rows.map { $0.components(separatedBy: ",")[6] } == ["none", "none"])
    }

    @Test func explainsByNamedRules() throws {
        let folder = try Self.folder.get()
        let town = try Self.fields("GeoData/shiose/abr/mt_town_all.csv")[0]
        let run = try Program.run(
            ["address", "explain", "\(town[9])\(town[15])１の２", "--dictionary", "d"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        for expected in ["規則 rules", "  fold ", "  city ", "  number ", "町字 town"] {
            #expect(run.text.contains(expected), "lacks \(expected)")
        }
    }

    @Test func textThatIsNoUTF8IsRefusedAfterTheLinesBeforeIt() throws {
        let folder = try Self.folder.get()
        let run = try Program.run(
            ["address", "match", "--dictionary", "d"], in: folder.url,
            input: Data(Array("潮瀬市\n潮瀬市\n".utf8) + [0x93, 0x8C, 0x0A]))
        #expect(run.exitCode == 65)
        #expect(run.text.components(separatedBy: "\n").count == 4)
        #expect(run.errors.contains("line 3"))
        let again = try Program.run(
            ["address", "match", "--dictionary", "d", "--encoding", "cp932"], in: folder.url,
            input: Data([0x93, 0x8C, 0x8B, 0x9E, 0x93, 0x73, 0x0A]))
        #expect(again.exitCode == 0)
        #expect(again.text.contains("東京都\t東京都\t"))
    }

    /// Every part of the file, cut or changed, and files of other kinds: refused before the first answer.
    @Test func aDamagedDictionaryGivesNoAnswer() throws {
        let folder = try Self.folder.get()
        let whole = try folder.data("d")
        var damaged: [(String, Data)] = [
            ("cut", whole.dropLast(100)), ("half", whole.prefix(whole.count / 2)), ("header", whole.prefix(40)),
            ("longer", whole + Data([0])),
        ]
        for share in [3, 10, 50, 90, 97] {
            var bytes = [UInt8](whole)
            // Between sections stand a few zero bytes that nobody reads; eight in a row are never all such.
            for offset in 0..<8 { bytes[bytes.count * share / 100 + offset] ^= 0x5A }
            damaged.append(("byte\(share)", Data(bytes)))
        }
        for (name, bytes) in damaged {
            try bytes.write(to: folder.url.appendingPathComponent(name))
            let run = try Program.run(
                ["address", "match", "--dictionary", name], in: folder.url, input: Data("潮瀬市\n".utf8))
            #expect(run.exitCode == 65, "\(name)")
            #expect(run.text.isEmpty, "\(name)")
            #expect(try Program.run(["dictionary", "show", name], in: folder.url).exitCode == 65, "\(name)")
        }
        #expect(try Program.run(["dictionary", "show", "d"], in: folder.url).text.contains("異常なし"))
    }

    @Test func aDictionaryIsReplacedAsAWhole() throws {
        let folder = try TemporaryFolder()
        let abr = Checkout.root.path + "/GeoData/shiose/abr"
        for _ in 0..<2 {
            #expect(
                try Program.run(["dictionary", "compile", "--abr", abr, "--output", "d"], in: folder.url).exitCode == 0)
        }
        let before = try folder.data("d")
        let wrong = try folder.write("points.csv", "address,longitude,latitude\n潮瀬市,34.2,135.1\n")
        #expect(
            try Program.run(["dictionary", "compile", "--points", wrong, "--output", "d"], in: folder.url).exitCode
                == 65)
        #expect(try folder.data("d") == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["d", "points.csv"])
    }
}
