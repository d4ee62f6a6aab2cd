import Foundation
import Testing

@testable import FeatureServer

@Suite struct ServerLimitsTests {
    /// The document says that no number is untested; at least none may be unmentioned, under its whole name.
    @Test func everyNumberStandsInATest() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let tests = try files.filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let names = Mirror(reflecting: ServerLimits()).children.compactMap(\.label)
        #expect(names.count > 20)
        for name in names { #expect(try tests.contains(Regex("(?i)limits(\\(\\))?\\.\(name)\\b")), "\(name)") }
    }
}
