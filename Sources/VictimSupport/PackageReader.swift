import Foundation
import Interchange
package import Residents
import Sealing

/// A package that was opened, in memory; nothing of it is on a disk yet.
package struct PackageReader: Sendable {
    /// The first entry of every package.
    static let manifestName = "manifest.json"
    private static let manifestLimit = 1 << 20
    private static let fileLimit = 64

    /// What the package says of itself.
    package let manifest: PackageManifest
    private let archive: ZipArchive

    /// Whether bytes begin like a package; `count` of them are enough to tell.
    static func isPackage(_ bytes: some Collection<UInt8>) -> Bool {
        let name = Array(manifestName.utf8)
        let head = Array(bytes.prefix(headLength))
        return head.count == headLength && head.starts(with: [0x50, 0x4B, 0x03, 0x04]) && head[26] == UInt8(name.count)
            && head[27] == 0 && head[30...].elementsEqual(name)
    }

    /// The bytes that ``isPackage(_:)`` looks at.
    static let headLength = 30 + manifestName.utf8.count

    /// Reads the manifest; nil when the zip file is somebody else's.
    ///
    /// - Throws: ``PackageError``, ``Interchange/InterchangeError/corruptArchive(reason:)``.
    init?(_ bytes: [UInt8]) throws {
        archive = try ZipArchive(bytes)
        let text = try archive.bytes(ofEntry: Self.manifestName, limit: Self.manifestLimit)
        struct Head: Decodable { let format: String, version: Int }
        guard let head = try? Self.decoder.decode(Head.self, from: Data(text)), head.format == PackageManifest.format
        else { return nil }
        guard head.version <= PackageManifest.version else { throw PackageError.newerVersion(head.version) }
        guard let manifest = try? Self.decoder.decode(PackageManifest.self, from: Data(text)),
            manifest.files.count <= Self.fileLimit,
            manifest.files.allSatisfy({ Self.isSafe($0.name) && $0.bytes >= 0 }),
            archive.entryNames.sorted() == (manifest.files.map(\.name) + [Self.manifestName]).sorted()
        else { throw PackageError.inconsistent(file: nil) }
        self.manifest = manifest
    }

    /// Whether the last day of use lies before a day; so does one that cannot be read.
    package func isExpired(on today: CalendarDate) -> Bool {
        CalendarDate(iso: manifest.handOver.expiresOn).map { $0 < today } ?? true
    }

    /// Writes every file, once all of them are what the manifest says, into a folder that appears whole or not at all.
    ///
    /// - Parameter folder: must not exist, or be empty; its parent must exist.
    /// - Throws: ``PackageError/inconsistent(file:)``, ``Interchange/InterchangeError``.
    package func unpack(into folder: String) throws {
        var contents: [(name: String, bytes: [UInt8])] = []
        for (index, file) in manifest.files.enumerated() {
            let bytes = try archive.bytes(ofEntry: file.name, limit: ZipEntryWriter.sizeLimit)
            var digest = ContentDigest()
            digest.add(bytes)
            guard bytes.count == file.bytes, digest.hexadecimal == file.sha256 else {
                throw PackageError.inconsistent(file: index + 1)
            }
            contents.append((file.name, bytes))
        }
        contents.append(
            (Self.manifestName, try archive.bytes(ofEntry: Self.manifestName, limit: Self.manifestLimit)))
        try NewFolder(folder).fill(contents)
    }

    /// Small letters, digits and README: nothing that leads elsewhere.
    private static func isSafe(_ name: String) -> Bool {
        name == "README.txt"
            || (1...64).contains(name.utf8.count) && name.utf8.first != UInt8(ascii: ".") && name != manifestName
                && name.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
                }
    }

    /// Writes manifests: the same facts give the same bytes.
    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}
