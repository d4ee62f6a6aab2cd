import Foundation
import Interchange
import TestSupport

/// Open data beside the checkout: real registry files, which are not part of the project.
enum SharedData {
    /// The folder `../shared` beside the checkout; nil where there is none.
    static let folder = Checkout.shared?.path

    static var hasAddressData: Bool {
        folder.map { FileManager.default.fileExists(atPath: $0 + "/geodata/abr") } ?? false
    }

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

    /// The text of a file, unpacked where it is packed.
    static func bytes(_ name: String) throws -> [UInt8] {
        let bytes = try InputFile.read(path: path(name))
        if ZipArchive.isZip(bytes) {
            let archive = try ZipArchive(bytes)
            return try archive.bytes(ofEntry: archive.entryNames[0])
        }
        return Gzip.isGzip(bytes) ? try Gzip.inflate(bytes) : bytes
    }

    /// The header and the lines of which `isKept` holds for the field with the given index.
    static func lines(
        of bytes: [UInt8], field: Int, where isKept: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> String {
        var kept: [UInt8] = []
        bytes.withUnsafeBufferPointer { all in
            var start = 0
            while start < all.count {
                let end = index(of: 0x0A, in: all, from: start)
                var from = start
                for _ in 0..<field { from = min(index(of: 0x2C, in: all, from: from) + 1, end) }
                let to = min(index(of: 0x2C, in: all, from: from), end)
                if start == 0 || isKept(UnsafeBufferPointer(rebasing: all[from..<to])) {
                    kept.append(contentsOf: all[start..<min(end + 1, all.count)])
                }
                start = end + 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func index(of byte: UInt8, in all: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard start < all.count, let base = all.baseAddress,
            let found = memchr(base + start, Int32(byte), all.count - start)
        else { return all.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
