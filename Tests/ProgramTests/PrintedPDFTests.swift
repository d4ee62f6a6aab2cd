import Foundation
import Testing

/// `engo print` to PDF, by Debian's Chromium, looked at with the tools of poppler.
@Suite(.enabled(if: PDFTools.areInstalled, "apt-get install chromium poppler-utils fonts-ipafont-gothic"))
struct PrintedPDFTests {
    @Test func thePDFHoldsEveryHouseholdOnceAsTextInEmbeddedFonts() throws {
        let folder = try PrintTests.city(600)
        try FileManager.default.createDirectory(atPath: folder.path("t"), withIntermediateDirectories: false)
        var files: [Data] = []
        for name in ["1.pdf", "2.pdf"] {
            let run = try Program.run(
                PrintTests.print + ["--output", name], in: folder.url, environment: ["TMPDIR": folder.path("t")])
            try #require(run.exitCode == 0, "\(run.errors)")
            files.append(try folder.data(name))
        }
        // The same bytes, and a file that is whole.
        #expect(files[0] == files[1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("t")).isEmpty)
        _ = try Program.run(PrintTests.print + ["--output", "1.html"], in: folder.url)
        let html = PrintTests.pages(String(decoding: try folder.data("1.html"), as: UTF8.self))

        let info = try PDFTools.run("pdfinfo", ["1.pdf"], in: folder)
        #expect(info.contains("Pages:           \(html.count)\n"))
        #expect(info.contains("(A4)") && info.contains("Encrypted:       no"))
        let fonts = try PDFTools.run("pdffonts", ["1.pdf"], in: folder).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains(/yes yes yes +\d+ +\d+$/) && !$0.contains("Type 3") })
        // A font that has Japanese characters, such as the one that the guide names.
        #expect(fonts.contains { $0.contains(/IPA|Noto.*(JP|CJK)|Takao|VL-|BIZ|Hiragino|YuGothic|Meiryo/) })

        // Page by page the texts of the HTML, in their order.
        let text = try PDFTools.run("pdftotext", ["-raw", "1.pdf", "-"], in: folder)
        let pages = text.split(separator: "\u{0C}")
        #expect(pages.count == html.count)
        for (page, drawn) in zip(pages, html) {
            let found = page.filter { !$0.isWhitespace }
            for text in Set(drawn.texts.map { $0.text.filter { !$0.isWhitespace } }) {
                #expect(found.contains(Self.plain(text)), "lost: \(text.count) characters")
            }
        }
        let numbers = html.flatMap { $0.numbers(columns: [120]) }
        #expect(numbers.sorted() == Array(1...numbers.count))
    }

    /// A browser that sees one Latin font only: no atlas of boxes.
    @Test func withoutAJapaneseFontThereIsNoPDF() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        for name in ["fonts", "cache"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
        }
        let latin = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
        if FileManager.default.fileExists(atPath: latin) {
            try FileManager.default.copyItem(atPath: latin, toPath: folder.path("fonts/latin.ttf"))
        }
        let fonts = try folder.write(
            "fonts.conf",
            """
            <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig><dir>\(folder.path("fonts"))</dir><cachedir>\(folder.path("cache"))</cachedir></fontconfig>
            """)
        let print = ["print", "w.engo", "--area", "area.geojson", "--output", "a.pdf"]
        let run = try Program.run(print, in: folder.url, environment: ["FONTCONFIG_FILE": fonts])
        #expect(run.exitCode == 69 && run.errors.contains("fonts-ipafont-gothic"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("a.pdf")))
        #expect(try Program.run(print, in: folder.url).exitCode == 0)
    }

    /// The browser's folder is kept by a wrapper, and searched for what must be on no disk.
    @Test func nothingOfThePeopleIsInTheFolderOfTheBrowser() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        let wrapper = try folder.write(
            "browser",
            """
            #!/bin/sh
            for option in "$@"; do case "$option" in --user-data-dir=*) home="${option#*=}" ;; esac; done
            \(PDFTools.browser) "$@"
            cp -r "$home" '\(folder.path("kept"))'
            """)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper)
        let run = try Program.run(
            ["print", "w.engo", "--area", "area.geojson", "--output", "a.pdf", "--browser", wrapper], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(try PDFTools.run("pdftotext", ["a.pdf", "-"], in: folder).contains("試験 太郎"))
        let kept = FileManager.default.enumerator(atPath: folder.path("kept"))
        var files = 0
        while let name = kept?.nextObject() as? String {
            guard let bytes = FileManager.default.contents(atPath: folder.path("kept/" + name)) else { continue }
            files += 1
            for word in ["試験 太郎", "太郎"] {
                for encoding in [String.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
                    #expect(word.data(using: encoding).map { bytes.range(of: $0) == nil } ?? false, "\(name)")
                }
            }
        }
        #expect(files > 0)
    }

    /// As poppler gives it back: references resolved.
    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}

/// The programs that these tests need.
enum PDFTools {
    static let browser = "/usr/bin/chromium"

    static var areInstalled: Bool {
        [browser, "/usr/bin/pdfinfo", "/usr/bin/pdffonts", "/usr/bin/pdftotext"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// The output of one of them.
    static func run(_ tool: String, _ arguments: [String], in folder: TemporaryFolder) throws -> String {
        let output = folder.path("tool.out")
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/" + tool)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(tool)")
        return String(decoding: try folder.data("tool.out"), as: UTF8.self)
    }
}
