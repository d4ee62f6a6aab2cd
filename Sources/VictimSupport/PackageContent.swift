import Foundation
import Interchange
package import Sealing

/// A list as the files of a package, held in memory deflated: nothing of it has been on a disk.
///
/// Deflated files take a tenth of their size. Each stays below a quarter of ``memoryLimit``, so all together below it.
package final class PackageContent {
    /// The most bytes that deflated files may take together: 1 GiB, some two million households.
    package static let memoryLimit = 1 << 30
    private static let partLimit = memoryLimit / 4

    /// A file that is being filled.
    final class Part: OutputSink {
        private let entry: ZipEntryWriter
        private var digest = ContentDigest()

        init(_ name: String) throws { entry = try ZipEntryWriter(name: name) }

        func write(_ bytes: UnsafeRawBufferPointer) throws {
            digest.add(bytes)
            try entry.add(bytes)
            guard entry.compressedSize <= PackageContent.partLimit else {
                throw PackageError.tooLarge(limit: PackageContent.memoryLimit)
            }
        }

        func write(_ text: String) throws { try Array(text.utf8).withUnsafeBytes { try write($0) } }

        /// What the manifest says of it.
        var file: PackageFile { PackageFile(name: entry.name, bytes: entry.size, sha256: digest.hexadecimal) }

        func append(to zip: inout ZipWriter, into output: inout [UInt8]) throws { try zip.append(entry, into: &output) }
    }

    private let parts: [Part]
    private let list: PackageList

    /// Takes files that are filled.
    init(_ list: PackageList, parts: [Part]) {
        self.list = list
        self.parts = parts
    }

    /// Adds papers and manifest, and seals all of it; a file is to be committed afterwards.
    ///
    /// - Returns: the manifest that was written.
    /// - Throws: ``PackageError``, ``Sealing/SealingError``, and what the output throws; it is not whole then.
    package func seal(
        _ terms: HandOver, for keys: SealingKeys, to output: some OutputSink,
        using generator: inout some RandomNumberGenerator
    ) throws -> PackageManifest {
        var data = ContentDigest()
        for part in parts { data.add(Array(part.file.line.utf8)) }
        let papers = PackagePapers(list: list, terms: terms, dataSha256: data.hexadecimal, files: parts.map(\.file))
        let readme = try Part("README.txt")
        try readme.write(papers.readme)
        let receipt = try Part("receipt.html")
        try receipt.write(papers.receipt)
        let all = parts + [readme, receipt]
        let manifest = PackageManifest(
            format: PackageManifest.format, version: PackageManifest.version, list: list, handOver: terms,
            dataSha256: data.hexadecimal, files: all.map(\.file))
        let first = try Part(PackageReader.manifestName)
        try first.write(String(decoding: try PackageReader.encoder.encode(manifest), as: UTF8.self) + "\n")
        try write([first] + all, terms, for: keys, to: output, using: &generator)
        return manifest
    }

    private func write(
        _ parts: [Part], _ terms: HandOver, for keys: SealingKeys, to output: some OutputSink,
        using generator: inout some RandomNumberGenerator
    ) throws {
        var sealer = try Sealer(for: keys, using: &generator)
        let day = terms.madeAt.split(separator: "T").first?.split(separator: "-").compactMap { Int($0) } ?? []
        var zip =
            day.count == 3
            ? ZipWriter(year: day[0], month: day[1], day: day[2]) : ZipWriter(year: 1980, month: 1, day: 1)
        var plain: [UInt8] = []
        var sealed: [UInt8] = []
        for part in parts {
            try part.append(to: &zip, into: &plain)
            try sealer.take(plain, into: &sealed)
            try sealed.withUnsafeBytes { try output.write($0) }
            plain = []
            sealed = []
        }
        zip.finish(into: &plain)
        try sealer.take(plain, into: &sealed)
        try sealer.finish(into: &sealed)
        try sealed.withUnsafeBytes { try output.write($0) }
    }
}
