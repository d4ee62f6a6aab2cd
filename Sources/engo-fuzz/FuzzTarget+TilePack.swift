import TilePacks

extension FuzzTarget {
    /// Packs of map images in PMTiles.
    package static let tilePack = FuzzTarget(
        name: "pmtiles", longest: 1 << 13,
        tokens: [
            Array("PMTiles".utf8) + [3], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF],
            [0x1F, 0x8B, 0x08], Array("{\"attribution\":\"".utf8), Array("<b>&copy;&amp;".utf8), [0], [1], [2], [0x7F],
            [0x80, 0x01], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [127, 0, 0, 0, 0, 0, 0, 0], [UInt8](repeating: 0xFF, count: 8),
        ]
    ) { (input: [UInt8]) throws(BrokenPromise) -> String in
        let pack: TilePack
        do throws(TilePackError) {
            pack = try TilePack(archive: input)
        } catch {
            return BrokenPromise.caseName(error)
        }
        try BrokenPromise.unless(pack.about.attribution.count <= 300, "an attribution is a line")
        try BrokenPromise.unless((0...22).contains(pack.about.zooms.upperBound), "no level is beyond the pyramid")
        var found = 0
        var faults: Set<String> = []
        for zoom in 0...4 {
            for place in 0..<(1 << zoom) {
                let image: TileImage?
                do throws(TilePackError) {
                    image = try pack.image(zoom: zoom, row: place, column: (1 << zoom) - 1 - place)
                } catch {
                    faults.insert(BrokenPromise.caseName(error))
                    continue
                }
                guard let image else { continue }
                found += 1
                try BrokenPromise.unless(pack.about.zooms.contains(zoom), "no image on a level that is not there")
                try BrokenPromise.unless(
                    TileImage.Kind(of: image.bytes) == image.kind && image.bytes.count <= input.count,
                    "an image is a part of the file that begins like one")
            }
        }
        return "\(min(found, 3)) \(faults.sorted().joined())"
    }
}
