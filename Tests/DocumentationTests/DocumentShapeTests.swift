import Foundation
import TestSupport
import Testing

/// Links, file names, decisions and the glossary.
@Suite struct DocumentShapeTests {
    @Test func everyRelativeLinkLeadsSomewhere() throws {
        var checked = 0
        for document in try Markdown.all() {
            let folder = (document.path as NSString).deletingLastPathComponent
            for link in document.links where !link.contains("://") && !link.hasPrefix("mailto:") {
                let parts = link.components(separatedBy: "#")
                let path = parts[0].isEmpty ? document.path : Self.resolved(parts[0], from: folder)
                #expect(Checkout.exists(path), "\(document.path) leads to \(link)")
                if parts.count > 1, path.hasSuffix(".md"), Checkout.exists(path) {
                    let anchors = try Markdown(path).anchors
                    #expect(anchors.contains(parts[1]), "\(document.path) leads to \(link)")
                }
                checked += 1
            }
        }
        #expect(checked > 20)
    }

    private static func resolved(_ path: String, from folder: String) -> String {
        var parts = folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }

    @Test func everySourceFileThatIsNamedExists() throws {
        let sources = try Checkout.files(below: "Sources", suffix: "")
        let tests = try Checkout.files(below: "Tests", suffix: "")
        let known = Set(sources + tests)
        let names = Set(known.map { ($0 as NSString).lastPathComponent })
        var checked = 0
        for document in try Markdown.all() {
            for match in document.text.matches(of: /`([\w+\/.-]+\.(?:swift|yaml))`/) {
                let name = String(match.output.1)
                // A policy without a folder is the reader's own file.
                guard !name.hasSuffix("policy.yaml") || name.contains("/") else { continue }
                let isKnown = name.contains("/") ? known.contains(name) : names.contains(name)
                #expect(isKnown || Checkout.exists(name), "\(document.path) names \(name)")
                checked += 1
            }
        }
        #expect(checked > 30)
    }

    @Test func theWalkNamesTypesThatExist() throws {
        let walk = try Markdown("Docs/architecture.md").section("## The walk of one datum")
        let code = try Checkout.files(below: "Sources", suffix: ".swift").map(Checkout.text).joined(separator: "\n")
        let declared = Set(code.matches(of: /\b(?:struct|class|enum|protocol) (\w+)/).map { String($0.output.1) })
        // File names and names of targets stand in the same form; other tests look after them.
        let named = Set(walk.matches(of: /`([A-Z][a-z]\w+)[.`(]/).map { String($0.output.1) })
            .filter { !Checkout.exists("Sources/\($0)") && !walk.contains("`\($0).swift`") }
        #expect(named.count > 10)
        for type in named.sorted() { #expect(declared.contains(type), "no type \(type)") }
    }

    @Test func everyDecisionHasItsParts() throws {
        let paths = try Checkout.files(below: "Docs/decisions", suffix: ".md").filter { !$0.hasSuffix("README.md") }
        for (index, path) in paths.enumerated() {
            let number = String(index + 1)
            let padded = String(repeating: "0", count: 4 - number.count) + number
            #expect(path.hasPrefix("Docs/decisions/\(padded)-"), "\(path) is not number \(padded)")
            let text = try Checkout.text(path)
            #expect(text.hasPrefix("# \(padded) "), "\(path) has another number in its title")
            for part in ["Question", "Choice", "Rejected", "Consequences"] {
                #expect(text.contains("\n**\(part).**"), "\(path) lacks \(part)")
            }
        }
    }

    @Test func everyTermOfTheGlossaryHasItsJapanese() throws {
        let rows = try Markdown("Docs/glossary.md").tableRows
        #expect(rows.count > 40)
        for row in rows {
            #expect(row.count >= 2 && !row[0].isEmpty && !row[1].isEmpty, "incomplete row: \(row)")
        }
        let terms = rows.map { $0.first ?? "" }.filter { $0 != "Code" }
        #expect(Set(terms).count == terms.count, "a term stands twice")
    }

    @Test func everyTableHasEvenRows() throws {
        for document in try Markdown.all() {
            var expected: Int?
            for line in document.prose {
                guard line.hasPrefix("|") else {
                    expected = nil
                    continue
                }
                let cells = line.count { $0 == "|" }
                #expect(cells == expected ?? cells, "\(document.path): \(line)")
                expected = expected ?? cells
            }
        }
    }
}
