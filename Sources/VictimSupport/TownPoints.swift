import AddressDictionary
package import Geospatial
package import Registry

/// Where a town is drawn: its representative point in the workspace's address dictionary, never from its households.
package struct TownPoints {
    private let dictionary: AddressDictionary?
    private let municipality: LocalGovernmentCode

    /// Opens the dictionary beside the workspace; without an intact one no town has a point.
    package init(_ paths: WorkspacePaths, of info: WorkspaceInfo) {
        dictionary = (try? Locator.intactDictionary(paths)).flatMap(\.self)
        municipality = info.code
    }

    /// The point of a town, or nil when it has none.
    package func point(city: String, town: String) -> Coordinate? {
        guard !town.isEmpty, let match = dictionary?.match(city + town, within: municipality),
            match.coordinateLevel == .town || match.coordinateLevel == .koaza
        else { return nil }
        return match.position
    }
}
