import Geospatial
import Interchange

/// Walks through well-known text.
struct WellKnownTextReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var shapes: ShapeCollector
    private var declared: DeclaredReferenceSystem?

    init(bytes: UnsafeBufferPointer<UInt8>, shapes: ShapeCollector) {
        self.bytes = bytes
        self.shapes = shapes
    }

    mutating func document() throws(AreaFileError) -> AreaLayer {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
        skipBlank()
        while at < bytes.count {
            let start = at
            var word = word()
            if word == "SRID" {
                try code(from: start)
                word = self.word()
            }
            try shape(word, depth: 0)
            try shapes.end()
            skipBlank()
            while at < bytes.count, bytes[at] == UInt8(ascii: ";") {
                at += 1
                skipBlank()
            }
        }
        return shapes.finished(declared)
    }

    /// `=6668;` after `SRID`.
    private mutating func code(from start: Int) throws(AreaFileError) {
        try expect(UInt8(ascii: "="))
        var number = 0
        let first = at
        while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39, at - first < 6 {
            number = number * 10 + Int(bytes[at] - 0x30)
            at += 1
        }
        guard at > first else { throw failure(at) }
        try expect(UInt8(ascii: ";"))
        guard declared == nil || declared == .epsg(number) else { throw failure(start) }
        declared = .epsg(number)
    }

    private mutating func shape(_ word: String, depth: Int) throws(AreaFileError) {
        guard depth <= AreaLimit.nesting.most else { throw .beyondLimit(.nesting) }
        if WellKnownText.curves.contains(word) {
            throw .unsupportedShape(.wellKnownText, kind: "curve", feature: shapes.feature)
        }
        guard let kind = WellKnownText.types[word] else { throw failure(at) }
        let start = at
        switch self.word() {
        case "": break
        case "Z", "M", "ZM": break
        case "EMPTY": return shapes.passOverEmpty()
        default: throw failure(start)
        }
        let next = at
        switch self.word() {
        case "": break
        case "EMPTY": return shapes.passOverEmpty()
        default: throw failure(next)
        }
        switch kind {
        case .polygon: shapes.add(try rings())
        case .polygons: try list { (reader) throws(AreaFileError) in reader.shapes.add(try reader.rings()) }
        case .collection:
            try list { (reader) throws(AreaFileError) in
                reader.skipBlank()
                try reader.shape(reader.word(), depth: depth + 1)
            }
        case .line where shapes.keepsLines: try line()
        case .lines where shapes.keepsLines: try list { (reader) throws(AreaFileError) in try reader.line() }
        case .point, .points, .line, .lines:
            try passOver()
            if kind == .point || kind == .points { shapes.passOverPoint() } else { shapes.passOverLine() }
        }
    }

    private mutating func rings() throws(AreaFileError) -> [[PlanePoint]] {
        let start = at
        if word() == "EMPTY" { return [] }
        at = start
        var rings: [[PlanePoint]] = []
        try list { (reader) throws(AreaFileError) in
            let ring = try reader.positions()
            try reader.shapes.reserve(positions: ring.count)
            rings.append(ring)
        }
        return rings
    }

    private mutating func line() throws(AreaFileError) {
        let line = try positions()
        try shapes.reserve(positions: line.count)
        shapes.add(line: line)
    }

    private mutating func positions() throws(AreaFileError) -> [PlanePoint] {
        var points: [PlanePoint] = []
        let start = at
        if word() == "EMPTY" { return [] }
        at = start
        try list { (reader) throws(AreaFileError) in
            guard points.count < AreaLimit.positions.most else { throw .beyondLimit(.positions) }
            points.append(try reader.position())
        }
        return points
    }

    @inline(__always)
    private mutating func position() throws(AreaFileError) -> PlanePoint {
        let x = try number()
        let y = try number()
        var more = 0
        while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: ")") {
            guard more < 2 else { throw failure(at) }
            _ = try number()
            more += 1
        }
        return PlanePoint(x: x, y: y)
    }

    /// Passes over brackets and numbers of points and lines.
    private mutating func passOver() throws(AreaFileError) {
        try expect(UInt8(ascii: "("))
        var depth = 1
        while depth > 0 {
            guard at < bytes.count else { throw failure(at) }
            if at + 1 < bytes.count, bytes[at] & 0xDF == UInt8(ascii: "E"), bytes[at + 1] & 0xDF == UInt8(ascii: "M") {
                let start = at
                guard word() == "EMPTY" else { throw failure(start) }
                continue
            }
            switch bytes[at] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), 0x30...0x39, 0x20, 0x09,
                0x0A, 0x0D, UInt8(ascii: "e"), UInt8(ascii: "E"):
                break
            default: throw failure(at)
            }
            at += 1
        }
        skipBlank()
    }

    /// A list in brackets, each element by `element`.
    private mutating func list(
        _ element: (inout WellKnownTextReader) throws(AreaFileError) -> Void
    ) throws(AreaFileError) {
        try expect(UInt8(ascii: "("))
        while true {
            try element(&self)
            guard at < bytes.count else { throw failure(at) }
            if bytes[at] == UInt8(ascii: ")") { break }
            try expect(UInt8(ascii: ","))
        }
        at += 1
        skipBlank()
    }

    private mutating func expect(_ byte: UInt8) throws(AreaFileError) {
        guard at < bytes.count, bytes[at] == byte else { throw failure(at) }
        at += 1
        skipBlank()
    }

    /// The letters at the current place in upper case; empty when there is none.
    private mutating func word() -> String {
        let start = at
        while at < bytes.count, at - start < 20, bytes[at] & 0xDF >= 0x41, bytes[at] & 0xDF <= 0x5A { at += 1 }
        let word = String(decoding: bytes[start..<at].map { $0 & 0xDF }, as: UTF8.self)
        skipBlank()
        return word
    }

    @inline(__always)
    private mutating func number() throws(AreaFileError) -> Double {
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"),
                UInt8(ascii: "E"):
                at += 1
                continue
            default: break
            }
            break
        }
        // No word such as nan can get here, and no number has more digits than fit.
        guard at > start, at - start <= 400,
            let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)), value.isFinite
        else { throw failure(start) }
        skipBlank()
        return value
    }

    @inline(__always)
    private mutating func skipBlank() {
        while at < bytes.count, bytes[at] <= 0x20,
            bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
        {
            at += 1
        }
    }

    private func failure(_ offset: Int) -> AreaFileError {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = (before.lastIndex(of: 0x0A) ?? -1) + 1
        return .invalidWellKnownText(line: line, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
