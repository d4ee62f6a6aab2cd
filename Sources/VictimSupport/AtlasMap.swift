import FieldSheets
import Geospatial
import Places
import SupportScoring

/// Draws the maps of an atlas: the ground, the grid with its numbers, and on it the households or the sheets.
struct AtlasMap {
    let frame: MapFrame
    let ground: PlaneGround
    let words: AtlasWords

    static let numberSize = 3.6
    /// How dark the depths are, the least first; all beyond the last look like it.
    private static let veils = [0.07, 0.15, 0.24, 0.35]

    /// The ground inside the frame, and the grid over it.
    func drawGround(on canvas: inout SheetCanvas) {
        canvas.rectangle(frame.box, fill: .white)
        canvas.clipped(to: frame.box) { inner in
            // Paper hides the inner half of each outline, so that of parts that meet only the outline of the whole is left.
            let area = ground.area.map { $0.rings(on: frame) }
            for rings in area { inner.area(rings, border: 1.1, dash: 2.4) }
            for rings in area { inner.area(rings, fill: .white) }
            let names = ground.lines.flatMap { $0.draw(on: frame, &inner) }
            for zone in ground.zones {
                let rings = zone.rings(on: frame)
                if let step = zone.step {
                    inner.area(rings, fill: .water, opacity: Self.veils[min(step, Self.veils.count - 1)])
                } else {
                    inner.area(rings, border: 0.3, shade: .grey, dash: 0.8)
                }
            }
            let lines = frame.gridLines
            for east in lines.eastings {
                let x = frame.place(PlanePoint(x: east, y: frame.center.y)).x
                inner.line(
                    from: PlanePoint(x: x, y: frame.box.top), to: PlanePoint(x: x, y: frame.box.bottom), width: 0.12,
                    shade: .pale)
            }
            for north in lines.northings {
                let y = frame.place(PlanePoint(x: frame.center.x, y: north)).y
                inner.line(
                    from: PlanePoint(x: frame.box.left, y: y), to: PlanePoint(x: frame.box.right, y: y), width: 0.12,
                    shade: .pale)
            }
            drawNames(names, on: &inner)
        }
        canvas.rectangle(frame.box, border: 0.4)
        drawGridNumbers(on: &canvas)
    }

    /// Towns, sites, roads and rivers; a name that would lie over another is left out, because names are for finding one's way only.
    private func drawNames(_ lines: [PlaneLines.Name], on canvas: inout SheetCanvas) {
        var taken: [SheetBox] = []
        func isFree(_ box: SheetBox) -> Bool {
            guard frame.box.contains(box), taken.allSatisfy({ $0.overlap(with: box) == 0 }) else { return false }
            taken.append(box)
            return true
        }
        for site in ground.sites where frame.box.contains(frame.place(site.point)) {
            let place = frame.place(site.point)
            let box = Self.siteBox(place)
            taken.append(box)
            canvas.rectangle(box, fill: .white, border: 0.3)
            canvas.text("避", x: place.x, y: place.y + 0.9, size: 2.4, anchor: .middle)
        }
        let names: [(name: String, place: PlanePoint, size: Double, isSite: Bool)] =
            ground.towns.map { ($0.name, frame.place($0.point), 3.6, false) }
            + ground.sites.map { ($0.name, frame.place($0.point), 2.6, true) }
            + lines.map { ($0.text, $0.place, 2.4, false) }
        for (name, place, size, isSite) in names {
            let width = TextWidth.of(name, size: size)
            let left = isSite ? place.x + 2 : place.x - width / 2
            if isFree(SheetBox(left: left, top: place.y - size / 2, width: width, height: size)) {
                canvas.text(name, x: left, y: place.y + size * 0.36, size: size, shade: .grey)
            }
        }
    }

    private static func siteBox(_ place: PlanePoint) -> SheetBox {
        SheetBox(left: place.x - 1.6, top: place.y - 1.6, width: 3.2, height: 3.2)
    }

    /// A text with paper behind it, so that it can be read on whatever is drawn there.
    ///
    /// - Parameter toward: where its symbol is; the text begins or ends on that side of its place.
    private func drawLabel(
        _ text: String, in box: SheetBox, base: Double, size: Double, toward symbol: PlanePoint? = nil,
        on canvas: inout SheetCanvas
    ) {
        let width = TextWidth.of(text, size: size)
        let (anchor, x, left): (SheetCanvas.Anchor, Double, Double) =
            if let symbol, symbol.x <= box.left {
                (.start, box.left + 0.2, box.left)
            } else if let symbol, symbol.x >= box.right {
                (.end, box.right - 0.2, box.right - width)
            } else {
                (.middle, box.middle.x, box.middle.x - width / 2)
            }
        canvas.rectangle(
            SheetBox(left: left, top: base - size * 0.86, width: width, height: size * 0.98), fill: .white)
        canvas.text(text, x: x, y: base, size: size, isBold: true, anchor: anchor)
    }

    /// Hundreds of metres at the upper and the left edge.
    private func drawGridNumbers(on canvas: inout SheetCanvas) {
        let lines = frame.gridLines
        for east in lines.eastings {
            let x = frame.place(PlanePoint(x: east, y: frame.center.y)).x
            canvas.text(
                GridReference.digits(east), x: x, y: frame.box.top - 0.8, size: 2.4, anchor: .middle)
        }
        for north in lines.northings {
            let y = frame.place(PlanePoint(x: frame.center.x, y: north)).y
            canvas.text(GridReference.digits(north), x: frame.box.left - 0.8, y: y + 0.8, size: 2.4, anchor: .end)
        }
    }

    /// Scale, grid and true north below the map.
    ///
    /// - Parameters:
    ///   - squares: the zones and squares of 100 km of the places on the map; where they do not fit, the last are left out.
    ///   - north: in which direction of the plane true north lies.
    func drawStrip(
        _ strip: SheetBox, squares: String, north: PlanePoint, legend: String, on canvas: inout SheetCanvas
    ) {
        let length = frame.scale.millimetres(metres: frame.scale.barMetres)
        let bar = SheetBox(left: strip.left, top: strip.top + 3.6, width: length, height: 1.4)
        canvas.rectangle(bar, fill: .white, border: 0.25)
        canvas.rectangle(SheetBox(left: bar.left, top: bar.top, width: length / 2, height: bar.height), fill: .black)
        canvas.text("0", x: bar.left, y: bar.top - 0.6, size: 2.4)
        canvas.text(
            words.metres(frame.scale.barMetres), x: bar.right, y: bar.top - 0.6, size: 2.4, anchor: .middle)
        canvas.text(
            "縮尺 Scale \(frame.scale.text)", x: strip.left + 74, y: strip.top + 4.6, size: 3.6, isBold: true)
        drawSquares(
            squares, in: SheetBox(left: strip.left + 116, top: strip.top, width: strip.width - 116 - 16, height: 4.6),
            on: &canvas)
        canvas.text(legend, x: strip.left, y: strip.bottom - 1.4, size: 2.6)
        // An arrow to true north; the grid's own north is up.
        let size = (north.x * north.x + north.y * north.y).squareRoot()
        let (x, y) = size > 0 ? (north.x / size, -north.y / size) : (0, -1)
        let foot = PlanePoint(x: strip.right - 5, y: strip.top + 9)
        func point(along: Double, aside: Double) -> PlanePoint {
            PlanePoint(x: foot.x + x * along - y * aside, y: foot.y + y * along + x * aside)
        }
        canvas.area(
            [[point(along: 9, aside: 0), point(along: 4, aside: 1.6), point(along: 4, aside: -1.6)]], fill: .black)
        canvas.line(from: point(along: 0, aside: 0), to: point(along: 4, aside: 0), width: 0.5)
        canvas.text("北 N", x: strip.right - 16, y: strip.top + 5, size: 3.2, isBold: true)
    }

    /// The grid with its squares, smaller where there are many.
    private func drawSquares(_ squares: String, in box: SheetBox, on canvas: inout SheetCanvas) {
        let (before, after) = ("方眼 Grid UTM ", ", \(words.metres(frame.scale.gridMetres))")
        let fitting = min(3, box.width / TextWidth.of(before + squares + after, size: 1))
        let least = 2.0
        guard fitting < least else {
            canvas.text(before + squares + after, x: box.left, y: box.bottom, size: fitting)
            return
        }
        let cut = TextWidth.cut(squares, width: box.width - TextWidth.of(before + after, size: least), size: least)
        canvas.text(before + cut + after, x: box.left, y: box.bottom, size: least)
    }

    /// The households of a sheet: a symbol by band where they stand, and the numbers of the list beside it.
    func drawHouseholds(_ places: [AtlasPlace], on canvas: inout SheetCanvas) {
        let symbols = MapSymbol.gather(places, on: frame)
        canvas.clipped(to: frame.box) { inner in
            for symbol in symbols {
                // Where within the circle it stands is not known; circles that would be smaller than a symbol tell nothing.
                if let metres = symbol.uncertaintyMetres, frame.scale.millimetres(metres: metres) > 3.5 {
                    inner.circle(
                        at: symbol.middle, radius: frame.scale.millimetres(metres: metres), border: 0.2, shade: .grey,
                        dash: 0.9)
                }
            }
        }
        let labels = LabelPlacing.places(
            of: symbols.map(\.label), in: frame.box.grown(by: -0.5),
            avoiding: ground.sites.map { Self.siteBox(frame.place($0.point)) })
        for (symbol, label) in zip(symbols, labels) where label.isLed {
            let end = PlanePoint(
                x: min(max(symbol.middle.x, label.box.left), label.box.right),
                y: min(max(symbol.middle.y, label.box.top), label.box.bottom))
            canvas.line(from: symbol.middle, to: end, width: 0.2)
        }
        for symbol in symbols { symbol.draw(on: &canvas) }
        for (symbol, label) in zip(symbols, labels) {
            for (row, text) in symbol.rows.enumerated() {
                drawLabel(
                    text, in: label.box, base: label.box.top + Double(row + 1) * MapSymbol.rowHeight - 0.5,
                    size: Self.numberSize, toward: symbol.middle, on: &canvas)
            }
        }
    }

    /// The sheets as rectangles with their numbers.
    func drawSheets(_ sheets: [(number: Int, points: [PlanePoint])], on canvas: inout SheetCanvas) {
        let size = 4.4
        let boxes = sheets.map { sheet -> SheetBox in
            let places = sheet.points.map(frame.place)
            let (x, y) = (places.map(\.x), places.map(\.y))
            let (left, top) = (x.min() ?? 0, y.min() ?? 0)
            return SheetBox(left: left, top: top, width: (x.max() ?? 0) - left, height: (y.max() ?? 0) - top)
                .grown(by: 0.8)
        }
        for (sheet, box) in zip(sheets, boxes) {
            for point in sheet.points { canvas.circle(at: frame.place(point), radius: 0.35, fill: .grey) }
            canvas.rectangle(box, border: 0.35)
        }
        let labels = zip(sheets, boxes).map { sheet, box in
            let width = TextWidth.of(String(sheet.number), size: size)
            // The first place that is tried is right of the anchor: so it is the middle of the rectangle.
            return LabelPlacing.Label(
                anchor: PlanePoint(x: box.middle.x - width / 2 - 0.3, y: box.middle.y), radius: 0, width: width,
                height: size)
        }
        for (sheet, label) in zip(sheets, LabelPlacing.places(of: labels, in: frame.box)) {
            drawLabel(
                String(sheet.number), in: label.box, base: label.box.bottom - 0.7, size: size, on: &canvas)
        }
    }
}
