import TestSupport
import Testing

/// `Docs/api.md` and `Docs/server.md` against the sources of the server.
@Suite struct ServerDocumentTests {
    private static func found(_ pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
        var found: Set<String> = []
        for path in try Checkout.files(below: "Sources/FeatureServer", suffix: ".swift") {
            for match in try Checkout.text(path).matches(of: pattern) { found.insert("`\(match.1)`") }
        }
        return found
    }

    @Test func everyProblemIsDocumented() throws {
        let codes = try Self.found(/\bcode: "([a-z\-]+)"/)
        #expect(codes.count > 15)
        #expect(try Checkout.text("Docs/api.md").lacking(codes.sorted()) == [])
    }

    @Test func everyRefusalOfTheGateIsDocumented() throws {
        let codes = try Checkout.text("Sources/Disclosure/DisclosureError+Code.swift").matches(of: /: "([a-z\-]+)"/)
        #expect(codes.count > 8)
        #expect(try Checkout.text("Docs/api.md").lacking(codes.map { "`\($0.1)`" }) == [])
    }

    @Test func everyRouteOfTheLoginIsDocumented() throws {
        let routes = try Self.found(/path: "(\/(?:session|login|logout|enter|health|metrics)[^"]*)"/)
        #expect(routes.count > 5)
        #expect(try Checkout.text("Docs/api.md").lacking(routes.sorted()) == [])
    }

    @Test func everyMetricIsDocumented() throws {
        let names = try Self.found(/(?:name: |family\()"(engo_[a-z_]+)"/)
        #expect(names.count == 7)
        #expect(try Checkout.text("Docs/server.md").lacking(names.sorted()) == [])
    }
}
