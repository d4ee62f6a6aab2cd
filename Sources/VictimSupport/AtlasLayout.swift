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
    let persons: Int

    init(
        identifier: String, title: String, hits: [AreaHit], drawMap: ((inout SheetCanvas) -> Void)?,
        pages: [[[SheetLine]]]
    ) {
        self.identifier = identifier
        self.title = title
        self.hits = hits
        self.drawMap = drawMap
        self.pages = pages
        persons = hits.reduce(0) { $0 + $1.memberCount }
    }
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
        let map = AtlasMap(frame: sheet.frame, ground: try ground(sheet.zone), words: words)
        let squares = words.squares(sheet.places.map(\.reference))
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
                map.drawStrip(strip, squares: squares, north: sheet.trueNorth, legend: legend, on: &canvas)
            },
            pages: pages(
                sheet.places.map { rows.block($0.listed, at: $0.reference.text(in: reference)) }, rows.heading,
                hasMap: true))
        return (
            part,
            AtlasIndex.Entry(
                title: String(sheet.number), hits: hits, scale: sheet.frame.scale.text, place: reference.text)
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
        guard let overview = atlas.overview else { return nil }
        let map = AtlasMap(frame: overview.frame, ground: try ground(overview.zone), words: words)
        let squares = words.squares(overview.references)
        let strip = paper.stripBox
        return { canvas in
            map.drawGround(on: &canvas)
            map.drawSheets(overview.sheets, on: &canvas)
            map.drawStrip(
                strip, squares: squares, north: overview.trueNorth,
                legend: "四角と番号 図の範囲と番号 frames and numbers of the sheets", on: &canvas)
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
