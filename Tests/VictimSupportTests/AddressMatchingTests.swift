import AddressDictionary
import Foundation
import Glibc
import Interchange
import TestSupport
import Testing
import VictimSupport

@Suite struct AddressMatchingTests {
    private final class Collected: OutputSink {
        var bytes: [UInt8] = []
        func write(_ bytes: UnsafeRawBufferPointer) { self.bytes += bytes }
        var lines: [String] { String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n").dropLast() }
    }

    private final class Folder: Sendable {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)").path
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static let folder = Result { try Folder() }
    private static let dictionary = Result {
        let path = try folder.get().path + "/d"
        _ = try DictionaryBuilding.compile(
            [.abr(directory: Checkout.root.path + "/GeoData/shiose/abr")], to: path)
        return try AddressDictionary(path: path)
    }

    private func run(
        _ input: [UInt8], _ format: AddressMatchFormat = .tsv, encoding: TextEncoding = .utf8
    ) throws -> Collected {
        let path = try Self.folder.get().path + "/\(UUID().uuidString)"
        try Data(input).write(to: URL(fileURLWithPath: path))
        let output = Collected()
        let matching = AddressMatching(
            try Self.dictionary.get(), municipality: nil, format: format, encoding: encoding, threadCount: 2)
        _ = try matching.run(ByteStream(path: path), to: output) {}
        return output
    }

    @Test func aPipeIsAnsweredAsItComes() throws {
        let path = try Self.folder.get().path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let text = "潮瀬市\n潮瀬市浮玉峰町一丁目1-1\n終わり"
        let writer = Thread {
            guard let file = FileHandle(forWritingAtPath: path) else { return }
            // One byte at a time: characters and lines come in pieces.
            for byte in text.utf8 { file.write(Data([byte])) }
            try? file.close()
        }
        writer.start()
        let output = Collected()
        var flushes = 0
        let matching = AddressMatching(
            try Self.dictionary.get(), municipality: nil, format: .tsv, threadCount: 2)
        let summary = try matching.run(ByteStream(path: path), to: output) { flushes += 1 }
        #expect(output.bytes == (try run(Array(text.utf8)).bytes))
        #expect(summary.lines == 3)
        #expect(flushes >= 2)
    }

    @Test func aMarkAtTheStartIsSkippedAndAnywhereElseKept() throws {
        let lines = try run(Array("\u{FEFF}潮瀬市\n\u{FEFF}潮瀬市\n".utf8)).lines
        #expect(lines[1].hasPrefix("潮瀬市\t"))
        #expect(lines[2].hasPrefix("\u{FEFF}潮瀬市\t"))
    }

    @Test func whatWouldBreakARowIsEscaped() throws {
        let input = "a\tb\\c\"d,e\rf"
        #expect(try run(Array(input.utf8)).lines[1].hasPrefix("a\\tb\\\\c\"d,e\\rf\t"))
        let csv = try run(Array(input.utf8), .csv)
        var reader = try DelimitedReader(DecodedText(String(decoding: csv.bytes, as: UTF8.self)))
        let row = try reader.next()
        #expect(row?[0] == input)
        let json = try run(Array(input.utf8), .jsonl)
        let object = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any]
        #expect(object?["input"] as? String == input)
        #expect(object?["longitude"] is NSNull)
        #expect((object?["rules"] as? [String])?.first == "fold")
        #expect(Set(object?.keys.map { $0 } ?? []) == Set(AddressMatchColumn.allCases.map(\.rawValue)))
    }

    @Test func theLineOfAWrongByteIsNamed() throws {
        let error = InterchangeError.invalidEncoding(.utf8, line: 3, byteOffset: 4)
        #expect(throws: error) { try run(Array("a\nb\n".utf8) + [0xFF, 0x0A]) }
        #expect(try run([0x93, 0x8C, 0x8B, 0x9E, 0x93, 0x73], encoding: .cp932).lines[1].hasPrefix("東京都\t東京都\t"))
    }

    @Test func anEmptyInputGivesTheHeaderAlone() throws {
        #expect(try run([], .csv).lines.count == 1)
        #expect(try run([], .jsonl).lines.isEmpty)
    }
}
