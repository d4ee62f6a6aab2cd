/// The names of the members of an object made ready once, for objects that are written a hundred thousand times.
///
/// They stand in one piece of memory: a name of its own each would be held and given back at every member.
package struct JSONNames: Sendable {
    /// Of each name a comma, the name in quotes, and a colon.
    private let bytes: [UInt8]
    /// Where each begins, and where the last ends.
    private let starts: [Int]

    /// Makes names ready, in their order.
    package init(_ names: some Sequence<String>) {
        var bytes: [UInt8] = []
        var starts = [0]
        for name in names {
            var writer = JSONWriter()
            writer.name(name)
            bytes.append(UInt8(ascii: ","))
            bytes += writer.bytes
            starts.append(bytes.count)
        }
        (self.bytes, self.starts) = (bytes, starts)
    }

    /// Lends a name, with its comma unless it is the first member's.
    @inline(__always)
    func withName(_ place: Int, isFirst: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let start = starts[place] + (isFirst ? 1 : 0)
        let end = starts[place + 1]
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }
}
