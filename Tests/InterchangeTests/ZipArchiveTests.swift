import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct ZipArchiveTests {
    static let text = Array(String(repeating: "和歌山市,七番丁\r\n", count: 40).utf8)
    /// `text` deflated by zlib.
    static let deflated = Array(Data(base64Encoded: "ezqp59nanqcbNz7d0aTzZEfz86mrnuxo5OV6Oio+Kj4qPujFAQ==") ?? Data())
    /// A million zeros deflated by zlib to 985 bytes.
    static let deflatedZeros: [UInt8] =
        [0xED, 0xC1, 0x01, 0x01, 0, 0, 0, 0x82, 0x20, 0xFF, 0xAF, 0x6E, 0x48, 0x40, 0x01]
        + [UInt8](repeating: 0, count: 968) + [0xAF, 0x06]

    /// An entry of an archive made by ``archive(_:comment:isWide:)``; what is not given is stated truly.
    struct Item {
        var name: [UInt8]
        var flags: UInt16 = 0x800
        var method: UInt16 = 8
        var data: [UInt8]
        var content: [UInt8]
        var statedSize: Int?
        var statedChecksum: UInt32?
    }

    static func little(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    static func archive(_ items: [Item], comment: [UInt8] = [], isWide: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for item in items {
            let checksum = item.statedChecksum ?? item.content.withUnsafeBytes { Checksum.crc32($0) }
            let size = item.statedSize ?? item.content.count
            let common =
                little(Int(item.flags), 2) + little(Int(item.method), 2) + little(0, 4) + little(Int(checksum), 4)
            let sizes =
                isWide ? little(0xFFFF_FFFF, 4) + little(0xFFFF_FFFF, 4) : little(item.data.count, 4) + little(size, 4)
            let wide =
                isWide
                ? little(1, 2) + little(24, 2) + little(size, 8) + little(item.data.count, 8) + little(out.count, 8)
                : []
            directory += little(0x0201_4B50, 4) + little(45, 2) + little(20, 2) + common + sizes
            directory += little(item.name.count, 2) + little(wide.count, 2) + little(0, 2) + little(0, 8)
            directory += little(isWide ? 0xFFFF_FFFF : out.count, 4) + item.name + wide
            out += little(0x0403_4B50, 4) + little(20, 2) + common + sizes + little(item.name.count, 2) + little(0, 2)
            out += item.name + item.data
        }
        let offset = out.count
        out += directory
        if isWide {
            let end = out.count
            out += little(0x0606_4B50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8)
            out += little(items.count, 8) + little(items.count, 8) + little(directory.count, 8) + little(offset, 8)
            out += little(0x0706_4B50, 4) + little(0, 4) + little(end, 8) + little(1, 4)
        }
        out += little(0x0605_4B50, 4) + little(0, 4) + little(isWide ? 0xFFFF : items.count, 2)
        out += little(isWide ? 0xFFFF : items.count, 2) + little(isWide ? 0xFFFF_FFFF : directory.count, 4)
        return out + little(isWide ? 0xFFFF_FFFF : offset, 4) + little(comment.count, 2) + comment
    }

    static func item(_ name: String = "a.csv") -> Item {
        Item(name: Array(name.utf8), data: deflated, content: text)
    }

    @Test(arguments: [false, true])
    func readsStoredAndDeflatedEntries(isWide: Bool) throws {
        var stored = Self.item("フォルダ/b.csv")
        stored.method = 0
        stored.data = Self.text
        let folder = Item(name: Array("フォルダ/".utf8), method: 0, data: [], content: [])
        let zip = try ZipArchive(
            Self.archive([Self.item(), folder, stored], comment: Array("PK\u{5}\u{6} note".utf8), isWide: isWide))
        #expect(zip.entryNames == ["a.csv", "フォルダ/b.csv"])
        #expect(try zip.bytes(ofEntry: "a.csv") == Self.text)
        #expect(try zip.bytes(ofEntry: "フォルダ/b.csv") == Self.text)
        #expect(throws: InterchangeError.corruptArchive(reason: .missingEntry)) { try zip.bytes(ofEntry: "b.csv") }
    }

    @Test func readsNamesInCP932() throws {
        var item = Self.item()
        item.flags = 0
        item.name = try CP932.encode("和歌山市.csv")
        #expect(try ZipArchive(Self.archive([item])).entryNames == ["和歌山市.csv"])
    }

    @Test func readsAnEmptyArchive() throws {
        #expect(try ZipArchive(Self.archive([])).entryNames.isEmpty)
    }

    @Test func stopsAtTheStatedSizeAndTheLimit() throws {
        let zeros = [UInt8](repeating: 0, count: 1_000_000)
        var bomb = Item(name: [0x61], data: Self.deflatedZeros, content: zeros)
        let honest = try ZipArchive(Self.archive([bomb]))
        #expect(try honest.bytes(ofEntry: "a") == zeros)
        #expect(throws: InterchangeError.corruptArchive(reason: .tooLarge(limit: 999_999))) {
            try honest.bytes(ofEntry: "a", limit: 999_999)
        }
        bomb.statedSize = 1000
        let understated = try ZipArchive(Self.archive([bomb]))
        #expect(throws: InterchangeError.corruptArchive(reason: .inconsistent)) { try understated.bytes(ofEntry: "a") }
        bomb.statedSize = 900_000_000
        let overstated = try ZipArchive(Self.archive([bomb]))
        #expect(throws: InterchangeError.corruptArchive(reason: .inconsistent)) { try overstated.bytes(ofEntry: "a") }
    }

    @Test func refusesDamage() throws {
        var item = Self.item()
        item.statedChecksum = 1
        #expect(throws: InterchangeError.corruptArchive(reason: .checksumMismatch)) {
            try ZipArchive(Self.archive([item])).bytes(ofEntry: "a.csv")
        }
        item = Self.item()
        item.data[3] ^= 0xFF
        #expect(throws: InterchangeError.self) { try ZipArchive(Self.archive([item])).bytes(ofEntry: "a.csv") }
        item = Self.item()
        item.data.removeLast(4)
        #expect(throws: InterchangeError.corruptArchive(reason: .truncated)) {
            try ZipArchive(Self.archive([item])).bytes(ofEntry: "a.csv")
        }
        item = Self.item()
        item.flags |= 1
        #expect(throws: InterchangeError.corruptArchive(reason: .encrypted)) {
            try ZipArchive(Self.archive([item])).bytes(ofEntry: "a.csv")
        }
        item = Self.item()
        item.method = 12
        #expect(throws: InterchangeError.corruptArchive(reason: .unsupportedMethod(12))) {
            try ZipArchive(Self.archive([item])).bytes(ofEntry: "a.csv")
        }
        #expect(throws: InterchangeError.corruptArchive(reason: .duplicateEntry)) {
            try ZipArchive(Self.archive([Self.item(), Self.item()]))
        }
        #expect(throws: InterchangeError.corruptArchive(reason: .notAnArchive)) { try ZipArchive(Array("a,b".utf8)) }
        #expect(throws: InterchangeError.corruptArchive(reason: .notAnArchive)) { try ZipArchive([]) }
    }

    @Test func refusesEveryTruncation() throws {
        let bytes = Self.archive([Self.item()])
        for count in 0..<bytes.count {
            #expect(throws: InterchangeError.self) { try ZipArchive(Array(bytes.prefix(count))) }
        }
    }

    @Test(arguments: [false, true])
    func survivesDamagedBytes(isWide: Bool) {
        var generator = SeededGenerator(seed: 31)
        let sample = Self.archive([Self.item(), Self.item("b.csv")], isWide: isWide)
        for _ in 0..<3000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
                    [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
            }
            guard let zip = try? ZipArchive(bytes) else { continue }
            for name in zip.entryNames {
                guard let content = try? zip.bytes(ofEntry: name, limit: 100_000) else { continue }
                #expect(content == Self.text, "seed 31")
            }
        }
    }

    @Test(.enabled(if: Checkout.shared != nil, "needs the public data beside the checkout"))
    func readsARealArchiveToItsLastRow() throws {
        let folder = try #require(Checkout.shared).path
        let zip = try ZipArchive(
            try InputFile.read(path: folder + "/geodata/abr/mt_rsdtdsp_rsdt_pref13_bunkyo.csv.zip"))
        let name = try #require(zip.entryNames.first { $0.hasSuffix(".csv") })
        var reader = try DelimitedReader(try DecodedText.decode(try zip.bytes(ofEntry: name)))
        let columns = reader.header.count
        #expect(reader.column(["lg_code"]) == 0)
        var rows = 0
        while let row = try reader.next() {
            rows += 1
            #expect(row.fieldCount == columns && !row.isMalformed && row.line == rows + 1)
        }
        #expect(rows > 1000)
    }
}
