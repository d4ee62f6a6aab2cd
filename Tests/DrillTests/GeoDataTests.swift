import Foundation
import Interchange
import TestSupport
import Testing

@testable import Drill

/// The files under `GeoData` are exactly what the generator writes.
@Suite struct GeoDataTests {
    private static let folder = Checkout.root.appending(path: "GeoData").path
    private static let city = folder + "/shiose"

    @Test func areWhatTheGeneratorWrites() throws {
        let made = try DrillFixture.small.get().files.directory
        let paths = try DrillFixture.files(below: made)
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try? FileManager.default.removeItem(atPath: Self.city)
            for path in paths {
                let target = URL(filePath: Self.city + "/" + path)
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(try InputFile.read(path: made + "/" + path)).write(to: target)
            }
            Issue.record("GeoData has been written anew; look at the difference and run again without RECORD_GOLDEN")
            return
        }
        #expect(try DrillFixture.files(below: Self.city) == paths)
        for path in paths {
            #expect(
                try InputFile.read(path: Self.city + "/" + path) == InputFile.read(path: made + "/" + path), "\(path)")
        }
    }

    @Test func stayWithinThreeMegabytes() throws {
        let sizes = try DrillFixture.files(below: Self.folder).map { path in
            try FileManager.default.attributesOfItem(atPath: Self.folder + "/" + path)[.size] as? Int ?? 0
        }
        #expect(sizes.reduce(0, +) <= 3 << 20)
    }

    @Test func areAllExplained() throws {
        let readme = try String(contentsOfFile: Self.folder + "/README.md", encoding: .utf8)
        for path in try DrillFixture.files(below: Self.city) {
            #expect(readme.contains("`\(path)`"), "\(path)")
        }
    }
}
