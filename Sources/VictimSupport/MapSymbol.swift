import FieldSheets
import Geospatial
import Registry
import SupportScoring

/// Households that stand at one place of a map, as in a block of flats: one symbol with all their numbers.
struct MapSymbol {
    /// Where it stands, in millimetres on the page.
    let middle: PlanePoint
    /// The numbers in the list with a mark for those that are possibly inside, some in a row.
    let rows: [String]
    /// Who has most need.
    let band: SupportBand?
    /// Whether one of them is inside for certain.
    let isCertain: Bool
    /// The largest radius in which one of them stands; nil where it is withheld.
    let uncertaintyMetres: Double?

    static let rowHeight = 4.0
    private static let numbersInARow = 6

    /// The households of a sheet place by place, in the order of the list.
    static func gather(_ places: [AtlasPlace], on frame: MapFrame) -> [MapSymbol] {
        struct Spot: Hashable {
            let x: Int
            let y: Int
        }
        var order: [Spot] = []
        var groups: [Spot: [AtlasPlace]] = [:]
        for place in places {
            let middle = frame.place(place.point)
            let spot = Spot(x: Int((middle.x * 5).rounded()), y: Int((middle.y * 5).rounded()))
            if groups[spot] == nil { order.append(spot) }
            groups[spot, default: []].append(place)
        }
        return order.compactMap { spot in groups[spot].flatMap { MapSymbol($0, on: frame) } }
    }

    private init?(_ places: [AtlasPlace], on frame: MapFrame) {
        guard let first = places.first else { return nil }
        middle = frame.place(first.point)
        let numbers = places.map { "\($0.listed.number)\($0.listed.hit.certainty == .certain ? "" : "?")" }
        rows = stride(from: 0, to: numbers.count, by: Self.numbersInARow).map { start in
            numbers[start..<min(start + Self.numbersInARow, numbers.count)].joined(separator: " ")
        }
        band = places.compactMap(\.listed.hit.band).min { $0.label < $1.label }
        isCertain = places.contains { $0.listed.hit.certainty == .certain }
        uncertaintyMetres = places.compactMap { $0.listed.household.location?.uncertaintyMetres }.max()
    }

    /// How far the symbol reaches from its middle.
    private var radius: Double { band == .a ? 1.7 : band == .b ? 1.3 : 1.1 }

    /// What must be placed beside it.
    var label: LabelPlacing.Label {
        LabelPlacing.Label(
            anchor: middle, radius: radius,
            width: rows.map { TextWidth.of($0, size: AtlasMap.numberSize) }.max() ?? 0,
            height: Double(rows.count) * Self.rowHeight)
    }

    /// A triangle for A, a square for B, a circle for C and for bands that are withheld; hollow where all are only possibly inside.
    func draw(on canvas: inout SheetCanvas) {
        let fill: SheetCanvas.Shade = isCertain ? .black : .white
        switch band {
        case .a?:
            canvas.area(
                [
                    [
                        PlanePoint(x: middle.x, y: middle.y - 1.7), PlanePoint(x: middle.x + 1.7, y: middle.y + 1.3),
                        PlanePoint(x: middle.x - 1.7, y: middle.y + 1.3),
                    ]
                ], fill: fill, border: 0.35)
        case .b?:
            canvas.rectangle(
                SheetBox(left: middle.x - 1.15, top: middle.y - 1.15, width: 2.3, height: 2.3), fill: fill, border: 0.35
            )
        default: canvas.circle(at: middle, radius: 0.95, fill: fill, border: 0.35)
        }
    }
}
