import Foundation
import TestSupport
import Testing

/// The README: two commands, a picture, and the way to every document.
@Suite struct ReadmeTests {
    private static func commands() throws -> [String: String] {
        let readme = try Markdown("README.md")
        var commands: [String: String] = [:]
        for block in readme.blocks where block.lineAbove.hasPrefix("<!-- command: ") {
            let name = block.lineAbove.dropFirst("<!-- command: ".count).replacingOccurrences(of: " -->", with: "")
            #expect(commands[name] == nil, "two commands called \(name)")
            #expect(block.language == "sh", "\(name) is no sh block")
            #expect(block.lines.count == 1, "\(name) is not one line")
            commands[name] = block.lines.joined(separator: "\n")
        }
        guard !commands.isEmpty else { throw NothingFound(what: "commands", place: "README.md") }
        return commands
    }

    @Test func givesExactlyTwoCommands() throws {
        #expect(try Set(Self.commands().keys) == ["demo", "test"])
        let readme = try Markdown("README.md")
        #expect(readme.blocks.count { $0.language == "sh" } == 2)
        #expect(readme.text.matches(of: /<!-- command:/).count == 2)
    }

    @Test(arguments: ["demo", "test"])
    func theCommandInstallsWhatThePackageNeeds(name: String) throws {
        let command = try #require(try Self.commands()[name])
        let manifest = try Checkout.text("Package.swift")
        let packages =
            try manifest.captures(
                /\.apt\(\["([\w-]+)"\]\)/, atLeast: 2, what: "system packages", place: "Package.swift")
            + ["libsqlite3-dev"]
        for package in packages { #expect(command.contains(" \(package) "), "\(name) does not install \(package)") }
        #expect(command.contains("apt-get update && "))
        #expect(command.contains("command -v sudo || true"))
    }

    @Test func theCommandsBuildAndTestTheProgram() throws {
        let commands = try Self.commands()
        let demo = try #require(commands["demo"])
        #expect(demo.contains("swift build -c release "))
        #expect(demo.contains(" --product engo "))
        #expect(demo.hasSuffix(".build/release/engo demo demo-city"))
        let test = try #require(commands["test"])
        #expect(test.contains("swift test "))
        #expect(test.contains("--explicit-target-dependency-import-check error"))
    }

    @Test func continuousIntegrationRunsTheTestCommand() throws {
        #expect(try Checkout.text(".ci/run").contains("<!-- command: test -->"))
    }

    @Test func theJapaneseGuideGivesTheSameCommand() throws {
        let demo = try #require(try Self.commands()["demo"])
        #expect(try Checkout.text("Docs/ja/README.ja.md").contains("\n\(demo)\n"))
    }

    @Test func leadsToEveryDocument() throws {
        let links = Set(try Markdown("README.md").links)
        for path in try Checkout.files(below: "Docs", suffix: ".md") where !path.hasPrefix("Docs/decisions/0") {
            #expect(links.contains(path), "README.md does not lead to \(path)")
        }
    }

    @Test func showsAPictureOfReasonableSize() throws {
        let pictures = try Markdown("README.md").links.filter { $0.hasSuffix(".png") }
        #expect(!pictures.isEmpty)
        for picture in pictures {
            let data = try Data(contentsOf: Checkout.root.appendingPathComponent(picture))
            #expect(data.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]), "\(picture) is no PNG")
            #expect(data.count < 250_000, "\(picture) has \(data.count) bytes")
        }
    }
}
