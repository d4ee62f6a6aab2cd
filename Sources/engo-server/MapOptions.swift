import ArgumentParser
import FeatureServer

/// What the map page stands on.
struct MapOptions: ParsableArguments {
    @Option(
        help: "Leaflet のフォルダ（Debian の libjs-leaflet） / folder of Leaflet, as Debian's libjs-leaflet has it",
        completion: .directory)
    var leaflet = MapSettings.usualLeafletFolder
    @Flag(help: "地図画面で地理院タイル（インターネット）を選べるようにする / lets the map page load GSI tiles from the internet")
    var gsiTiles = false

    /// As the server takes it.
    var settings: MapSettings { MapSettings(leafletFolder: leaflet, showsGSITiles: gsiTiles) }
}
