import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Registry

/// What all pages share: head, 訓練 banner, who is in, the way around and out.
///
/// Pages work without scripts. Text meets 4.5:1 of contrast, focus is visible, every field has a label (WCAG 2.1 AA).
struct PageFrame: Sendable {
    /// What the page is about.
    let title: Bilingual
    /// The municipality.
    let municipality: String
    /// Whether everything here is 訓練.
    let isDrill: Bool
    /// What the style must carry.
    let nonce: String
    /// Who is in.
    let session: Session?
    /// What forms send back; nil for nobody, and for who shows a token in a header.
    let formToken: String?

    /// Frames a page that answers a request.
    init(_ title: Bilingual, _ context: ServerContext, _ info: WorkspaceInfo) {
        self.title = title
        municipality = info.name
        isDrill = info.mode == .drill
        nonce = context.nonce
        session = context.session
        formToken = context.login?.formToken
    }

    /// The whole page as an answer.
    func response(_ status: HTTPResponse.Status = .ok, _ body: (inout HTMLWriter) -> Void) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: "ja"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html(body))))
    }

    /// The whole page.
    func html(_ body: (inout HTMLWriter) -> Void) -> String {
        var html = HTMLWriter()
        html.documentType()
        html.element("html", ["lang": "ja"]) { html in
            html.element("head") { html in
                html.single("meta", ["charset": "utf-8"])
                html.single("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                html.element(
                    "title", "\(isDrill ? "【訓練】" : "")\(title.japanese) / \(title.english) – \(municipality) 援護")
                html.single("link", ["rel": "icon", "href": "data:,"])
                html.style(Self.style, nonce: nonce)
            }
            html.element("body") { html in
                html.element("a", ["class": "skip", "href": "#main"], Bilingual("本文へ", "To the content"))
                if isDrill {
                    html.element(
                        "p", ["class": "drill"],
                        Bilingual("訓練 – この画面の人はすべて架空です", "DRILL – nobody on this page is real"))
                }
                header(&html)
                html.element("main", ["id": "main"]) { html in
                    html.element("h1", title)
                    body(&html)
                }
            }
        }
        return html.text
    }

    /// What stands before the content of a page and what stands behind it, for content that is written piece by piece.
    var halves: (head: String, foot: String) {
        let empty = html { _ in }
        // The end of the content is the last of its kind: text before it is escaped.
        guard let end = empty.range(of: "</main>") else { return (empty, "") }
        return (String(empty[..<end.lowerBound]), String(empty[end.lowerBound...]))
    }

    /// The hidden field that every form of a session sends.
    func formField(_ html: inout HTMLWriter) {
        guard let formToken else { return }
        html.single("input", ["type": "hidden", "name": "form_token", "value": formToken])
    }

    private func header(_ html: inout HTMLWriter) {
        html.element("header") { html in
            html.element("p", ["class": "name"], "\(municipality) 援護 Engo")
            guard let session else { return }
            html.element("nav", ["aria-label": "メニュー / menu"]) { html in
                html.element("a", ["href": "/?f=html"], Bilingual("はじめ", "Home"))
                html.element("a", ["href": "/map"], Bilingual("地図", "Map"))
                html.element("a", ["href": "/collections?f=html"], Bilingual("データ", "Collections"))
                html.element("a", ["href": "/incidents"], Bilingual("事案", "Incidents"))
                html.element("a", ["href": "/login"], Bilingual("提供先・トークン", "Audience, tokens"))
            }
            html.element("form", ["method": "post", "action": "/logout", "class": "who"]) { html in
                formField(&html)
                html.element(
                    "span", "\(session.operatorName) · \(session.audience.rawValue) · \(session.basis.japanese)")
                html.element("button", Bilingual("ログアウト", "Log out"))
            }
        }
    }

    private static let style: StaticString = """
        :root{color-scheme:light dark}
        body{margin:0;font:1rem/1.6 "Noto Sans CJK JP","Hiragino Sans","Yu Gothic",sans-serif;color:#1a1a1a;background:#fff}
        main,header,.drill{padding:.5rem 1rem;max-width:72rem}
        header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;border-bottom:1px solid #767676}
        header p,header form{margin:0}.name{font-weight:bold}nav{display:flex;flex-wrap:wrap;gap:1rem}
        .who{margin-left:auto;display:flex;flex-wrap:wrap;gap:.75rem;align-items:center}
        .drill{margin:0;max-width:none;background:#8a0000;color:#fff;font-weight:bold;text-align:center}
        [lang=en]{font-size:.9em;color:#4a4a4a}.drill [lang=en],button [lang=en]{color:inherit}
        a{color:#0b4f9e}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible{outline:3px solid #b35c00;outline-offset:2px}
        .skip{position:absolute;left:-99rem}.skip:focus{position:static}
        label{display:block;margin-top:.75rem}input,select,textarea,button{font:inherit;padding:.4rem .6rem;border:1px solid #767676;border-radius:.25rem}
        input:not([type=radio]):not([type=hidden]),textarea{width:min(28rem,100%);box-sizing:border-box}select{max-width:100%}
        button{background:#0b4f9e;color:#fff;border-color:#0b4f9e;cursor:pointer;margin-top:.25rem}
        main form{margin-bottom:1.5rem}fieldset{border:1px solid #767676;margin:.75rem 0}
        .problem{border-left:.5rem solid #8a0000;padding:.25rem .75rem;background:#fdf0f0;color:#1a1a1a}
        .wide{overflow-x:auto}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:0}dd{margin:0}td ul{margin:0;padding-left:1.2rem}
        table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}
        pre,.token{font-family:monospace;overflow-wrap:anywhere;white-space:pre-wrap}
        @media (prefers-color-scheme:dark){body{color:#eee;background:#161616}[lang=en]{color:#c4c4c4}a{color:#8ab8ff}}
        """
}
