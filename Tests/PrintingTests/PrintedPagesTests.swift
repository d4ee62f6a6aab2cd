import Foundation
import Printing
import Testing

@Suite struct PrintedPagesTests {
    private static let file =
        "%PDF-1.4\n1 0 obj\n<</CreationDate (D:20261126062255+00'00')\n/ModDate (D:20261126062256+00'00')>>\n"

    @Test func twoPrintsDifferInNothingAfterwards() throws {
        let first = try PrintedPages.dated(Array(Self.file.utf8), day: "2026-06-01")
        let second = try PrintedPages.dated(
            Array(Self.file.replacingOccurrences(of: "0622", with: "2359").utf8), day: "2026-06-01")
        #expect(first == second && first.count == Self.file.utf8.count)
        #expect(String(decoding: first, as: UTF8.self).contains("/ModDate (D:20260601000000+00'00')"))
    }

    @Test(arguments: [
        "", "<html>", "%PDF-1.4\n", "%PDF-1.4\n/CreationDate (D:2026)", "%PDF-1.4\n/CreationDate (D:2026",
    ])
    func anythingElseIsRefused(file: String) {
        #expect(throws: PrintingError.unknownDocument) { try PrintedPages.dated(Array(file.utf8), day: "2026-06-01") }
    }
}

@Suite struct PageBrowserTests {
    @Test func aBrowserThatIsNotThereIsNamed() {
        #expect(throws: PrintingError.noBrowser(path: "/nowhere/chromium")) {
            try PageBrowser(path: "/nowhere/chromium")
        }
    }

    @Test(arguments: ["/bin/false", "/bin/cat"])
    func aProgramThatIsNoBrowserIsToldOf(path: String) throws {
        let browser = try PageBrowser(path: path)
        #expect(throws: PrintingError.browserEnded(path: path)) {
            try browser.pdf(of: Array("<p>".utf8), pages: 1, day: "2026-06-01")
        }
    }
}
