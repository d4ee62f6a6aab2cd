import FieldSheets
import Geospatial
import Places
import Registry
import Residents

/// What lies under the households on the maps of an atlas: roads and rivers, flood depths, other zones, the area that was asked, towns, sites. Places only.
struct AtlasGround {
    /// A shape with what it is drawn as.
    struct Shape {
        /// The place of its depth among the depths of the layers, the least severe 0; nil for zones that are only outlined.
        let step: Int?
        let polygon: Polygon
        let box: BoundingBox
    }

    /// A place with a name.
    struct Named {
        let position: Coordinate
        let name: String
    }

    /// Roads, rivers, railways.
    let lines: [AtlasLines]
    /// Zones, the least severe first.
    let zones: [Shape]
    /// What each step of depth means, the least severe first.
    let depths: [HazardMeaning]
    /// Whether some zone is outlined.
    let hasOutlinedZones: Bool
    /// The area that was asked.
    let area: [Shape]
    /// Evacuation sites of known position, in the order of their file.
    let sites: [Named]
    /// Towns at their points in the dictionary, in byte order.
    let towns: [Named]

    /// Reads what lies around the households, as far as some map shows it.
    ///
    /// - Parameters:
    ///   - box: the box of the households; nil without any, and then there is nothing to draw.
    ///   - reachMetres: how far maps reach beyond their households at most.
    init(
        _ answer: AreaAnswer, around box: BoundingBox?, reachMetres: Double, towns: Set<RegisteredTown>,
        _ snapshot: RegistrySnapshot, _ paths: WorkspacePaths
    ) throws {
        let near = box.map { $0.grown(by: Self.margin + reachMetres / Self.leastMetresADegree) }
        var found: [(meaning: HazardMeaning, isDepth: Bool, polygon: Polygon)] = []
        for layer in answer.hazardLayers where near != nil && layer.kind.measure != .duration {
            for zone in try snapshot.hazardZones(ofLayer: layer.name, meeting: near) {
                found += zone.area.polygons.map { (layer.meaning(of: zone.code), layer.kind.measure == .depth, $0) }
            }
        }
        let depths = Set(found.filter(\.isDepth).map(\.meaning)).sorted {
            HazardMeaning.isMoreSevere($1, $0) || !HazardMeaning.isMoreSevere($0, $1) && $0.japanese < $1.japanese
        }
        let steps = Dictionary(uniqueKeysWithValues: depths.enumerated().map { ($0.element, $0.offset) })
        let shapes = found.map { Self.shape($0.polygon, step: $0.isDepth ? steps[$0.meaning] : nil) }
        // Outlines lie on top of the depths.
        zones =
            depths.indices.flatMap { step in shapes.filter { $0.step == step } } + shapes.filter { $0.step == nil }
        self.depths = depths
        hasOutlinedZones = shapes.contains { $0.step == nil }
        area =
            (answer.area?.geometry.polygons ?? []).map { Self.shape($0, step: nil) }
            + (answer.area?.circles ?? []).map { Self.shape($0.outline, step: nil) }
        lines = try AtlasLines.all(meeting: near, snapshot)
        sites =
            try near == nil
            ? []
            : snapshot.shelters().compactMap { shelter in
                shelter.position.map { Named(position: $0, name: shelter.name.text) }
            }
        let points = TownPoints(paths, of: answer.info)
        self.towns = towns.sorted().compactMap { town in
            points.point(city: town.city, town: town.town).map { Named(position: $0, name: town.town) }
        }
    }

    /// Degrees beyond what maps show: their north is not quite that of the box.
    private static let margin = 0.05
    /// A degree of longitude is longer everywhere in Japan, and one of latitude too.
    private static let leastMetresADegree = 70_000.0

    private static func shape(_ polygon: Polygon, step: Int?) -> Shape {
        let corners = polygon.exterior.coordinates
        return Shape(step: step, polygon: polygon, box: BoundingBox(corners) ?? BoundingBox(corners[0]))
    }
}

/// The same in metres of a zone, made once for all maps of the zone.
struct PlaneGround {
    /// A shape in metres, with the rectangle around it.
    struct Shape {
        let step: Int?
        let rings: [[PlanePoint]]
        let eastings: ClosedRange<Double>
        let northings: ClosedRange<Double>

        /// Its rings on a map, cut a little outside of its edges; none when it shows nothing of them.
        func rings(on frame: MapFrame) -> [[PlanePoint]] {
            guard eastings.overlaps(frame.eastings), northings.overlaps(frame.northings) else { return [] }
            let box = frame.box.grown(by: 3)
            return rings.map { RingClipping.clip($0.map(frame.place), to: box) }.filter { !$0.isEmpty }
        }
    }

    let lines: [PlaneLines]
    let zones: [Shape]
    let area: [Shape]
    let sites: [(point: PlanePoint, name: String)]
    let towns: [(point: PlanePoint, name: String)]

    init(_ ground: AtlasGround, in zone: GridZone, _ projection: GridProjection) throws {
        func plane(_ shape: AtlasGround.Shape) throws -> Shape {
            let rings = try ([shape.polygon.exterior] + shape.polygon.holes).map { ring in
                try ring.coordinates.map { try projection.point($0, in: zone) }
            }
            let all = rings.joined()
            let (east, north) = (all.map(\.x), all.map(\.y))
            return Shape(
                step: shape.step, rings: rings, eastings: (east.min() ?? 0)...(east.max() ?? 0),
                northings: (north.min() ?? 0)...(north.max() ?? 0))
        }
        func named(_ place: AtlasGround.Named) throws -> (point: PlanePoint, name: String) {
            (try projection.point(place.position, in: zone), place.name)
        }
        lines = try ground.lines.map { try PlaneLines($0, in: zone, projection) }
        zones = try ground.zones.map(plane)
        area = try ground.area.map(plane)
        sites = try ground.sites.map(named)
        towns = try ground.towns.map(named)
    }
}
