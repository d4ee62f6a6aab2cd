import Foundation
import TestSupport
import Testing

/// Holds the code against the rules of `Docs/architecture.md`.
@Suite struct ArchitectureTests {
    /// Modules of the toolchain and of the system, open to every target.
    private static let always: Set<String> = [
        "Foundation", "Glibc", "Musl", "Darwin", "Synchronization", "Dispatch",
    ]

    /// The table "Target | Holds | May import" of `Docs/architecture.md`.
    private static func table() throws -> [String: Set<String>] {
        let text = try Checkout.text("Docs/architecture.md")
        var table: [String: Set<String>] = [:]
        for line in text.components(separatedBy: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3 else { continue }
            let imports = Set(
                cells[2].split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `–")) }
                    .filter { !$0.isEmpty })
            for name in cells[0].split(separator: ",") {
                table[name.trimmingCharacters(in: CharacterSet(charactersIn: " `"))] = imports
            }
        }
        return table
    }

    @Test func everyImportStandsInTheTable() throws {
        let table = try Self.table()
        let files = try Checkout.swiftFiles(below: "Sources")
        #expect(files.count > 50)
        for file in files {
            guard let allowed = table[file.target] else {
                Issue.record("Docs/architecture.md does not list \(file.target)")
                continue
            }
            for line in file.lines {
                guard let module = Self.importedModule(line) else { continue }
                #expect(
                    allowed.contains(module) || Self.always.contains(module),
                    "\(file.path) imports \(module), which the table does not allow")
            }
        }
    }

    @Test func everyTargetOfTheTableExists() throws {
        for target in try Self.table().keys {
            let folder = Checkout.root.appendingPathComponent("Sources/\(target)")
            #expect(FileManager.default.fileExists(atPath: folder.path), "no target \(target)")
        }
    }

    @Test func everyPackageDeclarationHasASummary() throws {
        for file in try Checkout.swiftFiles(below: "Sources") {
            for (index, line) in file.lines.enumerated() where Self.declares(line) {
                var above = index - 1
                while above >= 0, file.lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("@") { above -= 1 }
                let comment = above >= 0 ? file.lines[above].trimmingCharacters(in: .whitespaces) : ""
                #expect(comment.hasPrefix("///"), "\(file.path):\(index + 1) has no summary")
            }
        }
    }

    @Test func nothingIsPublicTrappingOrUnfinished() throws {
        let banned = ["try!", "fatalError(", "preconditionFailure(", "TODO", "FIXME", "XXX"]
        for file in try Checkout.swiftFiles(below: "Sources") {
            for (index, line) in file.lines.enumerated() {
                // A declaration, not the public key of a sentence.
                if line.firstMatch(of: /^\s*(@\S+\s+)*public\s/) != nil {
                    Issue.record("\(file.path):\(index + 1) is public")
                }
                for word in banned where line.contains(word) {
                    Issue.record("\(file.path):\(index + 1) has \(word)")
                }
            }
        }
    }

    @Test func uncheckedSendableSaysWhyItIsSafe() throws {
        for file in try Checkout.swiftFiles(below: "Sources") {
            for (index, line) in file.lines.enumerated()
            where line.contains("@unchecked Sendable") && !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                let near = file.lines[max(0, index - 8)..<min(index + 4, file.lines.count)].joined(separator: "\n")
                #expect(near.lowercased().contains("safe"), "\(file.path):\(index + 1)")
            }
        }
    }

    @Test func noFileOutgrowsItsReason() throws {
        for file in try Checkout.swiftFiles(below: "Sources") + Checkout.swiftFiles(below: "Tests") {
            #expect(file.lines.count <= 500, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func theTopLevelIsTheAgreedOne() throws {
        let agreed: Set<String> = ["Package.swift", "Sources", "Tests", "GeoData", "Docs", "README.md", "LICENSE"]
        let found = try FileManager.default.contentsOfDirectory(atPath: Checkout.root.path)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(agreed.isSubset(of: found))
    }

    private static func importedModule(_ line: String) -> String? {
        var words = line.split(separator: " ").map(String.init)
        if let first = words.first,
            ["package", "internal", "private", "fileprivate", "@preconcurrency"].contains(first)
        {
            words.removeFirst()
        }
        guard words.count >= 2, words[0] == "import" else { return nil }
        let kinds: Set<String> = ["struct", "class", "enum", "func", "protocol", "let", "var", "typealias"]
        let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
        return name.split(separator: ".").first.map(String.init)
    }

    private static func declares(_ line: String) -> Bool {
        let text = line.trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("package ") else { return false }
        return !text.hasPrefix("package import ") && !text.hasPrefix("package extension ")
    }
}
