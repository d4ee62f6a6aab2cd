import Disclosure
import Foundation
import Testing

@testable import Registry

@Suite struct AuditLogTests {
    private func lines(_ workspace: TemporaryWorkspace) throws -> [String] {
        try String(contentsOfFile: workspace.paths.audit, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func everyReleaseIsOneJSONLine() throws {
        let workspace = try TemporaryWorkspace()
        for generation in 1...3 { _ = try workspace.grant(generation: Int64(generation)) }
        let entries = try lines(workspace).map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(entries.map { $0?["generation"] as? Int } == [1, 2, 3])
        #expect(entries.allSatisfy { $0?["audience"] as? String == "headquarters" })
        let attributes = try FileManager.default.attributesOfItem(atPath: workspace.paths.audit)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func anEntryCutShortByACrashDoesNotSpoilTheNext() throws {
        let workspace = try TemporaryWorkspace()
        try Data(#"{"time":"2026"#.utf8).write(to: URL(fileURLWithPath: workspace.paths.audit))
        _ = try workspace.grant()
        let last = try #require(try lines(workspace).last)
        #expect(try JSONSerialization.jsonObject(with: Data(last.utf8)) is [String: Any])
    }

    @Test func nothingIsGrantedWhenTheLogCannotBeWritten() throws {
        let workspace = try TemporaryWorkspace()
        try FileManager.default.createDirectory(atPath: workspace.paths.audit, withIntermediateDirectories: false)
        #expect(throws: RegistryError.self) { try workspace.grant() }
    }

    /// A line that came from another log is the one that was written there, whatever stands in it.
    @Test(arguments: [
        "{}", #"{"query":"a\"b\\c\/d"}"#, "tab\tand\u{1}", #"ends in \"#, "援護\u{1F6D1}", "", #"{"adopted":"x"}"#,
    ])
    func anAdoptedLineComesBackAsItWas(line: String) throws {
        let adopted = try AdoptedLine(adopted: line).line.dropLast()
        #expect(AdoptedLine.original(of: adopted) == Data(line.utf8))
        // Nobody's form but our own.
        for other in [#"{"adopted":"a","b":"c"}"#, #"{"adopted":"a"#, #"{"adopted":"\q"}"#] {
            #expect(AdoptedLine.original(of: Data(other.utf8)).isEmpty == false)
        }
        #expect(AdoptedLine.original(of: Data(#"{"adopted":"\u0041\n"}"#.utf8)) == Data("A\n".utf8))
    }

    @Test func writesWhileAnotherProcessImports() throws {
        let workspace = try TemporaryWorkspace()
        let writer = try RegistryWriter(workspace.paths)
        try writer.transaction(
            cause: .residents, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:03Z")
        ) { _ in
            _ = try workspace.grant()
        }
        try writer.close()
        // The release, and then the change before it was kept.
        #expect(try lines(workspace).map { $0.contains(#""event":"release""#) } == [true, false])
        #expect(try AuditLog(workspace.paths).verify().faults.isEmpty)
    }

    @Test func aChangeThatCannotBeNotedIsNotMade() throws {
        let workspace = try TemporaryWorkspace()
        try FileManager.default.createDirectory(atPath: workspace.paths.audit, withIntermediateDirectories: false)
        #expect(throws: RegistryError.self) {
            try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        }
        #expect(try RegistryReader(workspace.paths).read { try $0.generation() } == 1)
    }

    @Test func aWorkspaceThatCannotBeMadeLeavesNoLog() throws {
        let workspace = try TemporaryWorkspace()
        let other = WorkspacePaths(database: workspace.folder.appendingPathComponent("o.engo").path)
        // Longer than the table takes: found when the row is stored.
        let info = WorkspaceInfo(
            name: String(repeating: "市", count: 300), code: try TemporaryWorkspace.info(.drill).code, mode: .drill)
        #expect(throws: RegistryError.self) {
            try RegistryWriter.create(other, info: info, policyYAML: [1], by: TemporaryWorkspace.acting)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path) == ["w.engo"])
    }
}
