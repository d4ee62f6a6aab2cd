import Disclosure
import FieldSheets
import Geospatial
import Registry

/// What begins on a page of its own: the index, a sheet, a town without a map.
struct AtlasPart {
    let identifier: String
    let title: String
    let hits: [AreaHit]
    /// Draws its map on its first page; nil for lists without one.
    let drawMap: ((inout SheetCanvas) -> Void)?
    /// The lines of each column of each page.
    let pages: [[[SheetLine]]]

    var persons: Int { hits.reduce(0) { $0 + $1.memberCount } }
}

/// Lays an atlas out: which lines stand on which page, and what each map shows. Nothing is drawn yet, but how many pages there are is known.
struct AtlasLayout {
    private let atlas: Atlas
    private let words: AtlasWords
    private let rows: AtlasRows
    private let projection = GridProjection()
    private var grounds: [GridZone: PlaneGround] = [:]

    private var paper: PaperSize { atlas.request.paper }

    init(_ atlas: Atlas, words: AtlasWords) {
        self.atlas = atlas
        self.words = words
        rows = AtlasRows(words: words)
    }

    /// The index, the sheets, the towns.
    ///
    /// - Throws: ``AtlasError``.
    mutating func parts() throws -> [AtlasPart] {
        var parts: [AtlasPart] = []
        var entries: [AtlasIndex.Entry] = []
        for sheet in atlas.sheets {
            let (part, entry) = try part(sheet)
            parts.append(part)
            entries.append(entry)
        }
        for town in atlas.towns {
            let (part, entry) = part(town)
            parts.append(part)
            entries.append(entry)
        }
        let drawMap = try overview()
        // The index says on which page each part begins, and its own length does not depend on that.
        var page = 1 + indexPages(entries, hasMap: drawMap != nil).count
        for (place, part) in parts.enumerated() {
            entries[place].page = page
            page += part.pages.count
        }
        let index = AtlasPart(
            identifier: atlas.identifier("I"), title: "索引図 Index", hits: atlas.answer.hits, drawMap: drawMap,
            pages: indexPages(entries, hasMap: drawMap != nil))
        return [index] + parts
    }

    private mutating func part(_ sheet: AtlasSheet) throws -> (AtlasPart, AtlasIndex.Entry) {
        let points = sheet.places.map(\.point)
        // A single place is shown with what is around it.
        let frame = MapFrame(showing: points, in: paper.mapBox, least: MapScale(Set(points).count > 1 ? 500 : 2_500))
        let map = AtlasMap(frame: frame, ground: try ground(sheet.zone), words: words)
        let reference = sheet.places[0].reference
        let hits = sheet.places.map(\.listed.hit)
        let strip = paper.stripBox
        let legend = words.mapLegend(hasBands: atlas.answer.clearance.fields.contains(.band))
        let part = AtlasPart(
            identifier: atlas.identifier("S\(sheet.number)"),
            title: words.sheetTitle(sheet.number, of: atlas.sheets.count), hits: hits,
            drawMap: { canvas in
                map.drawGround(on: &canvas)
                map.drawHouseholds(sheet.places, on: &canvas)
                map.drawStrip(strip, reference: reference, north: sheet.trueNorth, legend: legend, on: &canvas)
            },
            pages: pages(
                sheet.places.map { rows.block($0.listed, at: $0.reference) }, rows.heading, hasMap: true))
        return (
            part,
            AtlasIndex.Entry(
                title: String(sheet.number), hits: hits, scale: frame.scale.text, place: reference.text)
        )
    }

    private func part(_ town: AtlasTown) -> (AtlasPart, AtlasIndex.Entry) {
        let name = town.town.map { $0.town.isEmpty ? words.text("町名不明", "town unknown") : $0.city + $0.town } ?? ""
        let mayTellPositions = !atlas.answer.clearance.fields.isDisjoint(with: [.position, .mesh])
        let hits = town.households.map(\.hit)
        let part = AtlasPart(
            identifier: atlas.identifier("U\(town.number)"),
            title: (mayTellPositions ? "位置不明 Unlocated" : "地図なし No map")
                + " \(town.number) / \(atlas.towns.count) \(name)", hits: hits, drawMap: nil,
            pages: pages(town.households.map { rows.block($0, at: nil) }, rows.heading, hasMap: false))
        return (part, AtlasIndex.Entry(title: "U\(town.number)", hits: hits, scale: "–", place: name))
    }

    /// The map of all sheets; nil without any.
    private mutating func overview() throws -> ((inout SheetCanvas) -> Void)? {
        guard let (zone, north) = atlas.overview, let first = atlas.sheets.first?.places.first else { return nil }
        // A sheet of a neighbouring zone is brought to the one of the middle.
        func place(_ household: AtlasPlace) throws -> (point: PlanePoint, reference: GridReference) {
            guard let position = household.listed.household.location?.position else {
                return (household.point, household.reference)
            }
            return (try projection.point(position, in: zone), try projection.reference(position, in: zone))
        }
        let sheets = try atlas.sheets.map { sheet in (sheet.number, try sheet.places.map { try place($0).point }) }
        let frame = MapFrame(showing: sheets.flatMap(\.1), in: paper.mapBox, least: MapScale(2_500))
        let map = AtlasMap(frame: frame, ground: try ground(zone), words: words)
        let reference = try place(first).reference
        let strip = paper.stripBox
        return { canvas in
            map.drawGround(on: &canvas)
            map.drawSheets(sheets, on: &canvas)
            map.drawStrip(
                strip, reference: reference, north: north, legend: "四角と番号 図の範囲と番号 frames and numbers of the sheets",
                on: &canvas)
        }
    }

    private mutating func ground(_ zone: GridZone) throws -> PlaneGround {
        if let known = grounds[zone] { return known }
        let made = try PlaneGround(atlas.ground, in: zone, projection)
        grounds[zone] = made
        return made
    }

    private func indexPages(_ entries: [AtlasIndex.Entry], hasMap: Bool) -> [[[SheetLine]]] {
        let index = AtlasIndex(atlas: atlas, words: words)
        return pages(index.blocks(entries), index.heading, further: index.tableHeading, hasMap: hasMap)
    }

    private func pages(
        _ blocks: [SheetBlock], _ heading: SheetLine, further: SheetLine? = nil, hasMap: Bool
    ) -> [[[SheetLine]]] {
        ListFlow.pages(
            blocks, first: paper.lineCounts(withMap: hasMap), following: paper.lineCounts(withMap: false),
            heading: heading, further: further)
    }
}
