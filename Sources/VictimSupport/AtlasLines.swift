import FieldSheets
import Geospatial
import Places
import Registry
import Residents

/// Roads, rivers and railways on the maps of an atlas: everything by which a team finds its way, behind all that it looks for.
struct AtlasLines {
    let kind: GroundKind
    let pieces: [GroundPiece]

    /// The layers that have something near the households, rivers first and roads last, which lie on the others; layers of a kind in byte
    /// order of their names.
    ///
    /// - Parameter box: the box that maps may show; nil for none.
    static func all(meeting box: BoundingBox?, _ snapshot: RegistrySnapshot) throws -> [AtlasLines] {
        guard let box else { return [] }
        let order: [GroundKind] = [.river, .other, .railway, .road]
        let layers = try snapshot.groundLayers()
        return try order.flatMap { kind in
            try layers.filter { $0.layer.kind == kind }.map { stored in
                AtlasLines(kind: kind, pieces: try snapshot.groundPieces(ofLayer: stored.id, meeting: box))
            }
        }.filter { !$0.pieces.isEmpty }
    }
}

/// The same in metres of a zone.
struct PlaneLines {
    /// A line or a polygon in metres, with the rectangle around it.
    private struct Piece {
        let name: String?
        let isArea: Bool
        let parts: [[PlanePoint]]
        let eastings: ClosedRange<Double>
        let northings: ClosedRange<Double>
    }

    private let kind: GroundKind
    private let pieces: [Piece]

    init(_ lines: AtlasLines, in zone: GridZone, _ projection: GridProjection) throws {
        kind = lines.kind
        pieces = try lines.pieces.map { piece in
            let parts = try piece.parts.map { try $0.map { try projection.point($0, in: zone) } }
            let (east, north) = (parts[0].map(\.x), parts[0].map(\.y))
            return Piece(
                name: piece.name?.text, isArea: piece.isArea, parts: parts,
                eastings: (east.min() ?? 0)...(east.max() ?? 0), northings: (north.min() ?? 0)...(north.max() ?? 0))
        }
    }

    /// A name with the middle of the longest stretch of its line on the map, and how long that is in millimetres.
    typealias Name = (text: String, place: PlanePoint, length: Double)

    /// From this scale on roads would lie as close as to make a shade of their own; and so would what is of no known kind.
    private static let roadsEnd = MapScale(25_000)
    /// Up to this scale lines have their full width, beyond it less, as they come closer together.
    private static let fullWidth = MapScale(10_000)

    /// Draws what a map shows of it: lines as wide as their kind is, areas by their outline, since depths of water are shades, too.
    /// On small maps lines are thinner, and at 1:25,000 and beyond roads and what is of no known kind are left out.
    ///
    /// - Returns: the names of the lines drawn, each once, in the order of the file.
    func draw(on frame: MapFrame, _ canvas: inout SheetCanvas) -> [Name] {
        guard kind == .river || kind == .railway || frame.scale.denominator < Self.roadsEnd.denominator else {
            return []
        }
        let box = frame.box.grown(by: 3)
        let (low, high) = (PlanePoint(x: box.left, y: box.top), PlanePoint(x: box.right, y: box.bottom))
        let share = min(1, max(0.4, Double(Self.fullWidth.denominator) / Double(frame.scale.denominator)))
        var lines: [[PlanePoint]] = []
        var names: [Name] = []
        var places: [String: Int] = [:]
        for piece in pieces
        where piece.eastings.overlaps(frame.eastings) && piece.northings.overlaps(frame.northings) {
            if piece.isArea {
                let rings = piece.parts.map { RingClipping.clip($0.map(frame.place), to: box) }.filter { !$0.isEmpty }
                canvas.area(rings, border: 0.25 * share, shade: .grey)
                continue
            }
            for part in LineClipping.parts(of: piece.parts[0].map(frame.place), low: low, high: high) {
                lines.append(part)
                guard let text = piece.name, let stretch = Self.longest(part, in: frame.box) else { continue }
                if let known = places[text] {
                    if names[known].length < stretch.length { names[known] = (text, stretch.middle, stretch.length) }
                } else {
                    places[text] = names.count
                    names.append((text, stretch.middle, stretch.length))
                }
            }
        }
        switch kind {
        case .road: canvas.lines(through: lines, width: 0.4 * share, shade: .pale)
        case .river: canvas.lines(through: lines, width: 0.3 * share, shade: .grey)
        case .railway: canvas.lines(through: lines, width: 0.4 * share, shade: .grey, dash: 1.2)
        case .other: canvas.lines(through: lines, width: 0.25 * share, shade: .pale)
        }
        return names
    }

    /// The longest straight stretch whose middle the map shows.
    private static func longest(_ line: [PlanePoint], in box: SheetBox) -> (middle: PlanePoint, length: Double)? {
        var best: (middle: PlanePoint, length: Double)?
        for (a, b) in zip(line, line.dropFirst()) {
            let middle = PlanePoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
            let length = ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
            if length > best?.length ?? 0, box.contains(middle) { best = (middle, length) }
        }
        return best
    }
}
