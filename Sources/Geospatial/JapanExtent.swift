/// The rectangle that holds all of Japan, used to tell exchanged or foreign coordinates from plausible ones.
package enum JapanExtent {
    /// Whether the position can be in Japan: 122–154° E, 20–46° N, from 与那国島 to 南鳥島 and 沖ノ鳥島 to 択捉島.
    package static func holds(longitude: Double, latitude: Double) -> Bool {
        (122.0...154.0).contains(longitude) && (20.0...46.0).contains(latitude)
    }

    /// The same rectangle as a box; never nil.
    package static var box: BoundingBox? { BoundingBox(west: 122, south: 20, east: 154, north: 46) }
}
