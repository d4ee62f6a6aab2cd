import Disclosure
import FieldSheets
import Geospatial
import Registry

/// An atlas as one HTML file with a section for each page; the browser that prints it decides nothing.
package struct AtlasExport {
    private let atlas: Atlas
    private let words: AtlasWords
    private let parts: [Part]

    /// What begins on a page of its own.
    private struct Part {
        let identifier: String
        let title: String
        let hits: [AreaHit]
        /// Its map with what is under it; nil for lists without one.
        let map: (map: AtlasMap, draw: (AtlasMap, inout SheetCanvas) -> Void)?
        /// The lines of each column of each page.
        var pages: [[[SheetLine]]]

        var persons: Int { hits.reduce(0) { $0 + $1.memberCount } }
    }

    /// Lays everything out; nothing is written.
    ///
    /// - Throws: ``AtlasError``.
    package init(_ atlas: Atlas) throws {
        self.atlas = atlas
        let words = AtlasWords(language: atlas.request.language)
        self.words = words
        let paper = atlas.request.paper
        let rows = AtlasRows(words: words)
        let index = AtlasIndex(atlas: atlas, words: words)
        let hasBands = atlas.answer.clearance.fields.contains(.band)
        let projection = GridProjection()
        var grounds: [GridZone: PlaneGround] = [:]
        func ground(_ zone: GridZone) throws -> PlaneGround {
            if let known = grounds[zone] { return known }
            let made = try PlaneGround(atlas.ground, in: zone, projection)
            grounds[zone] = made
            return made
        }
        func pages(_ blocks: [SheetBlock], _ heading: SheetLine, hasMap: Bool) -> [[[SheetLine]]] {
            ListFlow.pages(
                blocks, first: paper.lineCounts(withMap: hasMap), following: paper.lineCounts(withMap: false),
                heading: heading)
        }
        let legend = words.mapLegend(hasBands: hasBands)
        var parts: [Part] = []
        var entries: [AtlasIndex.Entry] = []
        for sheet in atlas.sheets {
            let points = sheet.places.map(\.point)
            let frame = MapFrame(
                showing: points, in: paper.mapBox, least: MapScale(Set(points).count > 1 ? 500 : 2_500))
            let map = AtlasMap(frame: frame, ground: try ground(sheet.zone), words: words)
            let reference = sheet.places[0].reference
            let hits = sheet.places.map(\.listed.hit)
            parts.append(
                Part(
                    identifier: atlas.identifier("S\(sheet.number)"),
                    title: words.sheetTitle(sheet.number, of: atlas.sheets.count), hits: hits,
                    map: (
                        map,
                        { map, canvas in
                            map.drawGround(on: &canvas)
                            map.drawHouseholds(sheet.places, on: &canvas)
                            map.drawStrip(
                                paper.stripBox, reference: reference, north: sheet.trueNorth, legend: legend,
                                on: &canvas)
                        }
                    ),
                    pages: pages(
                        sheet.places.map { rows.block($0.listed, at: $0.reference) }, rows.heading, hasMap: true)))
            entries.append(
                AtlasIndex.Entry(
                    title: String(sheet.number), page: 0, hits: hits, scale: frame.scale.text, place: reference.text))
        }
        let isLocated = !atlas.answer.clearance.fields.isDisjoint(with: [.position, .mesh])
        for town in atlas.towns {
            let name = town.town.map { $0.town.isEmpty ? words.text("町名不明", "town unknown") : $0.city + $0.town } ?? ""
            let hits = town.households.map(\.hit)
            parts.append(
                Part(
                    identifier: atlas.identifier("U\(town.number)"),
                    title: (isLocated ? "位置不明 Unlocated" : "地図なし No map")
                        + " \(town.number) / \(atlas.towns.count) \(name)", hits: hits, map: nil,
                    pages: pages(town.households.map { rows.block($0, at: nil) }, rows.heading, hasMap: false)))
            entries.append(
                AtlasIndex.Entry(title: "U\(town.number)", page: 0, hits: hits, scale: "–", place: name))
        }
        let overview = try atlas.overview.map { overview in
            let sheets = try atlas.sheets.map { sheet in
                (
                    sheet.number,
                    try sheet.places.map { place in
                        try place.listed.household.location?.position.map {
                            try projection.point($0, in: overview.zone)
                        }
                            ?? place.point
                    }
                )
            }
            let points = sheets.flatMap(\.1)
            let frame = MapFrame(showing: points, in: paper.mapBox, least: MapScale(2_500))
            let map = AtlasMap(frame: frame, ground: try ground(overview.zone), words: words)
            let reference = try atlas.sheets[0].places[0].listed.household.location?.position.map {
                try projection.reference($0, in: overview.zone)
            }
            return (
                map,
                { (map: AtlasMap, canvas: inout SheetCanvas) in
                    map.drawGround(on: &canvas)
                    map.drawSheets(sheets, on: &canvas)
                    map.drawStrip(
                        paper.stripBox, reference: reference ?? atlas.sheets[0].places[0].reference,
                        north: overview.trueNorth, legend: "四角と番号 図の範囲と番号 frames and numbers of the sheets", on: &canvas
                    )
                }
            )
        }
        var first = Part(
            identifier: atlas.identifier("I"), title: "索引図 Index", hits: atlas.answer.hits, map: overview,
            pages: pages(index.blocks(entries), index.heading, hasMap: overview != nil))
        // The index says on which page each part begins, and its own length does not depend on that.
        var page = first.pages.count + 1
        for (place, part) in parts.enumerated() {
            let entry = entries[place]
            entries[place] = AtlasIndex.Entry(
                title: entry.title, page: page, hits: entry.hits, scale: entry.scale, place: entry.place)
            page += part.pages.count
        }
        first.pages = pages(index.blocks(entries), index.heading, hasMap: overview != nil)
        self.parts = [first] + parts
    }

    /// How many sheets have a map.
    package var sheetCount: Int { atlas.sheets.count }

    /// How many pages there are.
    package var pageCount: Int { parts.reduce(0) { $0 + $1.pages.count } }

    /// The document in UTF-8.
    package var html: [UInt8] {
        let frame = AtlasFrame(atlas: atlas, words: words)
        let document = SheetDocument(
            paper: atlas.request.paper, language: words.language.rawValue, title: frame.title)
        var bytes = Array(document.head.utf8)
        var number = 0
        for part in parts {
            for (place, columns) in part.pages.enumerated() {
                number += 1
                var canvas = SheetCanvas()
                frame.draw(
                    part.title, part.identifier, households: part.hits.count, persons: part.persons, page: number,
                    of: pageCount, on: &canvas)
                let map = place == 0 ? part.map : nil
                if let map { map.draw(map.map, &canvas) }
                let boxes = atlas.request.paper.columns(withMap: map != nil)
                for (box, lines) in zip(boxes, columns) { frame.draw(lines, in: box, on: &canvas) }
                bytes += document.section(canvas).utf8
            }
        }
        return bytes + document.foot.utf8
    }
}
