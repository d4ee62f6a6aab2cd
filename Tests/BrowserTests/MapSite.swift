import Foundation
import Synchronization

/// A drill workspace, a server over it, and a browser that is in.
///
/// Seven households stand around a square; some have names that try to act. A grid of others fills the list.
final class MapSite: Sendable {
    let folder: URL
    private let running: Mutex<BackgroundProgram>
    let browser: WebDriver
    let base: String

    /// The server that answers now.
    var server: BackgroundProgram { running.withLock { $0 } }

    /// Names that do something wherever text is taken for something else.
    static let hostileNames = [
        "<script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>", "=cmd|'/c calc'!A1", "{{7*7}}${7*7}",
        "試験\u{202E}郎太\u{2066}",
    ]

    /// Households that stand inside ``square`` for certain.
    static let inside = 60
    /// West, south, east and north of the area that tests ask about.
    static let square = (west: 135.1, south: 34.2, east: 135.2, north: 34.3)

    init(
        size: (width: Int, height: Int) = (1280, 860), options: (URL) throws -> [String] = { _ in [] }
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        try Self.fill(folder)
        let server = try await Self.serve(folder.appendingPathComponent("w.engo").path, try options(folder))
        running = Mutex(server)
        base = try Self.base(of: server.found)
        browser = try await Self.browser(size, downloads: folder, server)
    }

    /// Opens the map of a workspace that is there already.
    init(workspace: String, size: (width: Int, height: Int)) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let server = try await Self.serve(workspace)
        running = Mutex(server)
        base = try Self.base(of: server.found)
        browser = try await Self.browser(size, downloads: folder, server)
    }

    /// Runs a test on a site of its own.
    ///
    /// - Parameter options: further options of the server, which may need files in the folder.
    static func test(
        size: (width: Int, height: Int) = (1280, 860), options: (URL) throws -> [String] = { _ in [] },
        _ body: (MapSite) async throws -> Void
    ) async throws {
        let site = try await MapSite(size: size, options: options)
        do {
            try await body(site)
            await site.close()
        } catch {
            await site.close()
            throw error
        }
    }

    func close() async {
        await browser.quit()
        server.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the server again, which was stopped, at the address that it had: it knows nobody any more.
    ///
    /// - Returns: the address that opens once.
    func startAgain() async throws -> String {
        let port = base.split(separator: ":").last.map(String.init) ?? ""
        let server = try await Self.serve(folder.appendingPathComponent("w.engo").path, port: port)
        running.withLock { $0 = server }
        return server.found
    }

    private static func serve(
        _ workspace: String, _ options: [String] = [], port: String = "0"
    ) async throws -> BackgroundProgram {
        try await BackgroundProgram(
            Browser.server, [workspace, "--port", port] + options,
            isReady: /open once, in a browser: (?<found>http[^\s]+)/)
    }

    private static func base(of address: String) throws -> String {
        guard let end = address.range(of: "/enter") else { throw WebDriver.Refusal(message: "no address to enter by") }
        return String(address[..<end.lowerBound])
    }

    /// A browser that is in; without one the server goes too.
    private static func browser(
        _ size: (width: Int, height: Int), downloads: URL, _ server: BackgroundProgram
    ) async throws -> WebDriver {
        do {
            let browser = try await WebDriver(size: size, downloads: downloads.path)
            do {
                try await enter(browser, server.found, base(of: server.found))
            } catch {
                await browser.quit()
                throw error
            }
            return browser
        } catch {
            server.stop()
            throw error
        }
    }

    private static func enter(_ browser: WebDriver, _ address: String, _ base: String) async throws {
        try await browser.open(address)
        try await browser.open(base + "/map")
        try await browser.until("document.body.dataset.ready", "the page starts")
    }

    /// Makes the workspace `w.engo` in a folder, with a saved area.
    static func fill(_ folder: URL) throws {
        var register = "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,住所,方書,郵便番号,経度,緯度\n"
        var person = 0
        func add(_ household: Int, _ name: String, _ born: String, _ relationship: String, _ place: String) {
            person += 1
            register +=
                "\(1000 + person),H\(1000 + household),\"\(name)\",,\(born),男,\(relationship),試験町\(household),,,\(place)\n"
        }
        for household in 0..<inside {
            let place = "\(135.11 + Double(household % 10) * 0.008),\(34.21 + Double(household / 10) * 0.014)"
            let name = household < hostileNames.count ? hostileNames[household] : "試験 \(household)"
            // The first are the oldest, and so stand first in the list.
            add(
                household, name, household < hostileNames.count ? "19\(20 + household)-05-05" : "1980-01-01", "世帯主",
                place)
            if household % 3 == 0 { add(household, "試験 子", "2023-02-02", "子", place) }
        }
        add(inside, "試験 外", "1980-01-01", "世帯主", "135.3,34.4")
        add(inside + 1, "試験 不明", "1980-01-01", "世帯主", ",")
        try Data(register.utf8).write(to: folder.appendingPathComponent("residents.csv"))
        try Data("宛名番号,区分,程度,有効期間開始,有効期間終了\n1001,要介護,要介護5,2020-01-01,2099-12-31\n1003,身体,1級,,\n".utf8)
            .write(to: folder.appendingPathComponent("needs.csv"))
        try Data(area.utf8).write(to: folder.appendingPathComponent("area.geojson"))
        for arguments in [
            ["init", "w.engo", "--name", "試験市", "--code", "302015", "--drill"],
            ["import", "residents", "w.engo", "residents.csv"], ["import", "needs", "w.engo", "needs.csv"],
            ["score", "w.engo", "--as-of", "2026-06-01"],
            ["area", "save", "w.engo", "square", "--area", "area.geojson"],
        ] { try Browser.engo(arguments, in: folder) }
    }

    /// The square as a file of areas.
    static let area = """
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":\
        [[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]]}}
        """

    // What tests do again and again

    /// Asks about the saved area, and waits for its list.
    func askAboutTheSquare() async throws {
        try await browser.run(
            """
            const select = document.getElementById("saved");
            select.value = "square";
            select.dispatchEvent(new Event("change"));
            """)
        try await waitForList(Self.inside + 1)
    }

    /// Waits until the list has so many households and its first rows are there.
    func waitForList(_ households: Int) async throws {
        try await browser.until(
            "globalThis.engoPage?.answer?.count === \(households)"
                + " && document.querySelector('.household .cell.name .recorded')", "list of \(households)")
    }

    /// Where a place of the map is in the window.
    func place(_ longitude: Double, _ latitude: Double) async throws -> (x: Double, y: Double) {
        let place = try await browser.run(
            """
            const box = document.getElementById("map").getBoundingClientRect();
            const point = engoPage.map.latLngToContainerPoint([arguments[1], arguments[0]]);
            return [box.left + point.x, box.top + point.y];
            """, [longitude, latitude]
        ).numbers
        return (place[0], place[1])
    }

    /// Shows a box of the map.
    func show(_ west: Double, _ south: Double, _ east: Double, _ north: Double) async throws {
        try await browser.run(
            "engoPage.map.fitBounds([[arguments[1], arguments[0]], [arguments[3], arguments[2]]], { animate: false })",
            [west, south, east, north])
    }

    /// The lines of the audit log with a verb.
    func audited(_ verb: String) throws -> [[String: Any]] {
        let log = try String(contentsOf: folder.appendingPathComponent("w.engo-audit"), encoding: .utf8)
        return try log.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.filter { $0["verb"] as? String == verb }
    }
}
