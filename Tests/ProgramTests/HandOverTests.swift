import Foundation
import Testing

/// Lists on their way out of a real workspace: sealed for a receiver, or plain where somebody says so.
@Suite struct HandOverTests {
    private static let agePath = ["/usr/bin/age", "/usr/local/bin/age"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    private static let personal = ["試験 太郎", "シケン", "試験町", "昭和10年"]
    private static let export = ["export", "w.engo", "--area", "area.geojson", "--output", "list.age"]

    private static func age(_ arguments: [String], in folder: TemporaryFolder) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(agePath))
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// A real workspace, a key and its public half.
    private static func workspace() throws -> (folder: TemporaryFolder, recipient: String) {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: false)
        let key = try Program.run(["key", "new", "--output", "key.txt"], in: folder.url)
        #expect(key.exitCode == 0, "\(key.errors)")
        return (folder, key.text.trimmingCharacters(in: .newlines))
    }

    private static func names(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    }

    @Test func aPackageReachesItsReceiverAndNobodyElse() throws {
        let (folder, recipient) = try Self.workspace()
        _ = try folder.write("partner.keys", "# 消防\n\(recipient)\n")
        let sealed = try Program.run(
            Self.export + ["--seal-to", "partner.keys", "--reason", "避難支援", "--expires", "2099-12-31"], in: folder.url)
        #expect(sealed.exitCode == 0, "\(sealed.errors)")
        #expect(sealed.output.isEmpty)
        let bytes = try folder.data("list.age")
        for word in Self.personal {
            #expect(bytes.range(of: Data(word.utf8)) == nil)
            #expect(!sealed.errors.contains(word))
        }
        let facts = try Program.run(["open", "list.age", "--identity", "key.txt", "--manifest"], in: folder.url)
        #expect(facts.exitCode == 0, "\(facts.errors)")
        for line in ["世帯 households         2", "人 persons              3", "2099-12-31", "避難支援", "災害対策本部"] {
            #expect(facts.text.contains(line), "lacks \(line)")
        }
        #expect(!facts.text.contains("訓練") && !facts.errors.contains("warning"))
        #expect(!(try Self.names(folder)).contains("out"))
        let open = ["open", "list.age", "--identity", "key.txt", "--output", "out"]
        #expect(try Program.run(open, in: folder.url).exitCode == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).count == 6)
        let members = String(decoding: try folder.data("out/members.csv"), as: UTF8.self)
        #expect(members.contains("試験 太郎"))
        // The same rows as the plain list.
        let plain = try Program.run(
            ["list", "w.engo", "--area", "area.geojson", "--format", "csv", "--rows", "members", "--plain"],
            in: folder.url)
        #expect(plain.output == (try folder.data("out/members.csv")))
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("out"))[.posixPermissions] as? Int
        #expect(mode == 0o700)
        // A second time it would write over the first.
        let again = try Program.run(open, in: folder.url)
        #expect(again.exitCode == 73)
        #expect(!(try Self.names(folder)).contains { $0.hasPrefix(".engo-") })
    }

    @Test func nothingIsUnpackedOfAPackageThatWasCutOrAltered() throws {
        let (folder, recipient) = try Self.workspace()
        #expect(try Program.run(Self.export + ["--seal-to", recipient], in: folder.url).exitCode == 0)
        let other = try Program.run(["key", "new", "--output", "other.txt"], in: folder.url)
        #expect(other.exitCode == 0)
        let whole = try folder.data("list.age")
        var damaged = [whole.prefix(whole.count / 2), whole.prefix(whole.count - 1), whole + [0]].map { Data($0) }
        for place in stride(from: 3, to: whole.count, by: max(1, whole.count / 12)) {
            var flipped = whole
            flipped[place] ^= 1
            damaged.append(flipped)
        }
        for (index, bytes) in damaged.enumerated() {
            try bytes.write(to: folder.url.appendingPathComponent("x.age"))
            let before = try Self.names(folder)
            let run = try Program.run(["open", "x.age", "--identity", "key.txt", "--output", "out"], in: folder.url)
            #expect(run.exitCode == 65, "\(index)")
            #expect(run.output.isEmpty)
            #expect(try Self.names(folder) == before)
        }
        let wrong = try Program.run(["open", "list.age", "--identity", "other.txt", "--output", "out"], in: folder.url)
        #expect(wrong.exitCode == 65)
        #expect(!(try Self.names(folder)).contains("out"))
    }

    @Test func aPassphraseTravelsAnotherWay() throws {
        let (folder, _) = try Self.workspace()
        _ = try folder.write("words", "河川敷の避難所はどこですか\n")
        _ = try folder.write("wrong", "河川敷の避難所はここですか\n")
        let sealed = try Program.run(Self.export + ["--seal-passphrase-file", "words"], in: folder.url)
        #expect(sealed.exitCode == 0, "\(sealed.errors)")
        func open(_ file: String) throws -> Int32 {
            try Program.run(["open", "list.age", "--passphrase-file", file, "--output", "out"], in: folder.url).exitCode
        }
        #expect(try open("wrong") == 65)
        #expect(!(try Self.names(folder)).contains("out"))
        #expect(try open("words") == 0)
        #expect(try folder.data("out/households.geojson").count > 100)
    }

    @Test(.enabled(if: agePath != nil, "needs the age program (apt-get install age)"))
    func theAgeProgramOpensAPackageAndMakesOne() throws {
        let (folder, recipient) = try Self.workspace()
        #expect(try Program.run(Self.export + ["--seal-to", recipient], in: folder.url).exitCode == 0)
        #expect(try Self.age(["-d", "-i", "key.txt", "-o", "list.zip", "list.age"], in: folder) == 0)
        #expect(try folder.data("list.zip").starts(with: [0x50, 0x4B, 0x03, 0x04]))
        #expect(try Self.age(["-a", "-r", recipient, "-o", "again.age", "list.zip"], in: folder) == 0)
        let run = try Program.run(["open", "again.age", "--identity", "key.txt", "--output", "out"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(String(decoding: try folder.data("out/members.csv"), as: UTF8.self).contains("試験 太郎"))
    }

    /// Every verb that would write somebody's row to a file or a pipe.
    private static let plainVerbs = [
        "list w.engo --area area.geojson", "list w.engo --area area.geojson --format json --output o.json",
        "export w.engo --area area.geojson --output o.geojson", "export w.engo --area area.geojson --output o.csv",
        "explain w.engo --household H1", "dictionary unresolved w.engo", "dictionary unresolved w.engo --output o.csv",
        "dictionary corrections w.engo", "generations diff w.engo --from 2 --output o.csv",
        "locate w.engo --dry-run --moved o.csv", "policy compare w.engo current shipped:sayama",
        "policy sensitivity w.engo --list", "backup w.engo --output o.backup",
        "import residents w.engo residents.csv --dry-run --changes o.csv",
        "import needs w.engo needs.csv --full --changes o.csv",
        "import residents w.engo residents.csv --reject-limit 1 --rejects o.csv",
    ]

    @Test(arguments: plainVerbs)
    func aRealWorkspaceWritesNobodyPlainUnasked(line: String) throws {
        let (folder, _) = try Self.workspace()
        let before = try Self.names(folder)
        let refused = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
        #expect(refused.exitCode == 77, "\(refused.errors)")
        #expect(refused.errors.contains("--plain") && refused.errors.contains("--seal-to"))
        #expect(refused.output.isEmpty)
        #expect(try Self.names(folder) == before)
        for word in Self.personal { #expect(!refused.errors.contains(word)) }
        let asked = try Program.run(line.split(separator: " ").map(String.init) + ["--plain"], in: folder.url)
        // Without a dictionary some have nothing to say, which is another matter.
        #expect(asked.exitCode == 0 || asked.exitCode == 69, "\(asked.errors)")
    }

    @Test func countsAndDrillsNeedNoWord() throws {
        let (folder, _) = try Self.workspace()
        for line in [
            "report w.engo --area area.geojson --output o.csv", "policy sensitivity w.engo", "status w.engo",
            "generations diff w.engo --from 2", "audit report w.engo", "import needs w.engo needs.csv --full",
        ] {
            let run = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
            #expect(run.exitCode == 0, "\(line): \(run.errors)")
        }
        let drill = try TemporaryFolder()
        try StepByStepTests.workspace(in: drill)
        for line in Self.plainVerbs {
            let run = try Program.run(line.split(separator: " ").map(String.init), in: drill.url)
            #expect(run.exitCode == 0 || run.exitCode == 69, "\(line): \(run.errors)")
            for name in try Self.names(drill) where name.hasPrefix("o.") {
                try FileManager.default.removeItem(atPath: drill.path(name))
            }
        }
    }

    @Test(arguments: [
        ["--seal-to", "RECIPIENT", "--expires", "2020-01-01"], ["--seal-to", "RECIPIENT", "--expires", "2027/01/01"],
        ["--seal-to", "RECIPIENT", "--plain"], ["--seal-to", "RECIPIENT", "--format", "csv"],
        ["--seal-to", "RECIPIENT", "--seal-passphrase"], ["--seal-to", "RECIPIENT", "--output", "list.csv"],
    ])
    func optionsThatDoNotFitAreRefusedBeforeAnythingIsReleased(options: [String]) throws {
        let (folder, recipient) = try Self.workspace()
        let before = try Self.names(folder)
        let given = options.map { $0 == "RECIPIENT" ? recipient : $0 }
        let hasOutput = given.contains("--output")
        let run = try Program.run((hasOutput ? Array(Self.export.dropLast(2)) : Self.export) + given, in: folder.url)
        #expect(run.exitCode == 64, "\(run.errors)")
        #expect(try Self.names(folder) == before)
        let key = try Program.run(Self.export + ["--seal-to", "age1wrong"], in: folder.url)
        #expect(key.exitCode == 65)
        #expect(try Self.names(folder) == before)
    }

    @Test func anOrdinarySealedFileHasNoManifest() throws {
        let (folder, recipient) = try Self.workspace()
        #expect(
            try Program.run(["seal", "area.geojson", "--recipient", recipient, "--output", "a.age"], in: folder.url)
                .exitCode == 0)
        let run = try Program.run(["open", "a.age", "--identity", "key.txt", "--manifest"], in: folder.url)
        #expect(run.exitCode == 65)
        #expect(try Program.run(["open", "a.age", "--identity", "key.txt"], in: folder.url).exitCode == 64)
    }
}
