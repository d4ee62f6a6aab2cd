import Foundation

/// Debian's Chromium, or one like it, used to print an HTML document to PDF without a screen.
///
/// The document goes through a pipe and comes back through one: it touches no disk. The browser gets a private empty folder as its
/// home, which is removed afterwards, resolves no name of the network, and runs no script of the document.
package struct PageBrowser: Sendable {
    /// The program.
    package let path: String

    /// Where Debian and others put it.
    private static let usualPaths = [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
    ]
    /// How long the browser may take to start, and for each step; setting and printing the pages take longer.
    private static let secondsToStart = 60

    /// The browser at a path, or the first that is installed.
    ///
    /// - Throws: ``PrintingError/noBrowser(path:)``.
    package init(path: String? = nil) throws(PrintingError) {
        let candidates = path.map { [$0] } ?? Self.usualPaths
        guard let found = candidates.first(where: FileManager.default.isExecutableFile) else {
            throw .noBrowser(path: path)
        }
        self.path = found
    }

    /// Prints a document whose style sheet says how large its pages are.
    ///
    /// - Parameters:
    ///   - document: HTML in UTF-8.
    ///   - pages: how many pages it has, by which the browser's time is measured out.
    ///   - day: what the file says of when it was made, `YYYY-MM-DD`: the same document gives the same bytes on every day.
    /// - Throws: ``PrintingError``.
    package func pdf(of document: [UInt8], pages: Int, day: String) throws(PrintingError) -> [UInt8] {
        let folder = try BrowserFolder()
        defer { folder.remove() }
        let process = try BrowserProcess(path: path, folder: folder.path)
        defer { process.stop() }
        let pipe = DevToolsPipe(process)
        let start = Self.secondsToStart
        let target =
            try pipe.call("Target.createTarget", TargetPlace(url: "about:blank"), within: start) as CreatedTarget
        let session =
            try pipe.call("Target.attachToTarget", Attachment(targetId: target.targetId), within: start)
            as AttachedSession
        pipe.session = session.sessionId
        guard try Self.drawsJapanese(pipe) else { throw .noJapaneseFont(path: path) }
        _ = try pipe.call("Emulation.setScriptExecutionDisabled", Switch(value: true), within: start) as Nothing
        let tree = try pipe.call("Page.getFrameTree", Nothing(), within: start) as FrameTree
        let length = start + pages
        _ =
            try pipe.call(
                "Page.setDocumentContent",
                Content(frameId: tree.frameTree.frame.id, html: String(decoding: document, as: UTF8.self)),
                within: length) as Nothing
        let printed = try pipe.call("Page.printToPDF", PrintSettings(), within: length) as Printed
        guard let data = Data(base64Encoded: printed.data) else { throw .unknownDocument }
        pipe.session = nil
        // It ends by itself, so that it can tidy up; when it does not, it is stopped.
        _ = try? pipe.call("Browser.close", Nothing(), within: start) as Nothing
        process.waitForEnd(seconds: 10)
        return try PrintedPages.dated(Array(data), day: day)
    }

    /// Whether two characters look different, on the empty page that the browser begins with: where no font has them, both are the same box,
    /// or nothing.
    private static func drawsJapanese(_ pipe: DevToolsPipe) throws(PrintingError) -> Bool {
        let script = """
            (() => {
              const canvas = document.createElement("canvas");
              const pen = canvas.getContext("2d");
              pen.font = "32px sans-serif";
              const drawn = (text) => {
                pen.clearRect(0, 0, canvas.width, canvas.height);
                pen.fillText(text, 4, 40);
                return pen.getImageData(0, 0, canvas.width, canvas.height).data.join();
              };
              return drawn("援") !== drawn("護");
            })()
            """
        return (try pipe.call("Runtime.evaluate", Script(expression: script), within: secondsToStart) as Evaluated)
            .result.value
    }
}

/// The messages of the protocol, as far as they are needed.
///
/// - Source: Chrome DevTools Protocol 1.3, domains Target, Runtime, Emulation, Page and Browser.
private struct Nothing: Codable {}
private struct TargetPlace: Encodable { let url: String }
private struct CreatedTarget: Decodable { let targetId: String }
private struct Attachment: Encodable {
    let targetId: String
    let flatten = true
}
private struct AttachedSession: Decodable { let sessionId: String }
private struct Script: Encodable {
    let expression: String
    let returnByValue = true
}
private struct Evaluated: Decodable {
    struct Result: Decodable { let value: Bool }
    let result: Result
}
private struct Switch: Encodable { let value: Bool }
private struct FrameTree: Decodable {
    struct Tree: Decodable {
        struct Frame: Decodable { let id: String }
        let frame: Frame
    }
    let frameTree: Tree
}
private struct Content: Encodable {
    let frameId: String
    let html: String
}
private struct PrintSettings: Encodable {
    let preferCSSPageSize = true
    let printBackground = true
    let generateTaggedPDF = false
    let generateDocumentOutline = false
    let transferMode = "ReturnAsBase64"
}
private struct Printed: Decodable { let data: String }
