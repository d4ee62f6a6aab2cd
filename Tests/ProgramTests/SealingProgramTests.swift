import Foundation
import Testing

/// `engo seal`, `engo open` and `engo key` as people call them, and beside the `age` program where that is installed.
@Suite struct SealingProgramTests {
    private static let agePath = ["/usr/bin/age", "/usr/local/bin/age"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

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

    /// A file of 200,000 bytes, a key, and its public half.
    private static func receiver(in folder: TemporaryFolder) throws -> (content: Data, recipient: String) {
        let content = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        try content.write(to: folder.url.appendingPathComponent("list.csv"))
        let key = try Program.run(["key", "new", "--output", "key.txt"], in: folder.url)
        #expect(key.exitCode == 0, "\(key.errors)")
        let recipient = key.text.trimmingCharacters(in: .newlines)
        #expect(try Program.run(["key", "show", "key.txt"], in: folder.url).text == recipient + "\n")
        return (content, recipient)
    }

    @Test func aReceiverOpensWhatWasSealedForThem() throws {
        let folder = try TemporaryFolder()
        let (content, recipient) = try Self.receiver(in: folder)
        let sealed = try Program.run(
            ["seal", "list.csv", "--recipient", recipient, "--output", "list.age"], in: folder.url)
        #expect(sealed.exitCode == 0, "\(sealed.errors)")
        let opened = try Program.run(
            ["open", "list.age", "--identity", "key.txt", "--output", "again.csv"], in: folder.url)
        #expect(opened.exitCode == 0, "\(opened.errors)")
        #expect(try folder.data("again.csv") == content)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("key.txt"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let overwriting = try Program.run(
            ["open", "list.age", "--identity", "key.txt", "--output", "list.csv"], in: folder.url)
        #expect(overwriting.exitCode == 73)
    }

    @Test func nothingIsWrittenOfAFileThatWasCutOrAltered() throws {
        let folder = try TemporaryFolder()
        let (_, recipient) = try Self.receiver(in: folder)
        #expect(
            try Program.run(
                ["seal", "list.csv", "--recipient", recipient, "--output", "list.age"], in: folder.url
            ).exitCode == 0)
        let whole = try folder.data("list.age")
        var altered = whole
        altered[altered.count - 20] ^= 1
        for (name, bytes) in [("cut", whole.prefix(150_000)), ("altered", altered)] {
            try bytes.write(to: folder.url.appendingPathComponent(name))
            let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
            let run = try Program.run(["open", name, "--identity", "key.txt", "--output", "x"], in: folder.url)
            #expect(run.exitCode == 65)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == before)
        }
    }

    @Test func aPassphraseComesFromAFileWhereThereIsNoTerminal() throws {
        let folder = try TemporaryFolder()
        try Data("name,score\n".utf8).write(to: folder.url.appendingPathComponent("list.csv"))
        try Data("河川敷の避難所はどこですか\n".utf8).write(to: folder.url.appendingPathComponent("words"))
        try Data("短い\n".utf8).write(to: folder.url.appendingPathComponent("short"))
        func run(_ arguments: String...) throws -> Program.Run { try Program.run(arguments, in: folder.url) }
        #expect(try run("seal", "list.csv", "--passphrase-file", "short", "--output", "a").exitCode == 64)
        #expect(try run("seal", "list.csv", "--passphrase-file", "words", "--output", "a").exitCode == 0)
        #expect(try run("open", "a", "--passphrase-file", "short", "--output", "b").exitCode == 65)
        #expect(try run("open", "a", "--passphrase-file", "words", "--output", "b").exitCode == 0)
        #expect(try folder.data("b") == folder.data("list.csv"))
    }

    @Test(.enabled(if: agePath != nil, "needs the age program (apt-get install age)"))
    func theAgeProgramOpensOursAndOursOpensIts() throws {
        let folder = try TemporaryFolder()
        let (content, recipient) = try Self.receiver(in: folder)
        #expect(
            try Program.run(
                ["seal", "list.csv", "--recipient", recipient, "--output", "ours.age"], in: folder.url
            ).exitCode == 0)
        #expect(try Self.age(["-d", "-i", "key.txt", "-o", "by-age", "ours.age"], in: folder) == 0)
        #expect(try folder.data("by-age") == content)
        for armour in [[], ["-a"]] {
            #expect(try Self.age(["-r", recipient, "-o", "theirs.age"] + armour + ["list.csv"], in: folder) == 0)
            let run = try Program.run(
                ["open", "theirs.age", "--identity", "key.txt", "--output", "by-engo"], in: folder.url)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(try folder.data("by-engo") == content)
            try FileManager.default.removeItem(at: folder.url.appendingPathComponent("by-engo"))
        }
    }
}
