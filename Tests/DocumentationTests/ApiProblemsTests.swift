import Foundation
import TestSupport
import Testing

/// The problem codes of `Docs/api.md` against the sources.
@Suite struct ApiProblemsTests {
    @Test func everyProblemCodeIsDocumented() throws {
        var codes: Set<String> = []
        for path in try Checkout.files(below: "Sources/FeatureServer", suffix: ".swift") {
            for match in try Checkout.text(path).matches(of: /(?:code: |self\.init\(\s*)"([a-z]+(?:-[a-z]+)*)"/) {
                codes.insert(String(match.output.1))
            }
        }
        guard codes.count > 20 else { throw NothingFound(what: "problem codes", place: "Sources/FeatureServer") }
        codes.formUnion(
            try Checkout.text("Sources/Disclosure/DisclosureError+Code.swift").captures(
                /: "([a-z-]+)"/, what: "codes of refusals", place: "DisclosureError+Code.swift"))
        // Of accounts only these are told to whoever asks.
        codes.formUnion(["unknown-operator", "needs-role"])
        #expect(try Checkout.text("Docs/api.md").lacking(codes.sorted().map { "`\($0)`" }) == [])
    }
}
