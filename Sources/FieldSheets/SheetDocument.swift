import Interchange

/// An atlas as one HTML file: a section for each page, of exactly the paper's size, with its drawing. No script, nothing from elsewhere.
package struct SheetDocument {
    /// The fonts, the first that is there; all but the last have Japanese characters of one width.
    private static let fonts =
        "IPAGothic,'Noto Sans CJK JP','Noto Sans JP','Hiragino Kaku Gothic ProN','Yu Gothic',Meiryo,'MS Gothic',sans-serif"

    private let paper: PaperSize
    private let language: String
    private let title: String
    /// A document of pages of one size.
    ///
    /// - Parameter language: the code of the language of most texts.
    package init(paper: PaperSize, language: String, title: String) {
        self.paper = paper
        self.language = language
        self.title = title
    }

    /// What stands before the first page.
    package var head: String {
        let (width, height) = (Self.whole(paper.width), Self.whole(paper.height))
        var text = "<!DOCTYPE html>\n<html lang=\"\(language)\"><head><meta charset=\"utf-8\">"
        text +=
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        text += "<title>\(HTMLText.escaped(title))</title>\n<style>"
        text += "@page{size:\(width)mm \(height)mm;margin:0}"
        text += "html,body{margin:0;background:#fff;color:#000}"
        text += ".page{width:\(width)mm;height:\(height)mm;overflow:hidden;break-after:page;break-inside:avoid}"
        text += ".page:last-child{break-after:auto}"
        text +=
            ".page>svg{display:block;width:\(width)mm;height:\(height)mm;font-family:\(Self.fonts);font-synthesis:none}"
        text += "@media screen{body{background:#999}.page{background:#fff;margin:4mm auto}}"
        return text + "</style></head><body>\n"
    }

    /// A page.
    package func section(_ page: SheetCanvas) -> String {
        "<section class=\"page\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
            + "\(Self.whole(paper.width * 10)) \(Self.whole(paper.height * 10))\">\n\(page.svg)</svg></section>\n"
    }

    /// What stands behind the last page.
    package var foot: String { "</body></html>\n" }

    private static func whole(_ value: Double) -> String { DecimalText.fixed(value, decimals: 0) }
}
