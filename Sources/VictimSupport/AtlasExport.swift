import FieldSheets

/// An atlas as one HTML file with a section for each page; the browser that prints it decides nothing.
package struct AtlasExport {
    private let atlas: Atlas
    private let words: AtlasWords
    private let parts: [AtlasPart]

    /// Lays everything out; nothing is drawn.
    ///
    /// - Throws: ``AtlasError``.
    package init(_ atlas: Atlas) throws {
        self.atlas = atlas
        words = AtlasWords(language: atlas.request.language)
        var layout = AtlasLayout(atlas, words: words)
        parts = try layout.parts()
    }

    /// How many sheets have a map.
    package var sheetCount: Int { atlas.sheets.count }

    /// How many pages there are.
    package var pageCount: Int { parts.reduce(0) { $0 + $1.pages.count } }

    /// The document in UTF-8.
    package var html: [UInt8] {
        let paper = atlas.request.paper
        let frame = AtlasFrame(atlas: atlas, words: words)
        let document = SheetDocument(paper: paper, language: words.language.rawValue, title: frame.title)
        let pageCount = self.pageCount
        var bytes = Array(document.head.utf8)
        var number = 0
        for part in parts {
            for (place, columns) in part.pages.enumerated() {
                number += 1
                var canvas = SheetCanvas()
                frame.draw(
                    part.title, part.identifier, households: part.hits.count, persons: part.persons, page: number,
                    of: pageCount, on: &canvas)
                let drawMap = place == 0 ? part.drawMap : nil
                drawMap?(&canvas)
                for (box, lines) in zip(paper.columns(withMap: drawMap != nil), columns) {
                    frame.draw(lines, in: box, on: &canvas)
                }
                bytes += document.section(canvas).utf8
            }
        }
        return bytes + document.foot.utf8
    }
}
