package import Geospatial
import Interchange

/// The drawing of a page as SVG, in tenths of a millimetre: text stays text, and nothing depends on colour.
///
/// The same calls give the same bytes.
package struct SheetCanvas {
    /// The elements so far.
    package private(set) var svg = ""

    /// How dark a line or area is, on paper and for whoever sees no colour.
    package enum Shade: String, Sendable {
        /// Lines and text.
        case black = "#000"
        /// What stays behind the text.
        case grey = "#777"
        /// Lines of the grid, and rules.
        case pale = "#aaa"
        /// Paper.
        case white = "#fff"
        /// Water, of which a veil lies over what is drawn below.
        case water = "#1f5f99"
    }

    /// To which side of its point a text runs.
    package enum Anchor: String, Sendable {
        /// It begins there.
        case start
        /// Its middle is there.
        case middle
        /// It ends there.
        case end
    }

    /// An empty drawing.
    package init() {}

    /// A text whose base line begins, has its middle or ends at a point.
    ///
    /// - Parameters:
    ///   - size: the height of a full-width character in millimetres.
    ///   - isBold: drawn bold where the font has a bold face; none is made up, because printers draw such letters as pictures.
    package mutating func text(
        _ text: String, x: Double, y: Double, size: Double, isBold: Bool = false, anchor: Anchor = .start,
        shade: Shade = .black
    ) {
        guard !text.isEmpty else { return }
        svg += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\""
        if isBold { svg += " font-weight=\"700\"" }
        if anchor != .start { svg += " text-anchor=\"\(anchor.rawValue)\"" }
        if shade != .black { svg += " fill=\"\(shade.rawValue)\"" }
        svg += ">\(HTMLText.escaped(text))</text>\n"
    }

    /// A straight line.
    ///
    /// - Parameter dash: how long the pieces of a broken line are in millimetres; nil for a whole one.
    package mutating func line(
        from start: PlanePoint, to end: PlanePoint, width: Double, shade: Shade = .black, dash: Double? = nil
    ) {
        svg += "<path d=\"M\(Self.pair(start))L\(Self.pair(end))\""
        stroke(width, shade, dash)
        svg += "/>\n"
    }

    /// Lines through points as one element; corners closer together than can be seen are left out, and lines shorter than that.
    ///
    /// - Parameter dash: how long the pieces of a broken line are in millimetres; nil for a whole one.
    package mutating func lines(
        through lines: [[PlanePoint]], width: Double, shade: Shade = .black, dash: Double? = nil
    ) {
        let path = lines.map(Self.path).joined()
        guard !path.isEmpty else { return }
        svg += "<path d=\"\(path)\" fill=\"none\""
        stroke(width, shade, dash)
        svg += "/>\n"
    }

    /// A rectangle, filled or not, with a border or not.
    package mutating func rectangle(
        _ box: SheetBox, fill: Shade? = nil, border: Double = 0, shade: Shade = .black, dash: Double? = nil
    ) {
        svg += "<rect x=\"\(Self.number(box.left))\" y=\"\(Self.number(box.top))\" width=\"\(Self.number(box.width))\""
        svg += " height=\"\(Self.number(box.height))\" fill=\"\(fill?.rawValue ?? "none")\""
        stroke(border, shade, dash)
        svg += "/>\n"
    }

    /// A circle, filled or not, with a border or not.
    package mutating func circle(
        at middle: PlanePoint, radius: Double, fill: Shade? = nil, border: Double = 0, shade: Shade = .black,
        dash: Double? = nil
    ) {
        svg += "<circle cx=\"\(Self.number(middle.x))\" cy=\"\(Self.number(middle.y))\" r=\"\(Self.number(radius))\""
        svg += " fill=\"\(fill?.rawValue ?? "none")\""
        stroke(border, shade, dash)
        svg += "/>\n"
    }

    /// Closed rings, the inner ones cut out; corners closer together than can be seen are left out.
    ///
    /// - Parameter opacity: how much of what is below the fill hides, 0…1.
    package mutating func area(
        _ rings: [[PlanePoint]], fill: Shade? = nil, opacity: Double = 1, border: Double = 0, shade: Shade = .black,
        dash: Double? = nil
    ) {
        var path = ""
        for ring in rings where ring.count >= 3 {
            let corners = Self.path(ring)
            if !corners.isEmpty { path += corners + "Z" }
        }
        guard !path.isEmpty else { return }
        svg += "<path d=\"\(path)\" fill=\"\(fill?.rawValue ?? "none")\" fill-rule=\"evenodd\""
        if opacity < 1 { svg += " fill-opacity=\"\(DecimalText.fixed(opacity, decimals: 2))\"" }
        stroke(border, shade, dash)
        svg += "/>\n"
    }

    /// What is drawn inside is cut off at the edges of a box.
    package mutating func clipped(to box: SheetBox, _ draw: (inout SheetCanvas) throws -> Void) rethrows {
        let numbers = [box.left, box.top, box.width, box.height].map(Self.number)
        svg += "<svg x=\"\(numbers[0])\" y=\"\(numbers[1])\" width=\"\(numbers[2])\" height=\"\(numbers[3])\""
        svg += " viewBox=\"\(numbers.joined(separator: " "))\">\n"
        try draw(&self)
        svg += "</svg>\n"
    }

    /// A QR code with its quiet zone in a square box.
    package mutating func code(_ code: QuickResponseCode, in box: SheetBox) {
        let module = box.width / Double(code.side + 2 * QuickResponseCode.quietZone)
        rectangle(box, fill: .white)
        var path = ""
        for row in 0..<code.side {
            var column = 0
            while column < code.side {
                guard code.isDark(row: row, column: column) else {
                    column += 1
                    continue
                }
                let start = column
                while column < code.side, code.isDark(row: row, column: column) { column += 1 }
                let left = box.left + Double(start + QuickResponseCode.quietZone) * module
                let top = box.top + Double(row + QuickResponseCode.quietZone) * module
                path += "M\(Self.pair(PlanePoint(x: left, y: top)))h\(Self.number(Double(column - start) * module))"
                path += "v\(Self.number(module))h-\(Self.number(Double(column - start) * module))z"
            }
        }
        svg += "<path d=\"\(path)\" shape-rendering=\"crispEdges\"/>\n"
    }

    private static let finest = 0.12

    /// The commands through points; none when a single place is left of them.
    private static func path(_ points: [PlanePoint]) -> String {
        var path = ""
        var count = 0
        var last: PlanePoint?
        for point in points {
            if let last, max(abs(point.x - last.x), abs(point.y - last.y)) < finest { continue }
            path += (last == nil ? "M" : "L") + pair(point)
            last = point
            count += 1
        }
        return count > 1 ? path : ""
    }

    private mutating func stroke(_ width: Double, _ shade: Shade, _ dash: Double?) {
        guard width > 0 else { return }
        svg += " stroke=\"\(shade.rawValue)\" stroke-width=\"\(Self.number(width))\""
        if let dash { svg += " stroke-dasharray=\"\(Self.number(dash))\"" }
    }

    private static func pair(_ point: PlanePoint) -> String { "\(number(point.x)) \(number(point.y))" }

    /// Tenths of a millimetre with one decimal at most.
    private static func number(_ millimetres: Double) -> String {
        let text = DecimalText.fixed(millimetres * 10, decimals: 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
