package import Geospatial

/// Finds places for the numbers of a map: beside their symbols, off each other and off every symbol, on the map.
///
/// Labels are placed in order, so the first households of a list stand closest to their symbols. Where nothing near is free a label goes
/// farther away and is led by a line; where nothing at all is free it stands where it covers least.
package enum LabelPlacing {
    /// What is to be placed.
    package struct Label: Hashable, Sendable {
        /// The middle of its symbol, in millimetres on the page.
        package let anchor: PlanePoint
        /// How far its symbol reaches from there.
        package let radius: Double
        /// How wide its text is.
        package let width: Double
        /// How high its text is.
        package let height: Double

        /// Describes a label.
        package init(anchor: PlanePoint, radius: Double, width: Double, height: Double) {
            self.anchor = anchor
            self.radius = radius
            self.width = width
            self.height = height
        }
    }

    /// Where a label stands.
    package struct Place: Hashable, Sendable {
        /// The box of its text.
        package let box: SheetBox
        /// Whether a line must lead from the symbol to it.
        package let isLed: Bool
    }

    private static let distances = [0.3, 1.2, 2.5, 4, 6, 8.5, 11, 14, 18, 23, 29, 36]
    /// Up to here it is plain to which symbol a label belongs.
    private static let nearDistance = 0.3
    private static let directions = 16

    /// A place for each label, in their order.
    ///
    /// - Parameter others: what else should stay visible.
    /// - Complexity: O(n) in the labels where they are spread out; what is near each place is asked, not what is elsewhere.
    package static func places(of labels: [Label], in frame: SheetBox, avoiding others: [SheetBox] = []) -> [Place] {
        var symbols = BoxCells()
        for label in labels {
            symbols.add(
                SheetBox(
                    left: label.anchor.x - label.radius, top: label.anchor.y - label.radius, width: 2 * label.radius,
                    height: 2 * label.radius))
        }
        for other in others { symbols.add(other) }
        var taken = BoxCells()
        var places: [Place] = []
        for label in labels {
            var best: (cover: Double, place: Place)?
            search: for distance in distances {
                for direction in 0..<directions {
                    let box = box(of: label, at: distance, direction)
                    guard frame.contains(box) else { continue }
                    let cover = symbols.cover(of: box) + taken.cover(of: box)
                    if best.map({ cover < $0.cover }) ?? true {
                        best = (cover, Place(box: box, isLed: distance > nearDistance))
                        if cover == 0 { break search }
                    }
                }
            }
            let place = best?.place ?? Place(box: inside(frame, box(of: label, at: distances[0], 0)), isLed: true)
            taken.add(place.box)
            places.append(place)
        }
        return places
    }

    /// The label's box in a direction, beginning right of the symbol and going round.
    private static func box(of label: Label, at distance: Double, _ direction: Int) -> SheetBox {
        let (x, y) = unit[direction]
        let reach = label.radius + distance
        let middle = PlanePoint(
            x: label.anchor.x + x * (reach + label.width / 2), y: label.anchor.y - y * (reach + label.height / 2))
        return SheetBox(
            left: middle.x - label.width / 2, top: middle.y - label.height / 2, width: label.width,
            height: label.height)
    }

    /// A box pushed into the frame, for labels that are too large for any place.
    private static func inside(_ frame: SheetBox, _ box: SheetBox) -> SheetBox {
        SheetBox(
            left: max(frame.left, min(box.left, frame.right - box.width)),
            top: max(frame.top, min(box.top, frame.bottom - box.height)), width: box.width, height: box.height)
    }

    /// Right, left, above, below and the corners first; written out, so that no machine's sine moves a label.
    private static let unit: [(Double, Double)] = [
        (1, 0), (-1, 0), (0, 1), (0, -1), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8), (1, 0.4), (-1, 0.4),
        (1, -0.4), (-1, -0.4), (0.4, 1), (-0.4, 1), (0.4, -1), (-0.4, -1),
    ]
}
