/// How deep the largest assumed flood stands in the city: bands along the river, deepest at the river.
///
/// Ranks are those of 国土数値情報 A31a: 1 below 0.5 m, 2 up to 3 m, 3 up to 5 m, 4 up to 10 m, 5 up to 20 m. The bands
/// are disjoint; one low terrace inside rank 2 stays dry and one pool in the river is deeper than the rest.
struct FloodModel {
    /// One of the two sides of the river.
    enum Side: Int, CaseIterable {
        case south = 0
        case north = 1

        var sign: Double { self == .north ? 1 : -1 }
    }

    /// A round spot whose depth differs from its band.
    struct Spot {
        let center: PlanePoint
        /// Metres.
        let radius: Double

        func contains(_ point: PlanePoint) -> Bool {
            point.distance(to: center) <= radius
        }
    }

    let river: River
    /// The dry terrace.
    let terrace: Spot
    /// The deepest pool, rank 5.
    let pool: Spot
    /// Band widths per side, innermost (rank 4) first.
    private let bands: [[SmoothCurve]]

    init(size: CitySize, river: River, seed: UInt64) {
        self.river = river
        var stream = RandomStream(seed: seed, purpose: .flood)
        let count = max(12, Int(size.width / 700))
        let spacing = size.width / Double(count)
        var bands: [[SmoothCurve]] = []
        for _ in Side.allCases {
            bands.append(
                [0.010, 0.028, 0.060, 0.045].map { share in
                    let controls = (0..<(count + 7)).map { _ in
                        share * size.height * (1 + 0.75 * stream.signed())
                    }
                    return SmoothCurve(controls: controls, start: -3 * spacing, spacing: spacing)
                })
        }
        self.bands = bands
        let poolX = size.width * (0.35 + 0.1 * stream.unit())
        pool = Spot(
            center: PlanePoint(poolX, river.center(at: poolX)),
            radius: 0.7 * river.reach(at: poolX) / river.stretch(at: poolX))
        let terraceX = size.width * (0.6 + 0.1 * stream.unit())
        let north = bands[Side.north.rawValue]
        let inner = river.reach(at: terraceX) + north[0].value(at: terraceX) + north[1].value(at: terraceX)
        let thickness = north[2].value(at: terraceX)
        let stretch = river.stretch(at: terraceX)
        terrace = Spot(
            center: PlanePoint(terraceX, river.center(at: terraceX) + inner + thickness / 2),
            radius: 0.22 * thickness / (stretch * stretch))
    }

    /// Metres north of the southern edge of the outer limit of a rank (4…1) on one side.
    func limit(ofRank rank: Int, side: Side, at x: Double) -> Double {
        var offset = river.reach(at: x)
        for band in bands[side.rawValue].prefix(5 - rank) { offset += band.value(at: x) }
        return river.center(at: x) + side.sign * offset
    }

    /// The depth rank at a point; 0 means dry.
    func rank(at point: PlanePoint) -> Int {
        if pool.contains(point) { return 5 }
        if terrace.contains(point) { return 0 }
        let side: Side = point.y >= river.center(at: point.x) ? .north : .south
        for rank in stride(from: 4, through: 1, by: -1) {
            let limit = limit(ofRank: rank, side: side, at: point.x)
            if (point.y - limit) * side.sign <= 0 { return rank }
        }
        return 0
    }
}
