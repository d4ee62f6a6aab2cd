/// Bytes that are written one piece after the other.
///
/// An array that is appended to asks at each piece of a few bytes whether it must grow and whether somebody else holds it. Here room is
/// made beforehand, and a field with its separator is one piece: a list of two hundred thousand lines has two million.
struct OutputBytes: Sendable {
    /// What is written, and behind it room.
    private var room: [UInt8] = []
    /// How much is written.
    private(set) var count = 0

    /// A copy of what is written.
    var bytes: [UInt8] { Array(room[..<count]) }

    /// Hands out room to write a piece into, of which so much is kept as the body says it has written.
    ///
    /// - Parameter length: at least so many bytes of room.
    @inline(__always)
    mutating func write(atMost length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if room.count - count < length {
            room.append(contentsOf: repeatElement(0, count: max(length, room.count, Self.leastRoom)))
        }
        let start = count
        count += room.withUnsafeMutableBufferPointer { all in all.baseAddress.map { body($0 + start) } ?? 0 }
    }

    private static let leastRoom = 1 << 12

    /// Writes a byte, after another if there is one.
    @inline(__always)
    mutating func append(_ byte: UInt8, after first: UInt8?) {
        write(atMost: 2) { place in
            place[0] = first ?? byte
            place[1] = byte
            return first == nil ? 1 : 2
        }
    }

    /// Writes bytes, after another if there is one.
    @inline(__always)
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>, after separator: UInt8?) {
        write(atMost: piece.count + 1) { place in
            var place = place
            if let separator {
                place.pointee = separator
                place += 1
            }
            Self.copy(piece, to: place)
            return piece.count + (separator == nil ? 0 : 1)
        }
    }

    /// Copies a piece; most are so short that two loads and two stores, which may overlap, do it.
    @inline(__always)
    private static func copy(_ piece: UnsafeBufferPointer<UInt8>, to place: UnsafeMutablePointer<UInt8>) {
        guard let start = piece.baseAddress else { return }
        switch piece.count {
        case 8...16: copyEnds(UInt64.self, of: UnsafeRawBufferPointer(piece), to: place)
        case 4..<8: copyEnds(UInt32.self, of: UnsafeRawBufferPointer(piece), to: place)
        case 1: place.pointee = start.pointee
        default: place.update(from: start, count: piece.count)
        }
    }

    @inline(__always)
    private static func copyEnds<Word: BitwiseCopyable>(
        _ word: Word.Type, of piece: UnsafeRawBufferPointer, to place: UnsafeMutablePointer<UInt8>
    ) {
        let last = piece.count - MemoryLayout<Word>.size
        let place = UnsafeMutableRawPointer(place)
        place.storeBytes(of: piece.loadUnaligned(fromByteOffset: 0, as: word), as: word)
        place.storeBytes(of: piece.loadUnaligned(fromByteOffset: last, as: word), toByteOffset: last, as: word)
    }

    /// Lends an array to write into, for what is done seldom.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        var bytes: [UInt8] = []
        write(&bytes)
        bytes.withUnsafeBufferPointer { append($0, after: nil) }
    }

    /// Forgets what is written and keeps the room.
    mutating func removeAll() { count = 0 }

    /// Lends what is written.
    func withBytes<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let count = count
        try room.withUnsafeBufferPointer { (all) throws(Failure) in
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[..<count])))
        }
    }
}
