/// The paper of an atlas, and where things stand on it; every length in millimetres.
///
/// A4 stands upright, with the map above the list; A3 lies, with the map to the left of it. The columns of the list are the same on both,
/// so that a household looks the same on either.
package enum PaperSize: String, CaseIterable, Sendable {
    /// 210 by 297, upright.
    case a4
    /// 420 by 297, lying.
    case a3

    /// Left blank on every side.
    package static let margin = 12.0
    /// How wide a column of the list is.
    package static let columnWidth = 186.0
    /// From one line of a list to the next.
    package static let lineHeight = 4.4
    private static let contentTop = 34.0
    private static let stripHeight = 11.0

    /// How wide the paper is.
    package var width: Double { self == .a4 ? 210 : 420 }
    /// How high the paper is.
    package var height: Double { 297 }

    /// Where the QR code stands, with its quiet zone.
    package var codeBox: SheetBox { SheetBox(left: width - Self.margin - 20, top: 7, width: 20, height: 20) }
    /// Where the head stands, to the left of the code.
    package var headBox: SheetBox {
        SheetBox(left: Self.margin, top: 7, width: width - 2 * Self.margin - 24, height: 20)
    }
    /// Where the foot stands.
    package var footBox: SheetBox {
        SheetBox(left: Self.margin, top: 280, width: width - 2 * Self.margin, height: 10)
    }
    /// Where a map stands.
    package var mapBox: SheetBox {
        switch self {
        case .a4: SheetBox(left: Self.margin, top: Self.contentTop, width: Self.columnWidth, height: 122)
        case .a3: SheetBox(left: Self.margin, top: Self.contentTop, width: 200, height: 230)
        }
    }
    /// Where scale, grid and north of the map stand.
    package var stripBox: SheetBox {
        let map = mapBox
        return SheetBox(left: map.left, top: map.bottom + 1, width: map.width, height: Self.stripHeight)
    }

    /// The columns of a list in reading order, of a page with a map or without.
    package func columns(withMap: Bool) -> [SheetBox] {
        let bottom = footBox.top - 2
        func column(_ left: Double, _ top: Double) -> SheetBox {
            SheetBox(left: left, top: top, width: Self.columnWidth, height: bottom - top)
        }
        let right = width - Self.margin - Self.columnWidth
        switch self {
        case .a4: return [column(right, withMap ? stripBox.bottom + 2 : Self.contentTop - 3)]
        case .a3:
            return (withMap ? [] : [column(Self.margin, Self.contentTop - 3)]) + [column(right, Self.contentTop - 3)]
        }
    }

    /// How many lines those columns hold, each.
    package func lineCounts(withMap: Bool) -> [Int] {
        columns(withMap: withMap).map { Int($0.height / Self.lineHeight) }
    }
}
