/// The rectangle that holds all of Japan, used to tell exchanged or foreign coordinates from plausible ones.
enum JapanExtent {
    /// Whether the position can be in Japan: 122–154° E, 20–46° N.
    static func holds(longitude: Double, latitude: Double) -> Bool {
        (122.0...154.0).contains(longitude) && (20.0...46.0).contains(latitude)
    }
}
