/// A closed line of at least four positions, the last equal to the first (RFC 7946, 3.1.6); either direction.
package struct Ring: Hashable, Sendable {
    /// The positions; `coordinates.first == coordinates.last`.
    package let coordinates: [Coordinate]

    /// Checks length and closure; self-intersections are allowed.
    ///
    /// - Throws: ``GeospatialError/ringTooShort(positions:)``, ``GeospatialError/ringNotClosed``.
    package init(_ coordinates: [Coordinate]) throws(GeospatialError) {
        guard coordinates.count >= 4 else { throw .ringTooShort(positions: coordinates.count) }
        guard coordinates.first == coordinates.last else { throw .ringNotClosed }
        self.coordinates = coordinates
    }

    private init(unchecked coordinates: [Coordinate]) {
        self.coordinates = coordinates
    }

    /// Twice the signed area in square degrees; positive when counter-clockwise.
    ///
    /// Computed relative to the first position, so the rounding error is far below the area of any real ring.
    package var doubledSignedArea: Double {
        let origin = coordinates[0]
        var sum = 0.0
        for index in 1..<coordinates.count {
            let a = coordinates[index - 1]
            let b = coordinates[index]
            sum +=
                (a.longitude - origin.longitude) * (b.latitude - origin.latitude)
                - (b.longitude - origin.longitude) * (a.latitude - origin.latitude)
        }
        return sum
    }

    /// The same ring, running counter-clockwise or clockwise as asked; a ring without area stays as it is.
    package func oriented(counterClockwise: Bool) -> Ring {
        let area = doubledSignedArea
        guard area != 0, (area > 0) != counterClockwise else { return self }
        return Ring(unchecked: coordinates.reversed())
    }
}
