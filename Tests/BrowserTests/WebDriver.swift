import Foundation

/// A browser driven by the W3C WebDriver protocol, as far as these tests use it.
///
/// - Source: W3C WebDriver Level 2.
final class WebDriver: Sendable {
    private let driver: BackgroundProgram
    private let port: UInt16
    private let session: String

    /// A command that the driver refused, in its own words.
    struct Refusal: Error {
        let message: String
    }

    /// Starts a driver and a browser without a window.
    ///
    /// - Parameters:
    ///   - size: of the window, in pixels.
    ///   - downloads: where files go that pages save.
    init(size: (width: Int, height: Int) = (1280, 860), downloads: String? = nil) async throws {
        driver = try await Self.startDriver()
        guard let port = UInt16(driver.found) else { throw Refusal(message: "no port") }
        self.port = port
        var options: [String: Any] = [
            // The sandbox needs rights that a container does not give; pages here are the project's own.
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=\(size.width),\(size.height)",
                "--force-prefers-reduced-motion", "--lang=ja",
            ],
            "binary": Browser.browser,
        ]
        if let downloads {
            options["prefs"] = [
                "download.default_directory": downloads, "download.prompt_for_download": false,
                "profile.default_content_setting_values.automatic_downloads": 1,
            ]
        }
        let answer = try await Self.send(
            "POST", "/session",
            [
                "capabilities": [
                    "alwaysMatch": [
                        "goog:chromeOptions": options,
                        "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
                    ]
                ]
            ], port: port)
        guard let value = answer as? [String: Any], let id = value["sessionId"] as? String else {
            throw Refusal(message: "no session")
        }
        session = "/session/\(id)"
    }

    /// The driver looks for a free port itself, and on a busy machine another program may take it meanwhile.
    private static func startDriver(attempts: Int = 3) async throws -> BackgroundProgram {
        do {
            return try await BackgroundProgram(
                Browser.driver, ["--port=0"], isReady: /started successfully on port (?<found>[0-9]+)/)
        } catch let error as BackgroundProgram.NotReady {
            guard attempts > 1, error.output.contains("Address already in use") else { throw error }
            return try await startDriver(attempts: attempts - 1)
        }
    }

    /// Ends browser and driver.
    func quit() async {
        _ = try? await Self.send("DELETE", session, nil, port: port)
        driver.stop()
    }

    func open(_ address: String) async throws { _ = try await command("url", ["url": address]) }

    /// Opens an address in a tab of its own, and comes back to this one.
    func openBeside(_ address: String) async throws {
        let here = try await get("window") as? String ?? ""
        let tab = try await command("window/new", ["type": "tab"]) as? [String: Any]
        _ = try await command("window", ["handle": tab?["handle"] as? String ?? ""])
        try await open(address)
        _ = try await command("window", ["handle": here])
    }

    /// Chooses a file in a field of a page, as a person does.
    func choose(_ file: URL, in selector: String) async throws {
        let found = try await command("element", ["using": "css selector", "value": selector]) as? [String: String]
        guard let element = found?.values.first else { throw Refusal(message: "no element") }
        _ = try await command("element/\(element)/value", ["text": file.path])
    }

    /// Takes the network away; files of the machine stay.
    func goOffline() async throws {
        _ = try await command(
            "chromium/network_conditions",
            [
                "network_conditions": [
                    "offline": true, "latency": 0, "download_throughput": 0, "upload_throughput": 0,
                ] as [String: Any]
            ])
    }

    /// Opens another tab and goes there.
    ///
    /// - Returns: what ``show(_:)`` takes to come back, and to go there again.
    func openTab() async throws -> (before: String, tab: String) {
        guard let before = try await get("window") as? String,
            let opened = try await command("window/new", ["type": "tab"]) as? [String: Any],
            let tab = opened["handle"] as? String
        else { throw Refusal(message: "no tab") }
        try await show(tab)
        return (before, tab)
    }

    /// Goes to a tab.
    func show(_ tab: String) async throws { _ = try await command("window", ["handle": tab]) }

    func address() async throws -> String { try await get("url") as? String ?? "" }

    /// Runs a script; `return` gives its value back, as JSON has it.
    @discardableResult
    func run(_ script: String, _ arguments: [any Sendable] = []) async throws -> JSONAnswer {
        JSONAnswer(try await command("execute/sync", ["script": script, "args": arguments]))
    }

    /// Runs a script that calls `done(value)` when it is ready.
    func wait(_ script: String) async throws -> JSONAnswer {
        JSONAnswer(
            try await command(
                "execute/async", ["script": "const done = arguments[0]; \(script)", "args": [] as [String]]))
    }

    /// Waits until a script returns true; some minutes at most.
    func until(_ condition: String, _ explanation: String = "") async throws {
        for _ in 0..<1200 {
            if try await run("return Boolean(\(condition))").bool { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Refusal(message: "never became true: \(condition) \(explanation)")
    }

    /// Presses keys one after the other, as a person does.
    func press(_ keys: [String]) async throws {
        let actions = keys.flatMap { [["type": "keyDown", "value": $0], ["type": "keyUp", "value": $0]] }
        _ = try await command("actions", ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
    }

    func type(_ text: String) async throws { try await press(text.map(String.init)) }

    /// Clicks at a place of the window.
    func click(_ x: Double, _ y: Double) async throws {
        try await point([
            ["type": "pointerMove", "duration": 0, "x": Int(x), "y": Int(y)], ["type": "pointerDown", "button": 0],
            ["type": "pointerUp", "button": 0],
        ])
    }

    /// Clicks in the middle of the first element of a selector.
    func click(_ selector: String) async throws {
        let place = try await run(
            """
            const node = document.querySelector(arguments[0]);
            node.scrollIntoView({ block: "nearest" });
            const box = node.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
            """, [selector]
        ).numbers
        try await click(place[0], place[1])
    }

    private func point(_ actions: [[String: any Sendable]]) async throws {
        _ = try await command(
            "actions",
            [
                "actions": [
                    ["type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": actions]
                ]
            ])
    }

    /// Asks the browser itself, by the protocol of its developer tools.
    @discardableResult
    func tools(_ command: String, _ parameters: [String: any Sendable] = [:]) async throws -> JSONAnswer {
        JSONAnswer(try await self.command("goog/cdp/execute", ["cmd": command, "params": parameters]))
    }

    /// Gives the page another size and density, as a phone or a zoom does.
    func resize(_ width: Int, _ height: Int, density: Double = 1) async throws {
        try await tools(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": density, "mobile": false])
    }

    /// Lets requests go nowhere whose addresses fit a pattern; they are seen all the same.
    func block(_ pattern: String) async throws {
        try await tools("Network.enable")
        let patterns = [pattern]
        try await tools("Network.setBlockedURLs", ["urls": patterns])
    }

    /// A picture of the window, PNG.
    func screenshot() async throws -> Data {
        guard let text = try await get("screenshot") as? String, let data = Data(base64Encoded: text) else {
            throw Refusal(message: "no picture")
        }
        return data
    }

    /// What the page wrote to the console, errors of scripts and of the content policy among it.
    func console() async throws -> [String] { try await log("browser") }

    /// The addresses of all requests since the last call.
    func requestedAddresses() async throws -> [String] {
        try await log("performance").compactMap { line in
            guard let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let message = entry["message"] as? [String: Any],
                message["method"] as? String == "Network.requestWillBeSent",
                let parameters = message["params"] as? [String: Any],
                let request = parameters["request"] as? [String: Any]
            else { return nil }
            return request["url"] as? String
        }
    }

    private func log(_ kind: String) async throws -> [String] {
        let entries = try await command("se/log", ["type": kind]) as? [[String: Any]] ?? []
        return entries.compactMap { $0["message"] as? String }
    }

    private func get(_ path: String) async throws -> Any? {
        try await Self.send("GET", "\(session)/\(path)", nil, port: port)
    }

    private func command(_ path: String, _ body: [String: Any]) async throws -> Any? {
        try await Self.send("POST", "\(session)/\(path)", body, port: port)
    }

    private static func send(
        _ method: String, _ path: String, _ body: [String: Any]?, port: UInt16
    ) async throws -> Any? {
        let sent = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        let data = try await PlainExchange.body(of: method, path, port: port, sent)
        let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        if let failure = answer?["value"] as? [String: Any], failure["error"] != nil {
            throw Refusal(message: "\(path.split(separator: "/").last ?? ""): \(failure["message"] as? String ?? "")")
        }
        return answer?["value"]
    }
}

/// What a script returned.
struct JSONAnswer: @unchecked Sendable {
    // Of strings, numbers, arrays and dictionaries as JSONSerialization makes them, never changed afterwards.
    private let value: Any?

    init(_ value: Any?) { self.value = value }

    subscript(name: String) -> JSONAnswer { JSONAnswer((value as? [String: Any])?[name]) }
    var all: [JSONAnswer] { (value as? [Any])?.map { JSONAnswer($0) } ?? [] }

    var bool: Bool { value as? Bool ?? false }
    var string: String { value as? String ?? "" }
    var strings: [String] { value as? [String] ?? [] }
    var number: Double { (value as? NSNumber)?.doubleValue ?? .nan }
    var numbers: [Double] { (value as? [NSNumber])?.map(\.doubleValue) ?? [] }
}
