import Disclosure
import FieldSheets
import Geospatial
import Registry
import Residents

/// What every page of an atlas has: the drill mark, whose sheet it is, counts, page, code, basis and expiry; and the columns of its list.
struct AtlasFrame {
    let atlas: Atlas
    let words: AtlasWords
    /// Persons of the whole list.
    private let persons: Int

    init(atlas: Atlas, words: AtlasWords) {
        self.atlas = atlas
        self.words = words
        persons = atlas.answer.hits.reduce(0) { $0 + $1.memberCount }
    }

    private var answer: AreaAnswer { atlas.answer }
    private var paper: PaperSize { atlas.request.paper }
    private var isDrill: Bool { answer.info.mode == .drill }

    /// The title of the whole document.
    var title: String {
        (isDrill ? "【\(WorkspaceMode.drillMark)】" : "")
            + "\(answer.info.name) 現場シート Field sheets \(answer.area?.name ?? "")"
    }

    /// Head, code and foot of a page.
    func draw(
        _ title: String, _ identifier: String, households: Int, persons: Int, page: Int, of pages: Int,
        on canvas: inout SheetCanvas
    ) {
        let head = paper.headBox
        var left = head.left
        if isDrill {
            let box = SheetBox(left: left, top: head.top, width: 26, height: 12)
            canvas.rectangle(box, fill: .black)
            canvas.text(
                WorkspaceMode.drillMark, x: box.middle.x, y: box.top + 6.8, size: 6, isBold: true, anchor: .middle,
                shade: .white)
            canvas.text(
                "DRILL", x: box.middle.x, y: box.top + 10.6, size: 3, isBold: true, anchor: .middle, shade: .white)
            left = box.right + 4
        }
        let number = "ページ Page \(page) / \(pages)"
        let width = head.right - left
        let name = "\(answer.info.name) 現場シート Field sheets"
        canvas.text(
            TextWidth.cut(name, width: width - TextWidth.of(number, size: 4) - 4, size: 3.6), x: left, y: head.top + 4,
            size: 3.6)
        canvas.text(number, x: head.right, y: head.top + 4, size: 4, isBold: true, anchor: .end)
        canvas.text(
            TextWidth.cut(title, width: width, size: 5), x: left, y: head.top + 11, size: 5, isBold: true)
        canvas.text(
            words.counts(households: households, persons: persons), x: head.left, y: head.top + 17.4, size: 3.6,
            isBold: true)
        canvas.text(identifier, x: head.right, y: head.top + 17.4, size: 2.8, anchor: .end)
        if let code = QuickResponseCode(identifier) { canvas.code(code, in: paper.codeBox) }
        drawFoot(households: households, persons: persons, number, on: &canvas)
    }

    private func drawFoot(households: Int, persons: Int, _ number: String, on canvas: inout SheetCanvas) {
        let foot = paper.footBox
        let clearance = answer.clearance
        canvas.line(
            from: PlanePoint(x: foot.left, y: foot.top), to: PlanePoint(x: foot.right, y: foot.top), width: 0.25)
        let size = 2.8
        let use =
            "\(isDrill ? "【\(WorkspaceMode.drillMark) DRILL】" : "")利用期限 Use until \(atlas.request.expiresOn.iso)　"
            + "提供先 For \(clearance.name.japanese)　根拠 Basis \(clearance.basis.japanese)"
        canvas.text(
            TextWidth.cut(use, width: foot.width, size: size), x: foot.left, y: foot.top + 4, size: size)
        let counts =
            "この紙 Here \(households) 世帯 \(persons) 人　全体 All \(answer.hits.count) 世帯 \(self.persons) 人　"
            + "基準日 As of \(answer.scoreRun.asOf.iso)　世代 Generation \(answer.generation)"
        canvas.text(counts, x: foot.left, y: foot.top + 8.4, size: size)
        canvas.text(number, x: foot.right, y: foot.top + 8.4, size: size, anchor: .end)
    }

    /// The lines of a column, the first of which is its heading.
    func draw(_ lines: [SheetLine], in box: SheetBox, on canvas: inout SheetCanvas) {
        for (row, line) in lines.enumerated() {
            let top = box.top + Double(row) * PaperSize.lineHeight
            if line.isFirst || row == 1 {
                canvas.line(
                    from: PlanePoint(x: box.left, y: top), to: PlanePoint(x: box.right, y: top),
                    width: row == 1 ? 0.3 : 0.15, shade: row == 1 ? .black : .pale)
            }
            for cell in line.cells {
                canvas.text(
                    cell.text, x: box.left + cell.left, y: top + PaperSize.lineHeight - 0.8,
                    size: row == 0 ? 2.8 : cell.isBold ? AtlasRows.boldSize : AtlasRows.size,
                    isBold: cell.isBold || row == 0)
            }
        }
    }
}
