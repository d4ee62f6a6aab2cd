import ArgumentParser
import FeatureServer
import TilePacks

/// What the map page stands on.
struct MapOptions: ParsableArguments {
    @Option(
        help: "Leaflet のフォルダ（Debian の libjs-leaflet） / folder of Leaflet, as Debian's libjs-leaflet has it",
        completion: .directory)
    var leaflet = MapSettings.usualLeafletFolder
    @Option(
        help: "背景地図の画像（MBTiles か PMTiles） / map images to lie under everything: MBTiles or PMTiles",
        completion: .file(extensions: ["mbtiles", "pmtiles"]))
    var base: String?
    @Flag(help: "地図画面で地理院タイル（インターネット）を選べるようにする / lets the map page load GSI tiles from the internet")
    var gsiTiles = false

    /// As the server takes it.
    ///
    /// - Throws: ``ConfigurationFault/base(path:_:)``.
    func settings() throws(ConfigurationFault) -> MapSettings {
        var pack: TilePack?
        if let base {
            do throws(TilePackError) {
                pack = try TilePack(path: base)
            } catch {
                throw .base(path: base, error)
            }
        }
        return MapSettings(leafletFolder: leaflet, showsGSITiles: gsiTiles, base: pack)
    }
}
