import Foundation
import TestSupport
import Testing

/// `Docs/data-formats.md` and the Japanese guide against what is read and written.
@Suite struct DataFormatsDocumentTests {
    private static let path = "Docs/data-formats.md"
    private static let guide = "Docs/ja/README.ja.md"

    @Test(arguments: [
        ("RowErrorCode", "Sources/VictimSupport/RowError.swift", path),
        ("RowErrorCode", "Sources/VictimSupport/RowError.swift", guide),
        ("ImportWarning", "Sources/VictimSupport/ImportReport.swift", path),
        ("ImportWarning", "Sources/VictimSupport/ImportReport.swift", guide),
        ("StatusWarning", "Sources/VictimSupport/WorkspaceStatus.swift", "Docs/cli.md"),
        ("StatusWarning", "Sources/VictimSupport/WorkspaceStatus.swift", guide),
        ("UnresolvedCause", "Sources/VictimSupport/UnresolvedCause.swift", path),
        ("UnresolvedCause", "Sources/VictimSupport/UnresolvedCause.swift", guide),
    ])
    func everyCodeIsDocumented(enumeration: String, source: String, document: String) throws {
        let codes = try Sources.rawValues(of: enumeration, in: source)
        #expect(try Checkout.text(document).lacking(codes.map { "`\($0)`" }) == [])
    }

    @Test(arguments: [
        ("## Residents", "Sources/VictimSupport/ResidentRows.swift"),
        ("## Needs", "Sources/VictimSupport/NeedRows.swift"),
        ("## Corrections", "Sources/VictimSupport/CorrectionRows.swift"),
        ("## Consent", "Sources/VictimSupport/ConsentRows.swift"),
        ("## Protection", "Sources/VictimSupport/ProtectionRows.swift"),
        ("## Reports from the field", "Sources/VictimSupport/StateRows.swift"),
    ])
    func everyColumnThatIsReadIsDocumented(heading: String, source: String) throws {
        let words = Markdown.words(of: try Markdown(Self.path).section(heading))
        for column in try Sources.importColumns(in: source) {
            #expect(words.contains(column.japanese), "\(heading) lacks \(column.japanese)")
            #expect(words.contains(column.english), "\(heading) lacks \(column.english)")
        }
    }

    @Test func everyColumnOfAShelterFileIsDocumented() throws {
        let source = "Sources/VictimSupport/ShelterRows.swift"
        let section = try Markdown(Self.path).section("## Shelters")
        let columns = try Sources.importColumns(in: source)
        #expect(columns.count == 44)
        #expect(section.lacking(columns.map(\.japanese) + columns.map(\.english)) == [])
        let others = try Checkout.text(source).captures(/\.or\(([^)]+)\)/, atLeast: 6, what: "headings", place: source)
            .flatMap { $0.matches(of: /"([^"]+)"/).map { String($0.output.1) } }
            .filter { !$0.contains("崖崩れ") }
        #expect(section.lacking(others) == [])
    }

    @Test func everyAttributeAndKindOfAHazardLayerIsDocumented() throws {
        let attributes = try Sources.rawValues(of: "HazardAttribute", in: "Sources/Places/HazardAttribute.swift")
        let kinds = try Sources.rawValues(of: "HazardKind", in: "Sources/Places/HazardKind.swift")
        let section = try Markdown(Self.path).section("## Hazard layers")
        #expect(section.lacking((attributes + kinds + ["A33_001"]).map { "`\($0)`" }) == [])
        #expect(try Checkout.text("Docs/cli.md").lacking(kinds.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberAboutPlacesIsDocumented() throws {
        let names = try Sources.jsonNames(in: "Sources/engo/PlacesText.swift")
        let document = try Markdown(Self.path)
        let text = try ["## Output: import report", "## Output: hazard layers", "## Output: status"].map(
            document.section
        )
        .joined()
        #expect(text.lacking(names.map { "`\($0)`" }) == [])
        let disasters = try Sources.rawValues(of: "DisasterKind", in: "Sources/Places/DisasterKind.swift")
        #expect(try document.section("## Output: status").lacking(disasters.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberAndKindOfTheGroundIsDocumented() throws {
        let names = try Sources.jsonNames(in: "Sources/engo/GroundText.swift")
        let kinds = try Sources.rawValues(of: "GroundKind", in: "Sources/Places/GroundKind.swift")
        let section = try Markdown(Self.path).section("## Output: ground")
        #expect(section.lacking((names + kinds).map { "`\($0)`" }) == [])
        let labels = try Checkout.text("Sources/VictimSupport/GroundFeatures.swift")
            .captures(/usualLabels = \[(.+)\]/, atLeast: 1, what: "labels", place: "GroundFeatures.swift")[0]
            .split(separator: ", ").map { $0.filter { $0 != "\"" } }
        #expect(try Markdown("Docs/cli.md").section("## import ground").lacking(labels.map { "`\($0)`" }) == [])
    }

    @Test func everyKindOfNeedIsDocumented() throws {
        let kinds = try Sources.texts(of: "japanese", in: "Sources/Residents/NeedKind.swift")
        #expect(try Markdown(Self.path).section("## Needs").lacking(kinds) == [])
    }

    @Test(arguments: ["Sources/VictimSupport/AnswerJSON.swift", "Sources/VictimSupport/JSONExport.swift"])
    func everyMemberOfAListIsDocumented(source: String) throws {
        let names = try Sources.jsonNames(in: source).filter { !["households", "summary"].contains($0) }
        #expect(try Markdown(Self.path).section("## Output: GeoJSON").lacking(names.map { "`\($0)`" }) == [])
    }

    @Test func everyRuleOfMatchingIsDocumented() throws {
        let source = "Sources/AddressDictionary/MatchRule.swift"
        let ids = try Checkout.text(source).captures(/Entry\(\s*"([^"]+)",/, atLeast: 50, what: "rules", place: source)
        let documented = try Markdown("Docs/addresses.md").tableRows.compactMap(\.first)
        #expect(ids.filter { !documented.contains("`\($0)`") } == [])
    }

    @Test func everyReasonOfTheReportIsDocumented() throws {
        let source = "Sources/AddressDictionary/CompilationReport.swift"
        let body = try Checkout.text(source).part(from: "enum Reason: ", to: "/// The code in reports", place: source)
        let cases = try body.captures(/case (\w+)\n/, atLeast: 10, what: "reasons", place: source)
        let codes = cases.map { name in
            name.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
        }
        #expect(try Checkout.text(Self.path).lacking((codes + ["far-away", "far-from-town"]).map { "`\($0)`" }) == [])
    }

    @Test func everyColumnOfMatchedAddressesIsDocumented() throws {
        let source = "Sources/VictimSupport/AddressMatchColumn.swift"
        let body = try Checkout.text(source).part(from: "enum AddressMatchColumn", to: "\n}", place: source)
        let columns = body.matches(of: /(?m)^    case (\w+)(?: = "(\w+)")?$/).map { match in
            String(match.output.2 ?? match.output.1)
        }
        #expect(columns.count == 18)
        let section = try Markdown(Self.path).section("## Output: matched addresses")
        #expect(section.lacking(columns.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberOfTheStatusIsDocumented() throws {
        let names = try Sources.jsonNames(in: "Sources/engo/StatusJSON.swift")
        #expect(try Markdown(Self.path).section("## Output: status").lacking(names.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberOfTheImportReportIsDocumented() throws {
        let names = try Sources.jsonNames(in: "Sources/engo/ImportReportJSON.swift")
        #expect(try Markdown(Self.path).section("## Output: import report").lacking(names.map { "`\($0)`" }) == [])
    }

    @Test(arguments: ["Sources/engo/BackupCommand.swift", "Sources/engo/RestoreCommand.swift"])
    func everyMemberOfABackupIsDocumented(source: String) throws {
        let names = try Sources.jsonNames(in: source)
        #expect(try Markdown(Self.path).section("## Output: backup and restore").lacking(names.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberOfAPackageIsDocumented() throws {
        let source = "Sources/VictimSupport/PackageManifest.swift"
        let names = try Checkout.text(source).captures(
            /package let (\w+):/, atLeast: 20, what: "members", place: source)
        let members = names.map { name in
            name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
        }
        #expect(try Markdown(Self.path).section("## Package").lacking(members.map { "`\($0)`" }) == [])
    }

    @Test func everyShippedProfileIsDocumented() throws {
        let source = "Sources/VictimSupport/ImportProfile+Shipped.swift"
        let names = try Checkout.text(source).captures(
            /\("([\w-]+)", PackageResources/, atLeast: 5, what: "profiles", place: source)
        #expect(try Checkout.text("Docs/import-profiles.md").lacking(names.map { "`\($0)`" }) == [])
    }

    @Test func everyHeadingOfAListIsDocumented() throws {
        let words = Markdown.words(of: try Markdown(Self.path).section("## Output: CSV"))
        for column in try Sources.listColumns() {
            #expect(words.contains(column.japanese), "Output: CSV lacks \(column.japanese)")
            #expect(words.contains(column.english), "Output: CSV lacks \(column.english)")
        }
    }

    @Test(arguments: [
        ("## Output: unresolved addresses", "Sources/VictimSupport/UnresolvedExport.swift"),
        ("## Output: corrections", "Sources/VictimSupport/CorrectionList.swift"),
        ("## Output: moved households", "Sources/VictimSupport/MovedHouseholdsExport.swift"),
        ("## Output: differences", "Sources/VictimSupport/ChangeList.swift"),
        ("## Output: compared policies", "Sources/VictimSupport/PolicyComparisonExport.swift"),
        ("## Output: sensitivity", "Sources/VictimSupport/PolicySensitivityExport.swift"),
        ("## Output: report on areas", "Sources/VictimSupport/AreaReportExport.swift"),
        ("## Output: prediction", "Sources/VictimSupport/PredictionExport.swift"),
        ("## Output: incident", "Sources/VictimSupport/IncidentStatusExport.swift"),
        ("## Output: incident", "Sources/VictimSupport/IncidentReportExport.swift"),
    ])
    func everyHeadingOfAReportIsDocumented(heading: String, source: String) throws {
        let words = Markdown.words(of: try Markdown(Self.path).section(heading))
        for column in try Sources.headings(in: source) {
            #expect(words.contains(column.japanese), "\(heading) lacks \(column.japanese)")
            #expect(words.contains(column.english), "\(heading) lacks \(column.english)")
        }
    }

    @Test(arguments: [
        ("## Output: GeoJSON", "Sources/VictimSupport/FreshnessText.swift"),
        ("## Output: explanation", "Sources/VictimSupport/ReasonsJSON.swift"),
        ("## Output: explanation", "Sources/VictimSupport/ExplanationJSON.swift"),
        ("## Output: compared policies", "Sources/VictimSupport/PolicyComparisonExport.swift"),
        ("## Output: sensitivity", "Sources/VictimSupport/PolicySensitivityExport.swift"),
        ("## Output: policy history", "Sources/engo/PolicyHistoryCommand.swift"),
        ("## Output: incident", "Sources/VictimSupport/IncidentStatusExport.swift"),
        ("## Output: incident", "Sources/engo/IncidentText+History.swift"),
    ])
    func everyMemberAboutPoliciesAndReasonsIsDocumented(heading: String, source: String) throws {
        let section = try Markdown(Self.path).section(heading)
        let words = Markdown.words(of: section)
        let names = try Sources.jsonNames(in: source).filter { $0 != "summary" }
        #expect(names.filter { !words.contains($0) && !section.contains("`\($0)`") } == [])
    }

    @Test func everyWarningAboutAPolicyIsDocumented() throws {
        let codes = try Sources.texts(of: "code", in: "Sources/SupportScoring/PolicyWarning.swift")
        #expect(try Checkout.text("Docs/cli.md").lacking(codes.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberOfTheUnresolvedIsDocumented() throws {
        let names = try Sources.jsonNames(in: "Sources/VictimSupport/UnresolvedExport.swift")
        let section = try Markdown(Self.path).section("## Output: unresolved addresses")
        #expect(section.lacking(names.filter { $0 != "summary" }.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberOfAReportOnAreasIsDocumented() throws {
        let names = try Sources.jsonNames(in: "Sources/VictimSupport/AreaReportExport.swift")
        #expect(try Markdown(Self.path).section("## Output: report on areas").lacking(names.map { "`\($0)`" }) == [])
    }

    @Test func everyMemberOfAPredictionIsDocumented() throws {
        let names = try Sources.jsonNames(in: "Sources/VictimSupport/PredictionExport.swift")
        #expect(try Markdown(Self.path).section("## Output: prediction").lacking(names.map { "`\($0)`" }) == [])
    }

    @Test func everyActionAndReasonIsDocumented() throws {
        let path = "Sources/Places/EvacuationAction.swift"
        let reasons = try Sources.rawValues(of: "EvacuationReason", in: path)
        #expect(try Checkout.text("Docs/cli.md").lacking(reasons.map { "`\($0)`" }) == [])
        let actions = ["leave", "move-upstairs", "stay", "no-zone"]
        #expect(try Checkout.text("Docs/cli.md").lacking(actions.map { "`\($0)`" }) == [])
    }

    @Test func everyCauseHasItsJapanese() throws {
        let texts = try Sources.texts(of: "japanese", in: "Sources/VictimSupport/UnresolvedCause.swift")
        #expect(try Markdown(Self.path).section("## Output: unresolved addresses").lacking(texts) == [])
    }

    @Test func everyLevelIsDocumented() throws {
        let source = "Sources/AddressDictionary/MatchLevel.swift"
        let names = try Sources.texts(of: "name", in: source)
        #expect(try Markdown(Self.path).section("## Output: GeoJSON").lacking(names.map { "`\($0)`" }) == [])
        let words = Markdown.words(of: try Markdown(Self.guide).section("### 位置の確からしさ"))
        let labels = try Sources.texts(of: "japanese", in: source)
        #expect(labels.filter { !words.contains($0) } == [])
    }

    @Test(arguments: [path, "Docs/disclosure.md"])
    func everyFieldOfTheAuditLogIsDocumented(document: String) throws {
        let source = "Sources/Disclosure/AuditEntry.swift"
        let fields = try Checkout.text(source).captures(/package let (\w+):/, atLeast: 5, what: "fields", place: source)
        #expect(try Checkout.text(document).lacking(fields.map { "`\($0)`" }) == [])
    }

    @Test func everyLegalBasisIsDocumented() throws {
        let citations = try Sources.texts(of: "japanese", in: "Sources/Disclosure/LegalBasis.swift")
        #expect(try Checkout.text("Docs/disclosure.md").lacking(citations) == [])
    }

    @Test func theGuideStatesThresholdsAndFactorOfTheShippedPolicy() throws {
        let source = "Sources/SupportScoring/Resources/default-policy.yaml"
        let policy = try Checkout.text(source)
        let bands = try #require(policy.firstMatch(of: /bands: \{A: (\d+), B: (\d+)\}/)).output
        let factors = try policy.captures(/factor: ([\d.]+)/, what: "factors", place: source)
        let section = try Markdown(Self.guide).section("### 援護度と援護区分")
        let expected = ["\(bands.1)点以上", "\(bands.2)点以上\(bands.1)点未満"] + factors.map { "\($0)倍" }
        #expect(section.lacking(expected) == [])
    }
}
