import Interchange

/// Joins sections into a file: header, directory, checksums, edition.
enum SectionAssembler {
    /// The file's bytes.
    static func assemble(_ sections: [DictionaryFormat.Section: [UInt8]]) -> [UInt8] {
        let order = DictionaryFormat.Section.allCases
        let directoryEnd = DictionaryFormat.headerLength + order.count * DictionaryFormat.directoryEntryLength
        var offset = roundedUp(directoryEnd + 4)
        var directory = ByteWriter()
        var edition = TextHash.fnv1a(DictionaryFormat.magic)
        for section in order {
            let content = sections[section] ?? []
            let checksum = content.withUnsafeBytes { Checksum.crc32($0) }
            directory.u32(section.rawValue)
            directory.u32(checksum)
            directory.u64(UInt64(offset))
            directory.u64(UInt64(content.count))
            edition = TextHash.fnv1a(UInt64(checksum) << 32 | UInt64(section.rawValue), seed: edition)
            edition = TextHash.fnv1a(UInt64(content.count), seed: edition)
            offset = roundedUp(offset + content.count)
        }
        var output = ByteWriter()
        output.reserve(offset)
        output.raw(DictionaryFormat.magic)
        output.u32(DictionaryFormat.version)
        output.u32(UInt32(order.count))
        output.u64(UInt64(offset))
        output.u64(edition)
        output.raw(directory.bytes)
        output.u32(output.bytes.withUnsafeBytes { Checksum.crc32($0) })
        output.pad(to: 8)
        for section in order {
            output.raw(sections[section] ?? [])
            output.pad(to: 8)
        }
        return output.bytes
    }

    private static func roundedUp(_ value: Int) -> Int { (value + 7) / 8 * 8 }
}
