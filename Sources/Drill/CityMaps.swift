import Geospatial
import Interchange

/// Writes the maps of the city: flood areas, river, towns and streets.
struct CityMaps {
    let plan: CityPlan
    /// One per town.
    let grids: [StreetGrid]

    /// Flood areas in the form of 国土数値情報 A31a (想定最大規模): one feature per depth rank.
    func writeFlood(to path: String) throws {
        var file = try MapFile(path: path, title: "洪水浸水想定区域（想定最大規模）")
        for (rank, area) in try FloodMap(plan: plan).areas() {
            try file.area(area) { json in
                json.name("A31a_201")
                json.string(River.identifier)
                json.name("A31a_202")
                json.string(River.name)
                json.name("A31a_205")
                json.integer(rank)
            }
        }
        try file.finish()
    }

    /// The river's surface.
    func writeRiver(to path: String) throws {
        var file = try MapFile(path: path, title: "河川")
        try file.area(try FloodMap(plan: plan).water()) { json in
            json.name("name")
            json.string(River.name)
            json.name("name_kana")
            json.string(River.kana)
        }
        try file.finish()
    }

    /// The land of every town, and of every 小字 inside it.
    func writeTowns(to path: String) throws {
        var file = try MapFile(path: path, title: "町字")
        for town in plan.towns {
            try write(town, koaza: nil, land: town.land, to: &file)
            let lands = CityBuilder.koazaLands(town, rows: grids[town.index].rows)
            for (index, land) in lands.enumerated() { try write(town, koaza: index, land: land, to: &file) }
        }
        try file.finish()
    }

    private func write(_ town: Town, koaza: Int?, land: Quad, to file: inout MapFile) throws {
        let corners = try land.closedRing.map { try plan.frame.coordinate($0) }
        let area = MultiPolygon([Polygon(exterior: try Ring(corners))])
        try file.area(area) { json in
            json.name("name")
            json.string(town.oaza.text + town.chomeText + (koaza.map { "字" + town.koaza[$0].text } ?? ""))
            json.name("lg_code")
            json.string(PlaceNames.cityCode)
            json.name("machiaza_id")
            json.string(town.machiazaID(koaza: koaza))
            json.name("level")
            json.string(koaza == nil ? "town" : "koaza")
            json.name("numbering")
            json.string(town.numbering == .residence ? "residence" : "parcel")
            if koaza == nil {
                json.name("households")
                json.integer(plan.townHouseholds[town.index] + plan.careHomeResidents[town.index])
            }
        }
    }

    /// The streets: one feature per town with its lanes, one with the roads on its southern and western side.
    func writeStreets(to path: String) throws {
        let file = try AtomicFileWriter(path: path)
        var json = JSONWriter()
        json.beginObject()
        json.name("type")
        json.string("FeatureCollection")
        json.name("name")
        json.string("\(PlaceNames.prefecture.text)\(PlaceNames.city.text)（架空の市）道路")
        json.name("features")
        json.beginArray()
        for town in plan.towns {
            let grid = grids[town.index]
            try write(Streets(town: town, grid: grid, river: plan.river).lanes(), "lane", town, to: &json)
            try write(Streets(town: town, grid: grid, river: plan.river).roads(), "road", town, to: &json)
            try json.drain { (bytes) throws(InterchangeError) in try file.write(bytes) }
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        try json.drain { (bytes) throws(InterchangeError) in try file.write(bytes) }
        try file.commit()
    }

    private func write(
        _ lines: [[PlanePoint]], _ kind: String, _ town: Town, to json: inout JSONWriter
    ) throws {
        guard !lines.isEmpty else { return }
        json.lineBreak()
        json.beginObject()
        json.name("type")
        json.string("Feature")
        json.name("geometry")
        json.beginObject()
        json.name("type")
        json.string("MultiLineString")
        json.name("coordinates")
        json.beginArray()
        for line in lines {
            json.beginArray()
            for point in line {
                json.beginArray()
                json.number(plan.frame.longitude(point), decimals: GeoJSONWriter.decimals)
                json.number(plan.frame.latitude(point), decimals: GeoJSONWriter.decimals)
                json.endArray()
            }
            json.endArray()
        }
        json.endArray()
        json.endObject()
        json.name("properties")
        json.beginObject()
        json.name("class")
        json.string(kind)
        json.name("machiaza_id")
        json.string(town.machiazaID())
        json.endObject()
        json.endObject()
    }
}
