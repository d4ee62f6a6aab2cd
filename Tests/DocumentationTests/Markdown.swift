import Foundation
import TestSupport

/// The parts of one Markdown document that the tests look at.
struct Markdown {
    let path: String
    let text: String

    init(_ path: String) throws {
        self.path = path
        text = try Checkout.text(path)
    }

    /// Every document of the project: the README and all of `Docs` and `GeoData`.
    static func all() throws -> [Markdown] {
        let paths =
            try ["README.md"] + Checkout.files(below: "Docs", suffix: ".md")
            + Checkout.files(below: "GeoData", suffix: ".md")
        return try paths.map(Markdown.init)
    }

    /// A fenced block: the word after the fence, its lines, and the line above the fence.
    struct Block {
        let language: String
        let lines: [String]
        let lineAbove: String
    }

    var blocks: [Block] {
        var blocks: [Block] = []
        var open: (language: String, lines: [String], lineAbove: String)?
        var previous = ""
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(Block(language: block.language, lines: block.lines, lineAbove: block.lineAbove))
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)), [], previous)
                }
            } else {
                open?.lines.append(line)
            }
            previous = line
        }
        return blocks
    }

    /// The lines outside fenced blocks.
    var prose: [String] {
        var isInside = false
        return text.components(separatedBy: "\n").filter { line in
            if line.hasPrefix("```") {
                isInside.toggle()
                return false
            }
            return !isInside
        }
    }

    /// The cells of every table row; heading rows are among them, ruling rows are not.
    var tableRows: [[String]] {
        prose.filter { $0.hasPrefix("|") && !$0.hasPrefix("|-") }.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// The targets of all links and pictures.
    var links: [String] {
        prose.joined(separator: "\n").matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
    }

    /// The names under which headings can be linked to, as GitHub makes them.
    var anchors: Set<String> {
        Set(
            prose.filter { $0.hasPrefix("#") }.map { line in
                let title = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
                return String(title.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" })
                    .replacingOccurrences(of: " ", with: "-")
            })
    }

    /// The text under a heading, up to the next heading of the same rank or a higher one.
    func section(_ heading: String) throws -> String {
        let rank = heading.prefix { $0 == "#" }.count
        let lines = text.components(separatedBy: "\n")
        guard let start = lines.firstIndex(of: heading) else { throw NothingFound(what: heading, place: path) }
        let rest = lines[(start + 1)...]
        let end = rest.firstIndex { line in
            let marks = line.prefix { $0 == "#" }.count
            return marks > 0 && marks <= rank && line.dropFirst(marks).hasPrefix(" ")
        }
        return rest[..<(end ?? rest.endIndex)].joined(separator: "\n")
    }

    /// The words of a text as they stand between table rules, commas and slashes, without backticks.
    static func words(of text: String) -> Set<String> {
        Set(
            text.components(separatedBy: CharacterSet(charactersIn: "|,/、\n"))
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
                .filter { !$0.isEmpty })
    }
}
