/// The river that crosses the city from west to east in meanders.
///
/// Its centre line is a function of the distance east, so that "how far is this point from the bank" costs one
/// evaluation.
struct River {
    /// The river's name, which no river in Japan bears.
    static let name = "瀬音川"
    static let kana = "セオトガワ"
    /// The identifier used in the flood data, under the fictional prefecture number.
    static let identifier = "9900010001"

    private let centerLine: SmoothCurve
    private let widths: SmoothCurve

    init(size: CitySize, seed: UInt64) {
        var stream = RandomStream(seed: seed, purpose: .river)
        let bends = min(24, max(8, Int((size.width / 1_200).rounded())))
        let spacing = size.width / Double(bends)
        // A control polygon that swings by ±a gives a curve that swings by ±a/3.
        let swing = min(1.2 * spacing, 0.36 * size.height)
        var controls: [Double] = []
        var axis = 0.5
        for bend in 0..<(bends + 7) {
            axis = min(0.58, max(0.42, axis + 0.05 * stream.signed()))
            let side = bend.isMultiple(of: 2) ? 1.0 : -1.0
            controls.append(size.height * axis + side * swing * (0.4 + 0.6 * stream.unit()))
        }
        centerLine = SmoothCurve(controls: controls, start: -3 * spacing, spacing: spacing)
        let meanHalfWidth = min(110, max(16, size.height * 0.022))
        widths = SmoothCurve(
            controls: (0..<(bends + 7)).map { _ in meanHalfWidth * (1 + 0.35 * stream.signed()) },
            start: -3 * spacing, spacing: spacing)
    }

    /// Metres north of the southern edge.
    func center(at x: Double) -> Double {
        centerLine.value(at: x)
    }

    /// How much longer a north–south cut through a band along the river is than the band is wide.
    func stretch(at x: Double) -> Double {
        let slope = centerLine.slope(at: x)
        return (1 + slope * slope).squareRoot()
    }

    /// Half the length of a north–south cut through the water, in metres.
    func reach(at x: Double) -> Double {
        widths.value(at: x) * stretch(at: x)
    }

    /// Whether a point lies in the water or within a margin in metres of it.
    func covers(_ point: PlanePoint, margin: Double) -> Bool {
        let distance = (point.y - center(at: point.x)).magnitude
        return distance <= reach(at: point.x) + margin * stretch(at: point.x)
    }

    /// Metres to the centre line, to first order; exact on straight reaches.
    func distance(to point: PlanePoint) -> Double {
        (point.y - center(at: point.x)).magnitude / stretch(at: point.x)
    }
}
