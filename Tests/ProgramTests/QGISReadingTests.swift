import Foundation
import Testing

/// QGIS opens whatever the program exports as a layer, reads every feature, and has nothing to say about it. Skipped where it is not
/// installed (Debian: `apt-get install python3-qgis qgis-providers`).
@Suite(.enabled(if: QGIS.isInstalled, "needs QGIS: install python3-qgis and qgis-providers"))
struct QGISReadingTests {
    @Test func opensEveryGeoJSONAndEveryLayerOfAGeoPackage() throws {
        let folder = try GDALReadingTests.exported()
        var layers: [(name: String, features: Int)] = []
        for name in GDALReadingTests.files {
            if name.hasSuffix(".geojson") {
                layers.append((name, try GDALReadingTests.featureCount(name, in: folder) ?? -1))
            } else if name.hasSuffix(".gpkg") {
                layers += try GDALReadingTests.layers(name, in: folder).map {
                    ("\(name)|layername=\($0.name)", $0.rows)
                }
            }
        }
        let answer = try QGIS.open(layers.map(\.name), in: folder.url)
        #expect(answer.status == 0 && answer.lines.count == layers.count, "\(answer.lines)")
        for (layer, line) in zip(layers, answer.lines) {
            // A layer, as many features as the file has, no message.
            #expect(line == "True \(layer.features) 0", "\(layer.name)")
        }
    }
}

/// QGIS without its window, by its Python interface.
private enum QGIS {
    private static let python = URL(fileURLWithPath: "/usr/bin/python3")

    static let isInstalled =
        FileManager.default.isExecutableFile(atPath: python.path)
        && (try? run("import qgis.core", [], in: FileManager.default.temporaryDirectory).status) == 0

    /// One line a file: whether it is a layer, how many features were read, and how many messages the log has.
    private static let script = """
        import os, sys
        from qgis.core import QgsApplication, QgsVectorLayer
        application = QgsApplication([], False)
        application.initQgis()
        messages = []
        QgsApplication.messageLog().messageReceived.connect(lambda *message: messages.append(message))
        for name in sys.argv[1:]:
            messages.clear()
            layer = QgsVectorLayer(os.path.abspath(name), "layer", "ogr")
            print(layer.isValid(), len(list(layer.getFeatures())), len(messages))
        sys.stdout.flush()
        os._exit(0)
        """

    static func open(_ names: [String], in folder: URL) throws -> (status: Int32, lines: [String]) {
        try run(script, names, in: folder)
    }

    private static func run(
        _ script: String, _ arguments: [String], in folder: URL
    ) throws -> (status: Int32, lines: [String]) {
        let output = Pipe()
        let process = Process()
        process.executableURL = python
        process.arguments = ["-c", script] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": folder.path]) { $1 }
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text.split(separator: "\n").map(String.init))
    }
}
