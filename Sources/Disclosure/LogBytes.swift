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

    /// The first place of a text that begins with a comma, from a place on; nil when there is none.
    func place(ofMember mark: Data) -> Index? {
        var start = startIndex
        while let comma = place(of: UInt8(ascii: ","), from: start) {
            if self[comma...].starts(with: mark) { return comma }
            start = comma + 1
        }
        return nil
    }
}
