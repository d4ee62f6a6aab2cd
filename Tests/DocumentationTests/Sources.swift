import Foundation
import TestSupport

/// What the program says of itself, read from its sources as text.
enum Sources {
    /// The raw values of a string or integer enumeration.
    static func rawValues(of enumeration: String, in path: String) throws -> [String] {
        let body = try Checkout.text(path).part(from: "enum \(enumeration): ", to: "\n}", place: path)
        return try body.captures(
            /(?m)^    case \w+ = "?([\w-]+)"?$/, atLeast: 2, what: "cases of \(enumeration)", place: path)
    }

    /// The members of JSON objects that a file writes.
    static func jsonNames(in path: String) throws -> [String] {
        try Checkout.text(path).captures(/\.(?:name|member)\("(\w+)"[,)]/, what: "JSON members", place: path)
    }

    /// Every verb with its subcommand, such as `import residents`, in the order of the files.
    static func verbs() throws -> [String] {
        var verbs: [String] = []
        for path in try Checkout.files(below: "Sources/engo", suffix: "Command.swift") {
            // A command that stands in a file of its own is an extension of the one that it belongs to.
            let text = try Checkout.text(path)
            let family =
                text.firstMatch(of: /(?m)^extension (\w+)Command \{/).map { $0.output.1.lowercased() + " " } ?? ""
            var parent = family
            let configurations = text.components(separatedBy: "CommandConfiguration(").dropFirst()
            for configuration in configurations {
                let name = try configuration.captures(/commandName: "(\w+)"/, what: "commandName", place: path)[0]
                if name == "engo" { continue }
                if configuration.contains("subcommands: [") {
                    parent = family + name + " "
                } else {
                    verbs.append(parent + name)
                }
            }
        }
        guard verbs.count >= 10 else { throw NothingFound(what: "verbs", place: "Sources/engo") }
        return verbs
    }

    /// Every long option and flag of the command line, such as `--as-of`.
    static func options() throws -> Set<String> {
        var names: Set<String> = []
        let server = try Checkout.files(below: "Sources/engo-server", suffix: ".swift")
        for path in try Checkout.files(below: "Sources/engo", suffix: ".swift") + server {
            for match in try Checkout.text(path).matches(of: /@(?:Option|Flag)\b[\s\S]*?\bvar (\w+)/) {
                let property = match.output.1.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
                let name = match.output.0.firstMatch(of: /\.customLong\("([\w-]+)"\)/).map { String($0.output.1) }
                names.insert("--" + (name ?? property))
            }
        }
        guard names.count >= 10 else { throw NothingFound(what: "options", place: "Sources/engo") }
        return names
    }

    /// The columns that an import knows: Japanese and English name.
    static func importColumns(in path: String) throws -> [(japanese: String, english: String)] {
        let found = try Checkout.text(path).matches(of: /\.(?:required|optional)\("([^"]+)", "(\w+)"[,)]/)
        guard found.count >= 3 else { throw NothingFound(what: "import columns", place: path) }
        return found.map { (String($0.output.1), String($0.output.2)) }
    }

    /// The columns of the CSV lists: Japanese and English heading.
    static func listColumns() throws -> [(japanese: String, english: String)] {
        let path = "Sources/VictimSupport/ListColumns.swift"
        let found = try Checkout.text(path).matches(
            of: /ListColumn(?:<\w+>)?\(japanese: "([^"]+)", english: "(\w+)"[,)]/)
        guard found.count >= 30 else { throw NothingFound(what: "list columns", place: path) }
        return found.map { (String($0.output.1), String($0.output.2)) }
    }

    /// The headings that a file lists as pairs: Japanese and English.
    static func headings(in path: String) throws -> [(japanese: String, english: String)] {
        let body = try Checkout.text(path).part(from: "headings: [(", to: "\n    ]", place: path)
        let found = body.matches(of: /\("([^"]+)", "(\w+)"\)/)
        guard found.count >= 5 else { throw NothingFound(what: "headings", place: path) }
        return found.map { (String($0.output.1), String($0.output.2)) }
    }

    /// The texts that a computed property gives for the cases of an enumeration, such as `japanese` of `MatchLevel`.
    static func texts(of property: String, in path: String) throws -> [String] {
        let body = try Checkout.text(path).part(from: "var \(property): String {", to: "\n    }", place: path)
        return try body.captures(/case \.\w+: "([^"]+)"/, atLeast: 2, what: property, place: path)
    }
}
