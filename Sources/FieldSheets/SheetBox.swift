package import Geospatial

/// An upright rectangle on a page, in millimetres from the page's left and upper edge.
package struct SheetBox: Hashable, Sendable {
    /// The left edge.
    package let left: Double
    /// The upper edge.
    package let top: Double
    /// How wide it is.
    package let width: Double
    /// How high it is.
    package let height: Double

    /// A rectangle by its upper left corner and its size.
    package init(left: Double, top: Double, width: Double, height: Double) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    /// The right edge.
    package var right: Double { left + width }
    /// The lower edge.
    package var bottom: Double { top + height }
    /// The middle.
    package var middle: PlanePoint { PlanePoint(x: left + width / 2, y: top + height / 2) }

    /// The rectangle with every side moved outwards.
    package func grown(by millimetres: Double) -> SheetBox {
        SheetBox(
            left: left - millimetres, top: top - millimetres, width: width + 2 * millimetres,
            height: height + 2 * millimetres)
    }

    /// Whether a point lies in it or on its edge.
    package func contains(_ point: PlanePoint) -> Bool {
        left <= point.x && point.x <= right && top <= point.y && point.y <= bottom
    }

    /// Whether all of another rectangle lies in it.
    package func contains(_ other: SheetBox) -> Bool {
        left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
    }

    /// The area that both cover, in square millimetres; 0 where they only touch.
    package func overlap(with other: SheetBox) -> Double {
        max(0, min(right, other.right) - max(left, other.left))
            * max(0, min(bottom, other.bottom) - max(top, other.top))
    }
}
