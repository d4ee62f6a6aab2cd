import Disclosure
import Foundation
import Registry
import Residents
import Sealing
import TestSupport
import Testing

@testable import Interchange
@testable import VictimSupport

/// A list as a sealed package: what is in it, and what is refused.
@Suite struct PackageTests {
    private static let area = """
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":\
        [[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]]}}
        """
    private static let attack = "<script>alert(1)</script>\u{202E}"

    /// A package of two households and three persons, its key, and what the audit log holds.
    private static func package(
        until day: String = "2026-06-30", using seed: UInt64 = 7
    ) throws -> (city: TestCity, path: String, identity: Identity, manifest: PackageManifest) {
        let city = try TestCity()
        _ = try city.importer.residents(
            file: city.write(
                "r.csv",
                """
                宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
                1,H1,=甲野,1930-01-01,男,世帯主,町1,135.15,34.25
                2,H2,乙野,1980-01-01,男,世帯主,町2,135.16,34.25
                3,H2,丙野,2020-01-01,男,子,町2,135.16,34.25
                4,H3,丁野,1980-01-01,男,世帯主,町3,135.9,34.25

                """))
        var generator = SeededGenerator(seed: seed)
        let identity = try Identity(using: &generator)
        let path = city.folder.appendingPathComponent("list.age").path
        let content = try RegistryReader(city.paths).read { snapshot in
            let area = try QueryArea(file: city.write("area.geojson", Self.area))
            return try AreaQuery(area: area, limit: nil).answer(
                in: snapshot, for: DisclosureRequest(time: city.moment.utc)
            ).packaged(
                language: .japanese,
                release: ListRelease(verb: "export", operatorName: "tester", moment: city.moment, format: "package"),
                from: snapshot, audit: AuditLog(city.paths))
        }
        let file = try AtomicFileWriter(path: path)
        let manifest = try content.seal(
            HandOver(madeAt: city.moment.utc, madeBy: "tester", purpose: attack, expiresOn: day),
            for: .recipients([identity.recipient]), to: file, using: &generator)
        try file.commit()
        return (city, path, identity, manifest)
    }

    private static func open(_ path: String, _ identity: Identity) throws -> PackageReader {
        try #require(
            try FileSealing.open(path, with: .identities([identity])) { throw PackageError.notAPackage })
    }

    private static func unpacked(_ city: TestCity, _ package: PackageReader) throws -> [String: [UInt8]] {
        let folder = city.folder.appendingPathComponent("out")
        try package.unpack(into: folder.path)
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        }
        return files
    }

    @Test func holdsTheListOnceReleasedAndSaysWhatItIs() throws {
        let (city, path, identity, written) = try Self.package()
        let package = try Self.open(path, identity)
        #expect(package.manifest == written)
        let list = package.manifest.list
        #expect(list.households == 2 && list.persons == 3 && list.generation == 2)
        #expect(list.drill && list.drillMark == "訓練" && list.audience == "headquarters" && list.legalBasis == "drill")
        let files = try Self.unpacked(city, package)
        #expect(
            Set(files.keys) == [
                "manifest.json", "households.geojson", "households.csv", "members.csv", "README.txt", "receipt.html",
            ])
        #expect(
            written.files.map(\.name) == [
                "households.geojson", "households.csv", "members.csv", "README.txt", "receipt.html",
            ])
        for file in written.files { #expect(files[file.name]?.count == file.bytes) }
        let members = String(decoding: files["members.csv"] ?? [], as: UTF8.self)
        #expect(members.contains(",'=甲野,") && members.contains(",丙野,") && !members.contains("丁野"))
        // One release, not three.
        let log = AuditLog.lines(of: try AuditLog(city.paths).contents()).map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.contains("\"event\":\"release\"") }
        #expect(log.count == 1)
        #expect(log[0].contains("\"format\":\"package\"") && log[0].contains("\"persons\":3"))
        #expect(log[0].contains("\"time\":\"\(written.handOver.madeAt)\""))
    }

    @Test func thePapersNameNobodyAndEscapeWhatTheyQuote() throws {
        let (city, path, identity, written) = try Self.package()
        let files = try Self.unpacked(city, try Self.open(path, identity))
        let receipt = String(decoding: files["receipt.html"] ?? [], as: UTF8.self)
        let readme = String(decoding: files["README.txt"] ?? [], as: UTF8.self)
        for paper in [receipt, readme] {
            #expect(paper.contains("訓練") && paper.contains("2026-06-30") && !paper.contains("\u{202E}"))
            for name in ["甲野", "乙野", "丙野"] { #expect(!paper.contains(name)) }
        }
        #expect(
            receipt.contains(written.dataSha256) && receipt.contains("&lt;script&gt;") && !receipt.contains("<script"))
        #expect(readme.hasPrefix("\u{FEFF}") && readme.hasSuffix("\r\n"))
        var sums = ContentDigest()
        for file in written.files.prefix(3) { sums.add(Array("\(file.sha256)  \(file.name)\n".utf8)) }
        #expect(sums.hexadecimal == written.dataSha256)
    }

    @Test func expiresTheDayAfterItsLast() throws {
        let (city, path, identity, _) = try Self.package(until: "2026-06-30")
        let package = try withExtendedLifetime(city) { try Self.open(path, identity) }
        #expect(!package.isExpired(on: try CalendarDate(year: 2026, month: 6, day: 30)))
        #expect(package.isExpired(on: try CalendarDate(year: 2026, month: 7, day: 1)))
    }

    /// What a sealed file holds was made by somebody else: a manifest that does not fit leaves nothing behind.
    @Test(arguments: ["content", "missing", "surplus", "path", "version", "text"])
    func refusesAPackageThatIsNotWhatItsManifestSays(fault: String) throws {
        let (city, path, identity, manifest) = try Self.package()
        let files = try Self.unpacked(city, try Self.open(path, identity))
        var names = ["manifest.json"] + manifest.files.map(\.name)
        var contents = files
        var text = String(decoding: files["manifest.json"] ?? [], as: UTF8.self)
        switch fault {
        case "content": contents["members.csv", default: []].append(0x0A)
        case "missing": names.removeAll { $0 == "members.csv" }
        case "surplus":
            names.append("more.csv")
            contents["more.csv"] = []
        case "path":
            text = text.replacingOccurrences(of: "members.csv", with: "../members.csv")
            names = names.map { $0 == "members.csv" ? "../members.csv" : $0 }
            contents["../members.csv"] = contents["members.csv"]
        case "version": text = text.replacingOccurrences(of: "\"version\" : 1", with: "\"version\" : 2")
        default: text = text.replacingOccurrences(of: "\"persons\" : 3", with: "\"persons\" : \"3\"")
        }
        contents["manifest.json"] = Array(text.utf8)
        var zip = ZipWriter(year: 2026, month: 6, day: 1)
        var bytes: [UInt8] = []
        for name in names {
            let entry = try ZipEntryWriter(name: name)
            try (contents[name] ?? []).withUnsafeBytes { try entry.add($0) }
            try zip.append(entry, into: &bytes)
        }
        zip.finish(into: &bytes)
        let target = city.folder.appendingPathComponent("bad").path
        #expect(throws: PackageError.self) {
            let package = try #require(try PackageReader(bytes))
            try package.unpack(into: target)
        }
        #expect(!FileManager.default.fileExists(atPath: target))
        #expect(!FileManager.default.fileExists(atPath: city.folder.path + "/../members.csv"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: city.folder.path).allSatisfy { !$0.hasPrefix(".engo-") }
        )
    }

    @Test func somebodyElsesZipFileIsAnOrdinaryFile() throws {
        var zip = ZipWriter(year: 2026, month: 6, day: 1)
        var bytes: [UInt8] = []
        let entry = try ZipEntryWriter(name: "manifest.json")
        try Array("{\"name\":\"x\"}".utf8).withUnsafeBytes { try entry.add($0) }
        try zip.append(entry, into: &bytes)
        zip.finish(into: &bytes)
        #expect(PackageReader.isPackage(bytes))
        #expect(try PackageReader(bytes)?.manifest == nil)
    }
}
