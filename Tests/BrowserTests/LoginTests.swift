import Crypto
import Foundation
import Testing

/// Somebody with an account at a browser: in by password and code, through all that is served, and out.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct LoginTests {
    private static let password = "河川敷の避難所はどこですか"

    @Test func whoHasAnAccountLogsInReadsEveryCollectionAndLogsOut() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try MapSite.fill(folder)
        try Data(Self.password.utf8).write(to: folder.appendingPathComponent("words"))
        // With the first account there must be an administrator.
        let added = try Browser.engo(
            [
                "user", "add", "w.engo", "--name", "援護太郎", "--role", "administrator", "--role", "headquarters",
                "--password-file", "words",
            ], in: folder)
        let secret = try #require(added.firstMatch(of: /secret=(?<secret>[A-Z2-7]+)/)).output.secret
        let server = try await BackgroundProgram(
            Browser.server, [folder.appendingPathComponent("w.engo").path, "--port", "0"],
            isReady: /serving: (?<found>http[^\s]+)\//)
        defer { server.stop() }
        let browser = try await WebDriver()
        do {
            try await Self.logIn(String(secret), server.found, browser)
            try await Self.readEverything(server.found, browser)
            try await browser.click("form.who button")
            try await browser.until("document.querySelector('input[name=password]')")
            // Nothing is served to who is out.
            try await browser.open(server.found + "/collections/households/items?f=html")
            #expect(try await browser.address() == server.found + "/login")
            #expect(!(try await browser.run("return document.body.textContent").string.contains("試験町")))
            #expect(try await browser.console().filter { $0.contains("Content Security") } == [])
            await browser.quit()
        } catch {
            await browser.quit()
            throw error
        }
    }

    private static func logIn(_ secret: String, _ base: String, _ browser: WebDriver) async throws {
        try await browser.open(base + "/map")
        #expect(try await browser.address() == base + "/login")
        // A code that is wrong opens nothing.
        #expect(try await isIn(by: "000000x", browser) == false)
        #expect(try await browser.run("return document.querySelector('.problem') !== null").bool)
        // On a machine that stands still a code may be too old when it comes.
        var isInside = false
        for _ in 0..<2 where !isInside {
            isInside = try await isIn(by: code(of: secret, at: Int64(Date().timeIntervalSince1970)), browser)
        }
        try #require(isInside)
        try await browser.run("document.querySelector('input[name=choice][value^=headquarters]').checked = true")
        try await browser.run("document.getElementById('reason').value = '点検'")
        try await browser.click("form[action='/login/audience'] button")
        try await browser.until("document.querySelector('form.who')")
    }

    /// Sends the form of the login; whether that led on.
    private static func isIn(by code: String, _ browser: WebDriver) async throws -> Bool {
        try await browser.until("document.querySelector('input[name=code]')?.value === ''")
        for (field, text) in [("name", "援護太郎"), ("password", password), ("code", code)] {
            try await browser.run("document.getElementById(arguments[0]).value = arguments[1]", [field, text])
        }
        try await browser.click("main form button")
        let next = "document.querySelector('input[name=choice]')"
        try await browser.until("\(next) || document.querySelector('input[name=code]')?.value === ''")
        return try await browser.run("return \(next) !== null").bool
    }

    private static func readEverything(_ base: String, _ browser: WebDriver) async throws {
        try await browser.open(base + "/collections?f=html")
        let ids = Set(
            try await browser.run(
                """
                return [...document.querySelectorAll("main a")].map((link) => new URL(link.href).pathname.split("/"))
                  .filter((parts) => parts[1] === "collections" && parts[2]).map((parts) => parts[2]);
                """
            ).strings)
        #expect(ids.isSuperset(of: ["households", "persons", "areas", "towns", "shelters"]))
        for id in ids.sorted() {
            for page in ["", "/items", "/queryables"] {
                try await browser.open("\(base)/collections/\(id)\(page)?f=html")
                let (path, problems) = (
                    try await browser.run("return location.pathname").string,
                    try await browser.run("return document.querySelectorAll('.problem').length").number
                )
                #expect(path == "/collections/\(id)\(page)" && problems == 0, "\(id)\(page)")
                #expect(try await browser.run("return document.querySelector('main h1') !== null").bool, "\(id)\(page)")
            }
        }
        try await browser.open(base + "/collections/persons/items?f=html")
        #expect(try await browser.run("return document.body.textContent").string.contains("試験町"))
    }

    /// The six digits that an app shows.
    ///
    /// - Source: RFC 6238, with SHA-1 and 30 seconds; RFC 4648, base 32.
    private static func code(of secret: String, at seconds: Int64) throws -> String {
        var bits: UInt64 = 0
        var count = 0
        var key: [UInt8] = []
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        for letter in secret {
            bits = bits << 5 | UInt64(try #require(letters.firstIndex(of: letter)))
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            key.append(UInt8(truncatingIfNeeded: bits >> UInt64(count)))
        }
        let step = withUnsafeBytes(of: (seconds / 30).bigEndian) { Data($0) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: step, using: SymmetricKey(data: key)))
        let start = Int(digest[19] & 0x0F)
        let number = digest[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        return String(repeating: "0", count: 6 - String(number % 1_000_000).count) + String(number % 1_000_000)
    }
}
