import Geospatial
import Places
import Residents
import SpatialQuery

/// Neighbouring pieces of a layer of the ground as bytes: about four a position, where a pair of doubles has sixteen.
///
/// All numbers are written seven bits a byte, the lowest first. First the names, each once: how many, then length and UTF-8 of each.
/// Then how many pieces, and of each: number, place of its name from 1 or 0 for none, rings or 0 for a line; of each ring or the line how
/// many positions, and of each position how far it lies from the one before in ten-millionths of a degree, longitude first, negative ones
/// by zigzag. The first is told from 0, 0.
struct PackedGround {
    /// Positions of a chunk, unless a single piece has more: some pages of the file.
    static let positionsOfAChunk = 4_096

    /// The pieces along a Hilbert curve over all of them, cut into chunks; equal places by number.
    static func chunks(of pieces: [GroundPiece]) -> [[GroundPiece]] {
        let boxes = pieces.map(\.box)
        let all: BoundingBox? = boxes.compactMap(\.self).reduce(nil) { $0?.union($1) ?? $1 }
        guard let all else { return [] }
        let curve = HilbertCurve(all)
        let places = boxes.map { box in
            box.flatMap { try? Coordinate(longitude: ($0.west + $0.east) / 2, latitude: ($0.south + $0.north) / 2) }
                .map(curve.place) ?? 0
        }
        let order = pieces.indices.sorted { (places[$0], pieces[$0].number) < (places[$1], pieces[$1].number) }
        var chunks: [[GroundPiece]] = []
        var left = 0
        for index in order {
            let positions = pieces[index].positionCount
            if positions > left || chunks.isEmpty {
                chunks.append([])
                left = positionsOfAChunk
            }
            chunks[chunks.count - 1].append(pieces[index])
            left -= positions
        }
        return chunks
    }

    /// The bytes of some pieces.
    static func bytes(of pieces: [GroundPiece]) -> [UInt8] {
        var writer = Writer()
        var places: [StoredText: Int] = [:]
        var names: [StoredText] = []
        for name in pieces.compactMap(\.name) where places[name] == nil {
            names.append(name)
            places[name] = names.count
        }
        writer.number(names.count)
        for name in names {
            writer.number(name.text.utf8.count)
            writer.bytes += name.text.utf8
        }
        writer.number(pieces.count)
        for piece in pieces {
            writer.number(piece.number)
            writer.number(piece.name.flatMap { places[$0] } ?? 0)
            let parts = piece.parts
            if case .line = piece.shape { writer.number(0) } else { writer.number(parts.count) }
            for part in parts {
                writer.number(part.count)
                for position in part { writer.step(to: position) }
            }
        }
        return writer.bytes
    }

    /// The pieces in the bytes; nil when they are no bytes of pieces.
    static func pieces(in bytes: [UInt8]) -> [GroundPiece]? {
        var reader = Reader(bytes: bytes)
        var names: [StoredText] = []
        guard let nameCount = reader.count() else { return nil }
        for _ in 0..<nameCount {
            guard let length = reader.count(), let name = reader.text(length) else { return nil }
            names.append(name)
        }
        guard let count = reader.count() else { return nil }
        var pieces: [GroundPiece] = []
        for _ in 0..<count {
            guard let number = reader.number(), let place = reader.number(), place <= names.count,
                let ringCount = reader.count()
            else { return nil }
            var parts: [[Coordinate]] = []
            for _ in 0..<max(ringCount, 1) {
                guard let part = reader.positions() else { return nil }
                parts.append(part)
            }
            guard let shape = shape(parts, isLine: ringCount == 0),
                let piece = GroundPiece(number: number, name: place == 0 ? nil : names[place - 1], shape)
            else { return nil }
            pieces.append(piece)
        }
        return reader.isAtEnd ? pieces : nil
    }

    private static func shape(_ parts: [[Coordinate]], isLine: Bool) -> GroundPiece.Shape? {
        if isLine { return .line(parts[0]) }
        let rings = parts.compactMap { try? Ring($0) }
        guard rings.count == parts.count else { return nil }
        return .area(Polygon(exterior: rings[0], holes: Array(rings.dropFirst())))
    }
}

extension PackedGround {
    private struct Writer {
        var bytes: [UInt8] = []
        private var last = (longitude: 0, latitude: 0)

        mutating func number(_ value: Int) {
            var rest = UInt64(value)
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }

        mutating func step(to position: Coordinate) {
            let (longitude, latitude) = (GroundPiece.units(position.longitude), GroundPiece.units(position.latitude))
            for way in [longitude - last.longitude, latitude - last.latitude] { number(way << 1 ^ way >> 63) }
            last = (longitude, latitude)
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        private var at = 0
        private var last = (longitude: 0, latitude: 0)

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { at == bytes.count }

        /// A number below 2^35, more than any that is written.
        mutating func number() -> Int? {
            var value = 0
            for shift in stride(from: 0, to: 35, by: 7) {
                guard at < bytes.count else { return nil }
                let byte = bytes[at]
                at += 1
                value |= Int(byte & 0x7F) << shift
                if byte < 0x80 { return value }
            }
            return nil
        }

        /// How many things follow, of which each has a byte at least.
        mutating func count() -> Int? { number().flatMap { $0 <= bytes.count - at ? $0 : nil } }

        mutating func text(_ length: Int) -> StoredText? {
            guard length <= bytes.count - at else { return nil }
            defer { at += length }
            return String(validating: bytes[at..<at + length], as: UTF8.self).flatMap { try? StoredText($0) }
        }

        mutating func positions() -> [Coordinate]? {
            guard let count = count() else { return nil }
            var positions: [Coordinate] = []
            positions.reserveCapacity(count)
            for _ in 0..<count {
                guard let east = number(), let north = number() else { return nil }
                last.longitude += east >> 1 ^ -(east & 1)
                last.latitude += north >> 1 ^ -(north & 1)
                guard let position = GroundPiece.position(longitude: last.longitude, latitude: last.latitude) else {
                    return nil
                }
                positions.append(position)
            }
            return positions
        }
    }
}
