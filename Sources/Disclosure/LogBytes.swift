package import Foundation

/// Looking through the bytes of a log at the speed of memory: a year's may have a gigabyte.
extension Data {
    /// The first place of a byte from a place on; nil when there is none.
    package func place(of byte: UInt8, from start: Index) -> Index? {
        guard start < endIndex else { return nil }
        return withUnsafeBytes { (buffer: UnsafeRawBufferPointer) -> Index? in
            guard let base = buffer.baseAddress,
                let found = memchr(base + (start - startIndex), Int32(byte), endIndex - start)
            else { return nil }
            return startIndex + base.distance(to: UnsafeRawPointer(found))
        }
    }

    /// The last place of a byte before a place; nil when there is none.
    ///
    /// - Complexity: O(distance).
    package func lastPlace(of byte: UInt8, before end: Index) -> Index? {
        withUnsafeBytes { (buffer: UnsafeRawBufferPointer) -> Index? in
            var offset = end - startIndex
            while offset > 0 {
                offset -= 1
                if buffer[offset] == byte { return startIndex + offset }
            }
            return nil
        }
    }

    /// The first place of a text that begins with a comma; nil when there is none.
    func place(ofMember mark: Data) -> Index? {
        withUnsafeBytes { (buffer: UnsafeRawBufferPointer) -> Index? in
            mark.withUnsafeBytes { (sought: UnsafeRawBufferPointer) -> Index? in
                guard let base = buffer.baseAddress, let first = sought.baseAddress else { return nil }
                var start = 0
                while start + sought.count <= buffer.count,
                    let comma = memchr(base + start, Int32(UInt8(ascii: ",")), buffer.count - start)
                {
                    let offset = base.distance(to: UnsafeRawPointer(comma))
                    guard offset + sought.count <= buffer.count else { return nil }
                    if memcmp(comma, first, sought.count) == 0 { return startIndex + offset }
                    start = offset + 1
                }
                return nil
            }
        }
    }
}
