/// The corners of all towns: a grid pulled out of shape district by district, so that every district's streets run at
/// angles of their own while neighbours still share their corners exactly.
struct CityLattice {
    private let corners: [PlanePoint]
    private let columns: Int

    init(size: CitySize, seed: UInt64) {
        var stream = RandomStream(seed: seed, purpose: .lattice)
        let districtWidth = size.width / Double(size.districtColumns)
        let districtHeight = size.height / Double(size.districtRows)
        var districtCorners: [PlanePoint] = []
        for row in 0...size.districtRows {
            for column in 0...size.districtColumns {
                districtCorners.append(
                    PlanePoint(
                        districtWidth * (Double(column) + 0.2 * stream.signed()),
                        districtHeight * (Double(row) + 0.2 * stream.signed())))
            }
        }
        let side = size.townsPerSide
        let stride = size.districtColumns + 1
        columns = size.townColumns + 1
        var corners: [PlanePoint] = []
        for row in 0...size.townRows {
            for column in 0...size.townColumns {
                let districtColumn = min(column / side, size.districtColumns - 1)
                let districtRow = min(row / side, size.districtRows - 1)
                let base = districtRow * stride + districtColumn
                let district = Quad(
                    southWest: districtCorners[base], southEast: districtCorners[base + 1],
                    northEast: districtCorners[base + stride + 1], northWest: districtCorners[base + stride])
                var corner = district.point(
                    Double(column - districtColumn * side) / Double(side),
                    Double(row - districtRow * side) / Double(side))
                corner.x += 0.06 * districtWidth / Double(side) * stream.signed()
                corner.y += 0.06 * districtHeight / Double(side) * stream.signed()
                corners.append(corner)
            }
        }
        self.corners = corners
    }

    /// The land of the town in the given column (from the west) and row (from the south).
    func quad(column: Int, row: Int) -> Quad {
        let base = row * columns + column
        return Quad(
            southWest: corners[base], southEast: corners[base + 1], northEast: corners[base + columns + 1],
            northWest: corners[base + columns])
    }
}
