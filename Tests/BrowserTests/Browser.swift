import Foundation

/// The browser of these tests: Debian's Chromium and its driver, and the programs of the package.
enum Browser {
    static let browser = "/usr/bin/chromium"
    static let driver = "/usr/bin/chromedriver"
    static let leaflet = "/usr/share/javascript/leaflet/leaflet.js"

    /// The workspace on which somebody wants to measure, by hand.
    static let measuredWorkspace = ProcessInfo.processInfo.environment["ENGO_BROWSER_WORKSPACE"]

    /// The server that answers; another one, such as a release build, where somebody names it.
    static var server: String {
        ProcessInfo.processInfo.environment["ENGO_SERVER"] ?? program("engo-server").path
    }
    /// How many reports two browsers and a command line record at once; 180 when nobody wants to measure.
    static let reports = ProcessInfo.processInfo.environment["ENGO_BROWSER_REPORTS"].flatMap { Int($0) } ?? 180

    /// Whether somebody named a server, and so measures.
    static var isServerNamed: Bool { ProcessInfo.processInfo.environment["ENGO_SERVER"] != nil }

    /// Whether all of it is there.
    static var isInstalled: Bool {
        [browser, driver, leaflet].allSatisfy { FileManager.default.isReadableFile(atPath: $0) }
    }

    /// What to say where it is not.
    static let advice = "apt-get install chromium chromium-driver libjs-leaflet"

    /// The command line beside the server.
    private static var commandLine: URL {
        isServerNamed
            ? URL(fileURLWithPath: server).deletingLastPathComponent().appendingPathComponent("engo")
            : program("engo")
    }

    /// A built program of the package, which stands beside the tests.
    static func program(_ name: String) -> URL {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        for _ in 0..<5 {
            folder = folder.deletingLastPathComponent()
            let candidate = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
                return candidate
            }
        }
        return folder
    }

    /// The file that a page saved, when it is whole: a browser may take its name, empty, before the bytes are there.
    static func saved(in folder: URL, _ isIt: (String) -> Bool) async throws -> URL {
        for _ in 0..<1200 {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            if !names.contains(where: { $0.hasSuffix(".crdownload") }), let name = names.first(where: isIt) {
                let file = folder.appendingPathComponent(name)
                if try !Data(contentsOf: file).isEmpty { return file }
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw WebDriver.Refusal(message: "nothing was saved")
    }

    /// Runs `engo` in a folder.
    ///
    /// - Returns: what it wrote to standard output.
    @discardableResult
    static func engo(_ arguments: [String], in folder: URL) throws -> String {
        let process = Process()
        process.executableURL = commandLine
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw WebDriver.Refusal(message: "engo \(arguments[0]): \(process.terminationStatus)")
        }
        return String(decoding: written, as: UTF8.self)
    }
}
