/// A town's land cut into blocks by streets, and the blocks into building lots.
struct LotLayout {
    /// A place for one building.
    struct Lot {
        let point: PlanePoint
        /// Block number, counted from 1 in the order of the blocks.
        let block: Int
        /// Number inside the block, counted from 1 around it.
        let place: Int
        /// Position of the 小字 in the town's list, or nil.
        let koaza: Int?
    }

    /// Land this near to the water, in metres, is embankment and not built upon.
    static let riversideMargin = 12.0

    /// Blocks from west to east.
    let columns: Int
    /// Blocks from south to north.
    let rows: Int
    /// Lots in the order of their numbers.
    let lots: [Lot]
    /// Centres of the blocks that hold lots; the block number is the position plus 1.
    let blockCenters: [PlanePoint]

    /// Cuts the town into at least as many dry lots as needed, as long as a fiftieth of the town is dry.
    init(town: Town, needed: Int, river: River, stream: inout RandomStream) {
        let lotsPerRow = town.numbering == .residence ? 6 : 4
        let share = max(0.02, town.dryShare)
        var blocks = max(1, Int((Double(needed) / Double(2 * lotsPerRow) / share).rounded(.up)))
        while true {
            // Blocks are about 1.6 times as wide as deep.
            let ratio = town.land.meanWidth / (town.land.meanHeight * 1.6)
            let columns = max(1, Int((Double(blocks) * ratio).squareRoot().rounded(.up)))
            let rows = max(town.koaza.count, 1, (blocks + columns - 1) / columns)
            let (lots, centers) = Self.cut(
                town: town, columns: columns, rows: rows, lotsPerRow: lotsPerRow, river: river, stream: &stream)
            if lots.count >= needed || blocks > 50 * (needed + 1) {
                self.columns = columns
                self.rows = rows
                self.lots = lots
                blockCenters = centers
                return
            }
            blocks += blocks / 8 + 1
        }
    }

    /// The northward share at which a 小字 begins; the last plus one gives 1.
    static func koazaStart(_ index: Int, of count: Int, rows: Int) -> Double {
        Double((index * rows + count - 1) / count) / Double(rows)
    }

    private static func cut(
        town: Town, columns: Int, rows: Int, lotsPerRow: Int, river: River, stream: inout RandomStream
    ) -> ([Lot], [PlanePoint]) {
        var lots: [Lot] = []
        var centers: [PlanePoint] = []
        // Streets are six metres wide, but take at most a third of a block.
        let blockWidth = 1 / Double(columns)
        let blockDepth = 1 / Double(rows)
        let sideMargin = min(0.15, 3 / (town.land.meanWidth * blockWidth))
        let endMargin = min(0.15, 3 / (town.land.meanHeight * blockDepth))
        for row in 0..<rows {
            let koaza = town.koaza.isEmpty ? nil : row * town.koaza.count / rows
            for step in 0..<columns {
                // Blocks are numbered to and fro, as surveyors do.
                let column = row.isMultiple(of: 2) ? step : columns - 1 - step
                var block: Int?
                var place = 0
                for half in 0..<2 {
                    for position in 0..<lotsPerRow {
                        let along = half == 0 ? position : lotsPerRow - 1 - position
                        let u = (Double(along) + 0.5 + 0.22 * stream.signed()) / Double(lotsPerRow)
                        let v = (Double(half) + 0.5 + 0.18 * stream.signed()) / 2
                        let point = town.land.point(
                            blockWidth * (Double(column) + sideMargin + (1 - 2 * sideMargin) * u),
                            blockDepth * (Double(row) + endMargin + (1 - 2 * endMargin) * v))
                        guard !river.covers(point, margin: riversideMargin) else { continue }
                        if block == nil {
                            centers.append(
                                town.land.point(blockWidth * (Double(column) + 0.5), blockDepth * (Double(row) + 0.5)))
                            block = centers.count
                        }
                        place += 1
                        lots.append(Lot(point: point, block: centers.count, place: place, koaza: koaza))
                    }
                }
            }
        }
        return (lots, centers)
    }
}
