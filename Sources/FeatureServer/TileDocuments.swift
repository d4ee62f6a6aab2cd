import Geospatial
import Interchange
import VectorTiles

/// The documents that describe tiles.
///
/// - Source: OGC 17-083r4 (Two Dimensional Tile Matrix Set and Tile Set Metadata 2.0).
struct TileDocuments {
    /// The id of the only way in which tiles are cut.
    static let matrixSetID = "WebMercatorQuad"
    private static let matrixSetURI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
    private static let referenceSystem = "http://www.opengis.net/def/crs/EPSG/0/3857"
    private static let relations = "http://www.opengis.net/def/rel/ogc/1.0/"
    private static let title = Bilingual("ウェブ地図の標準のタイル", "Tiles of the web's maps")

    /// The address of the service.
    let base: String

    func matrixSets(_ json: inout JSONWriter) {
        json.object { json in
            json.array("tileMatrixSets") { json in
                json.object { json in
                    json.member("id", Self.matrixSetID)
                    json.member("title", Self.title.both)
                    json.member("uri", Self.matrixSetURI)
                    json.member("crs", Self.referenceSystem)
                    json.links([link("self", "/tileMatrixSets/\(Self.matrixSetID)", Self.title)])
                }
            }
        }
    }

    func matrixSet(_ json: inout JSONWriter) {
        json.object { json in
            json.member("id", Self.matrixSetID)
            json.member("title", Self.title.both)
            json.member("uri", Self.matrixSetURI)
            json.member("crs", Self.referenceSystem)
            json.member("orderedAxes", ["X", "Y"])
            json.member("wellKnownScaleSet", "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible")
            json.array("tileMatrices") { json in
                for matrix in TileMatrix.all {
                    json.object { json in
                        json.member("id", String(matrix.zoom))
                        json.name("scaleDenominator")
                        json.number(matrix.scaleDenominator, decimals: 9)
                        json.name("cellSize")
                        json.number(matrix.cellMetres, decimals: 12)
                        json.member("cornerOfOrigin", "topLeft")
                        json.array("pointOfOrigin") { json in
                            json.number(-WebMercator.halfWorldMetres, decimals: 7)
                            json.number(WebMercator.halfWorldMetres, decimals: 7)
                        }
                        json.member("tileWidth", TileMatrix.tileSize)
                        json.member("tileHeight", TileMatrix.tileSize)
                        json.member("matrixWidth", matrix.count)
                        json.member("matrixHeight", matrix.count)
                    }
                }
            }
        }
    }

    func tilesets(of collection: any TiledCollection, _ json: inout JSONWriter) {
        let path = "/collections/\(collection.id)/tiles"
        json.object { json in
            json.array("tilesets") { json in
                json.object { json in
                    head(of: collection, &json)
                    json.links([
                        link("self", "\(path)/\(Self.matrixSetID)", collection.title),
                        link(Self.relations + "tiling-scheme", "/tileMatrixSets/\(Self.matrixSetID)", Self.title),
                    ])
                }
            }
            json.links([link("self", path, collection.title)])
        }
    }

    /// - Parameter extent: the box of its features, where it is told.
    func tileset(of collection: any TiledCollection, extent: BoundingBox?, _ json: inout JSONWriter) {
        let path = "/collections/\(collection.id)/tiles/\(Self.matrixSetID)"
        json.object { json in
            head(of: collection, &json)
            if let extent { box(extent, &json) }
            json.array("layers") { json in
                json.object { json in
                    json.member("id", collection.id)
                    json.member("title", collection.title.both)
                    json.member("dataType", "vector")
                    if let dimension = collection.geometryDimension { json.member("geometryDimension", dimension) }
                    json.member("minTileMatrix", "0")
                    json.member("maxTileMatrix", String(TileAddress.deepestZoom))
                    json.object("propertiesSchema") { json in
                        json.member("type", "object")
                        json.object("properties") { json in
                            for property in collection.tileProperties {
                                json.object(property.name) { json in
                                    json.member("title", property.title.both)
                                    // Lists are texts between commas in a tile.
                                    json.member("type", property.kind == .array ? "string" : property.kind.rawValue)
                                }
                            }
                        }
                    }
                }
            }
            json.links([
                link("self", path, collection.title),
                link(Self.relations + "tiling-scheme", "/tileMatrixSets/\(Self.matrixSetID)", Self.title),
                ServiceLink(
                    href: "\(base)\(path)/{tileMatrix}/{tileRow}/{tileCol}", rel: "item", type: TileRoutes.mediaType,
                    title: collection.title, isTemplated: true),
            ])
        }
    }

    private func head(of collection: any TiledCollection, _ json: inout JSONWriter) {
        json.member("title", collection.title.both)
        json.member("dataType", "vector")
        json.member("crs", Self.referenceSystem)
        json.member("tileMatrixSetURI", Self.matrixSetURI)
    }

    private func box(_ extent: BoundingBox, _ json: inout JSONWriter) {
        json.object("boundingBox") { json in
            for (name, corner) in [
                ("lowerLeft", (extent.west, extent.south)), ("upperRight", (extent.east, extent.north)),
            ] {
                json.array(name) { json in
                    json.number(corner.0, decimals: 7)
                    json.number(corner.1, decimals: 7)
                }
            }
            json.member("crs", OutputReference.crs84.uri)
        }
    }

    private func link(_ rel: String, _ path: String, _ title: Bilingual) -> ServiceLink {
        ServiceLink(href: base + path, rel: rel, type: ServedForm.json.mediaType, title: title)
    }
}
