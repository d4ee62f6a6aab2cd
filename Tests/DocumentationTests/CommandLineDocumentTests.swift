import Foundation
import TestSupport
import Testing

/// `Docs/cli.md` and the Japanese guide against the command line.
@Suite struct CommandLineDocumentTests {
    private static let documents = ["README.md", "Docs/cli.md", "Docs/ja/README.ja.md"]

    /// The lines of all fenced blocks that call `engo`, with single spaces.
    private static func calls(in path: String) throws -> [String] {
        let lines = try Markdown(path).blocks.flatMap(\.lines)
            .map { $0.split(separator: " ").joined(separator: " ") }
            .filter { $0.hasPrefix("engo ") }
        guard !lines.isEmpty else { throw NothingFound(what: "calls of engo", place: path) }
        return lines
    }

    @Test func everyVerbIsDocumented() throws {
        let calls = try Self.calls(in: "Docs/cli.md")
        let table = try Markdown("Docs/cli.md").tableRows.compactMap(\.first)
        for verb in try Sources.verbs() {
            #expect(table.contains { $0.hasPrefix("[`engo \(verb)`](#") }, "the table lacks engo \(verb)")
            #expect(
                calls.contains { $0 == "engo \(verb)" || $0.hasPrefix("engo \(verb) ") }, "no usage of engo \(verb)")
        }
    }

    @Test(arguments: documents)
    func everyVerbThatIsShownExists(path: String) throws {
        let verbs = try Sources.verbs()
        for call in try Self.calls(in: path) {
            let known = verbs.contains { call == "engo \($0)" || call.hasPrefix("engo \($0) ") }
            #expect(known, "\(path) shows: \(call)")
        }
    }

    @Test func everyOptionIsDocumented() throws {
        #expect(try Checkout.text("Docs/cli.md").lacking(Sources.options().sorted()) == [])
    }

    @Test(arguments: documents)
    func everyOptionThatIsShownExists(path: String) throws {
        let options = try Sources.options()
        for call in try Self.calls(in: path) {
            for match in call.matches(of: /--[a-z][a-z-]*/) {
                #expect(options.contains(String(match.output)), "\(path) shows: \(call)")
            }
        }
    }

    @Test(arguments: ["Docs/cli.md", "Docs/ja/README.ja.md"])
    func theExitCodesAreThoseOfTheProgram(path: String) throws {
        let codes = try Sources.rawValues(of: "ProgramExitCode", in: "Sources/engo/ErrorReport.swift")
        let documented = try Markdown(path).tableRows.compactMap(\.first).filter { Int($0) != nil }
        #expect(documented == ["0"] + codes)
    }

    @Test(arguments: ["Docs/cli.md", "Docs/ja/README.ja.md"])
    func everyMarkOfTheTableIsExplained(path: String) throws {
        let marks = try Sources.texts(of: "mark", in: "Sources/engo/ListTable.swift")
        #expect(try Checkout.text(path).lacking(marks) == [])
    }
}
