/// A smooth function of one variable: a uniform cubic B-spline, twice continuously differentiable.
///
/// Built from the four basic operations alone, so that its values are the same on every machine.
struct SmoothCurve {
    private let controls: [Double]
    private let start: Double
    private let spacing: Double

    /// The curve near the control values, which stand at `start`, `start + spacing`, …; at least one value.
    ///
    /// Beyond the first and the last control the curve runs on level.
    init(controls: [Double], start: Double, spacing: Double) {
        self.controls = controls
        self.start = start
        self.spacing = spacing
    }

    private func control(_ index: Int) -> Double {
        controls[min(max(index, 0), controls.count - 1)]
    }

    private func locate(_ x: Double) -> (index: Int, share: Double) {
        let position = (x - start) / spacing
        let floor = position.rounded(.down)
        return (Int(floor), position - floor)
    }

    /// The value at a place.
    func value(at x: Double) -> Double {
        let (index, t) = locate(x)
        let s = 1 - t
        let first = s * s * s * control(index - 1)
        let second = (3 * t * t * t - 6 * t * t + 4) * control(index)
        let third = (3 * s * s * s - 6 * s * s + 4) * control(index + 1)
        let fourth = t * t * t * control(index + 2)
        return (first + second + third + fourth) / 6
    }

    /// The derivative at a place.
    func slope(at x: Double) -> Double {
        let (index, t) = locate(x)
        let s = 1 - t
        let first = -s * s * control(index - 1)
        let second = (3 * t * t - 4 * t) * control(index)
        let third = (4 * s - 3 * s * s) * control(index + 1)
        let fourth = t * t * control(index + 2)
        return (first + second + third + fourth) / 2 / spacing
    }
}
