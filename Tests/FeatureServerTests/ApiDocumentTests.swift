import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import FeatureServer

/// `Docs/api.md` against what is served.
@Suite struct ApiDocumentTests {
    private static let document = "Docs/api.md"

    @Test func everyRouteAndParameterIsDocumented() throws {
        let text = try Checkout.text(Self.document)
        let fixture = try LoginFixture(roles: [:])
        let routes = fixture.service.routes
        #expect(routes.count > 20)
        for route in routes {
            #expect(text.contains("`\(route.path)`"), "\(route.path)")
            #expect(text.contains(route.method.rawValue), "\(route.method)")
            for parameter in route.allParameters { #expect(text.contains("`\(parameter.name)`"), "\(parameter.name)") }
            for form in route.forms {
                #expect(text.contains("`\(form.rawValue)`") && text.contains(form.mediaType), "\(form)")
            }
        }
    }

    @Test func everyClassIsDocumented() throws {
        let text = try Checkout.text(Self.document)
        let fixture = try LoginFixture(roles: [:])
        let classes = fixture.service.conformance
        #expect(classes.count > 10)
        for name in classes {
            let last = name.split(separator: "/").last.map(String.init) ?? name
            #expect(text.contains("*\(last)*"), "\(name)")
        }
    }

    @Test func everyLimitIsDocumented() throws {
        let text = try Checkout.text(Self.document)
        for limit in [ServerLimits().usualFeatures, ServerLimits().mostFeatures, ServerLimits().mostRows] {
            let digits = limit.formatted(.number.locale(Locale(identifier: "en_US")))
            #expect(text.contains(digits), "\(digits)")
        }
    }

    @Test func everyRequirementHasItsTest() throws {
        let text = try Checkout.text(Self.document)
        let named = Set(text.matches(of: /`(req[A-Z]\w+)`/).map { String($0.output.1) })
        var tests: Set<String> = []
        let folder = Checkout.root.appendingPathComponent("Tests/FeatureServerTests")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let source = try String(contentsOf: file, encoding: .utf8)
            for match in source.matches(of: /func (req[A-Z]\w+)\(/) { tests.insert(String(match.output.1)) }
        }
        #expect(named.count > 60)
        #expect(named == tests, "\(named.symmetricDifference(tests).sorted())")
    }
}
