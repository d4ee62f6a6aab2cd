import ArgumentParser
import Geospatial
import VictimSupport

/// What an area is made of; every verb that takes an area takes these, and unites them.
struct AreaOptions: ParsableArguments {
    @Option(
        help:
            "区域のファイル（GeoJSON・Shapefile・GeoPackage・FlatGeobuf・WKT）か、保存した区域の名前。何度でも / a file of areas or the name of a saved one; may be repeated",
        completion: .file(extensions: ["geojson", "json", "shp", "zip", "gpkg", "fgb", "wkt"]))
    var area: [String] = []

    @Option(help: "保存した区域の名前 / the name of a saved area")
    var saved: [String] = []

    @Option(help: "区域のWKT / the area as well-known text: 'POLYGON((…))'")
    var wkt: [String] = []

    @Option(parsing: .unconditionalSingleValue, help: "西,南,東,北（度） / a box of degrees: W,S,E,N")
    var bbox: [BoxArgument] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: "経度,緯度,半径m または \"住所\",半径m / all within some metres: LON,LAT,METRES or \"address\",METRES")
    var circle: [CircleArgument] = []

    @Option(help: "町丁目の名前かコード（7桁・13桁） / a town by name or code")
    var town: [String] = []

    @Option(help: "地域メッシュコード（4・6・8・9・10・11桁） / a grid square of JIS X 0410")
    var mesh: [MeshArgument] = []

    @Option(help: "取り込んだハザードの層 / a hazard layer of the workspace")
    var zones: [HazardText] = []

    @Option(
        name: .customLong("where"),
        help: "属性の条件 / which features count: \"A31a_205 >= 3 and not 河川名 = '紀の川'\" (--zones: rank, phenomenon)")
    var condition: String?

    @Option(help: "ファイルの中のどの層か / which layer of a file that has several")
    var layer: String?

    @Option(help: "ファイルとWKTの座標系（EPSG:6674 など） / reference system of files and WKT, such as EPSG:6674")
    var crs: String?

    func validate() throws {
        guard !sources.isEmpty else {
            throw ValidationError(
                "区域がありません。--area、--wkt、--bbox、--circle、--town、--mesh、--saved、--zones のどれかが必要です / "
                    + "give an area: --area, --wkt, --bbox, --circle, --town, --mesh, --saved or --zones.")
        }
        guard layer == nil || !area.isEmpty else {
            throw ValidationError("--layer は --area とともに使います / --layer goes with --area.")
        }
        guard crs == nil || !(area.isEmpty && wkt.isEmpty) else {
            throw ValidationError("--crs は --area か --wkt とともに使います / --crs goes with --area or --wkt.")
        }
    }

    /// The sources in the order of the options above.
    private var sources: [AreaSource] {
        area.map(AreaSource.fileOrSaved) + saved.map(AreaSource.saved) + wkt.map(AreaSource.text)
            + bbox.map { .box($0.box) } + circle.map(\.source) + town.map(AreaSource.town)
            + mesh.map { .mesh($0.mesh) } + zones.map { .hazard($0.text) }
    }

    /// What is asked.
    ///
    /// - Throws: ``AreaError/invalidCondition(column:)``.
    func request() throws(AreaError) -> AreaRequest {
        let condition = try self.condition.map { (text) throws(AreaError) in try AreaCondition(text) }
        return AreaRequest(sources: sources, condition: condition, layer: layer, referenceSystem: crs)
    }
}

/// `W,S,E,N` on the command line.
struct BoxArgument: ExpressibleByArgument {
    let box: BoundingBox

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            PlainDecimal.parse(String($0))
        }
        guard numbers.count == 4, let west = numbers[0], let south = numbers[1], let east = numbers[2],
            let north = numbers[3], let box = BoundingBox(west: west, south: south, east: east, north: north)
        else { return nil }
        self.box = box
    }
}

/// `LON,LAT,METRES` or `"address",METRES` on the command line.
struct CircleArgument: ExpressibleByArgument {
    let source: AreaSource

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let metres = PlainDecimal.parse(parts[parts.count - 1]),
            GeodesicCircle.radii.contains(metres)
        else { return nil }
        let numbers = parts.map(PlainDecimal.parse)
        if parts.count == 3, let longitude = numbers[0], let latitude = numbers[1] {
            guard let center = try? Coordinate(longitude: longitude, latitude: latitude),
                JapanExtent.holds(longitude: longitude, latitude: latitude)
            else { return nil }
            source = .circle(center: center, metres: metres)
            return
        }
        let address = parts.dropLast().joined(separator: ",")
        // Numbers alone are a place that lacks something, not an address.
        guard numbers.dropLast().contains(nil), !address.isEmpty else { return nil }
        source = .circleAround(address: address, metres: metres)
    }
}

/// A code of JIS X 0410 on the command line.
struct MeshArgument: ExpressibleByArgument {
    let mesh: MeshCode

    init?(argument: String) {
        guard let mesh = MeshCode(argument) else { return nil }
        self.mesh = mesh
    }
}
