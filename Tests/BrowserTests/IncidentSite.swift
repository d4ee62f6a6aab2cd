import Foundation

/// An incident in a drill workspace with accounts, a server over it, and two people who have its page open, each in a browser.
final class IncidentSite: Sendable {
    let folder: URL
    let browsers: [WebDriver]
    private let server: BackgroundProgram

    /// Households of the incident: all of them on one page.
    static let households = 180
    /// The accounts; the first is also who sits at the command line.
    static let people = ["本部一郎", "本部花子"]
    static let states = ["not-reached", "needs-help", "checked-safe", "evacuated", "away", "reopened"]
    private static let password = "河川敷の避難所はどこですか"

    private init(folder: URL, browsers: [WebDriver], server: BackgroundProgram) {
        self.folder = folder
        self.browsers = browsers
        self.server = server
    }

    /// Runs a test on a site of its own.
    static func test(_ body: (IncidentSite) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let codes = try fill(folder)
        let server = try await BackgroundProgram(
            Browser.server, [folder.appendingPathComponent("w.engo").path, "--port", "0"],
            isReady: /serving: (?<found>http:\/\/127\.0\.0\.1:[0-9]+)\//)
        defer { server.stop() }
        var browsers: [WebDriver] = []
        let outcome: Result<Void, any Error>
        do {
            for (person, code) in zip(people, codes) {
                let browser = try await WebDriver()
                browsers.append(browser)
                try await logIn(person, code, browser, server.found)
            }
            try await body(IncidentSite(folder: folder, browsers: browsers, server: server))
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        for browser in browsers { await browser.quit() }
        try outcome.get()
    }

    /// Runs `engo` on the workspace, as the first of the people.
    @discardableResult
    func engo(_ arguments: String...) throws -> String {
        try Browser.engo(arguments + ["--operator", Self.people[0]], in: folder)
    }

    /// Makes the workspace.
    ///
    /// - Returns: for each of the people a code that lets them in once.
    private static func fill(_ folder: URL) throws -> [String] {
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        var register = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for number in 1...households {
            register +=
                "R\(number),H\(number),試験\(number),1950-01-01,男,世帯主,試験町\(number),135.\(150_000 + number),34.25\n"
        }
        try write(register, "r.csv")
        try write(MapSite.area, "area.geojson")
        try write(password + "\n", "words")
        try Browser.engo(["init", "w.engo", "--name", "試験市", "--code", "302015", "--drill"], in: folder)
        try Browser.engo(["import", "residents", "w.engo", "r.csv"], in: folder)
        try Browser.engo(["incident", "open", "w.engo", "--name", "台風", "--area", "area.geojson"], in: folder)
        return try people.map { person in
            let added = try Browser.engo(
                [
                    "user", "add", "w.engo", "--name", person, "--role", "administrator", "--role", "headquarters",
                    "--password-file", "words",
                ] + (person == people[0] ? [] : ["--operator", people[0]]), in: folder)
            return added.split(separator: "\n").dropFirst().first.map(String.init) ?? ""
        }
    }

    /// Comes in as a person does: name, password and code, then for whom they look; then opens the incident.
    private static func logIn(_ person: String, _ code: String, _ browser: WebDriver, _ base: String) async throws {
        try await browser.open(base + "/login")
        try await browser.run(
            """
            const [name, password, code] = arguments;
            const form = document.querySelector("form[action='/login']");
            Object.assign(form.elements.name, { value: name });
            Object.assign(form.elements.password, { value: password });
            Object.assign(form.elements.code, { value: code });
            form.querySelector("button").click();
            """, [person, password, code])
        try await browser.until("document.querySelector(\"input[name=choice][value^='headquarters ']\")", "is in")
        try await browser.run(
            """
            document.querySelector("input[name=choice][value^='headquarters ']").checked = true;
            document.getElementById("reason").value = "点検";
            document.querySelector("form[action='/login/audience'] button").click();
            """)
        try await browser.until("document.querySelector(\"form[action='/session/tokens']\")", "looks for headquarters")
        try await browser.open(base + "/incidents/1")
        try await browser.until("document.querySelectorAll('#households tbody tr').length === \(households)")
    }
}
