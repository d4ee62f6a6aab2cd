import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct ZipWriterTests {
    private static let unzip = ["/usr/bin/unzip", "/usr/local/bin/unzip"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Contents that are empty, short, long and alike, and long and without a pattern.
    private static func contents() -> [(name: String, bytes: [UInt8])] {
        var generator = SeededGenerator(seed: 7)
        return [
            ("empty.txt", []), ("short.csv", Array("番号,氏名\r\n".utf8)),
            ("alike.csv", Array(repeating: 0x41, count: 300_000)),
            ("random", (0..<200_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }),
        ]
    }

    /// The archive, with every content added in pieces.
    private static func archive(piece: Int) throws -> [UInt8] {
        var zip = ZipWriter(year: 2026, month: 6, day: 1)
        var bytes: [UInt8] = []
        for content in contents() {
            let entry = try ZipEntryWriter(name: content.name)
            var start = 0
            while start < content.bytes.count {
                let end = min(start + piece, content.bytes.count)
                try content.bytes[start..<end].withUnsafeBytes { try entry.add($0) }
                start = end
            }
            #expect(entry.size == content.bytes.count)
            try zip.append(entry, into: &bytes)
        }
        zip.finish(into: &bytes)
        return bytes
    }

    @Test(arguments: [999, 70_000, 1 << 20])
    func whatIsWrittenIsReadBack(piece: Int) throws {
        let bytes = try Self.archive(piece: piece)
        #expect(bytes.count < 300_000)
        let archive = try ZipArchive(bytes)
        #expect(archive.entryNames == Self.contents().map(\.name))
        for content in Self.contents() { #expect(try archive.bytes(ofEntry: content.name) == content.bytes) }
        #expect(try Self.archive(piece: piece) == bytes)
    }

    @Test func anArchiveMayBeEmpty() throws {
        var bytes: [UInt8] = []
        ZipWriter(year: 1970, month: 1, day: 1).finish(into: &bytes)
        #expect(try ZipArchive(bytes).entryNames == [])
    }

    @Test(.enabled(if: unzip != nil, "needs unzip"))
    func unzipAgrees() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.archive(piece: 5_000), to: "a.zip")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.unzip))
        process.arguments = ["-tq", path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
