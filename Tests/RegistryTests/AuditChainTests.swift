import Disclosure
import Foundation
import Testing

@testable import Registry

/// The links between the entries of an audit log show every change to it.
@Suite struct AuditChainTests {
    /// A log of five entries: every kind of them, and releases with and without whose records they held.
    private static func workspace() throws -> TemporaryWorkspace {
        let workspace = try TemporaryWorkspace()
        let acting = Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:00Z")
        _ = try workspace.grant(generation: 1)
        let log = AuditLog(workspace.paths)
        try log.append(AuditEntry(change: "r.csv 5 bytes", by: acting, mode: .drill, generation: 2))
        try log.append(AuditEntry(refusal: "outside-roles", by: acting, audience: .headquarters, basis: .drill))
        try log.append(AuditEntry(login: "wrongCode", of: "花子", by: acting))
        try workspace.grant(records: RecordedPeople(keys: [1, 77, 1 << 39]))
        return workspace
    }

    private static func log(_ workspace: TemporaryWorkspace) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: workspace.paths.audit)))
    }

    private static func verify(_ log: [UInt8], of workspace: TemporaryWorkspace) throws -> AuditVerification {
        try Data(log).write(to: URL(fileURLWithPath: workspace.paths.audit))
        return try AuditLog(workspace.paths).verify()
    }

    private static func lines(_ log: [UInt8]) -> [[UInt8]] {
        AuditLog.lines(of: Data(log)).map { Array($0) + [0x0A] }
    }

    @Test func aLogAsItWasWrittenIsIntact() throws {
        let workspace = try Self.workspace()
        let found = try AuditLog(workspace.paths).verify()
        #expect(found.faults.isEmpty)
        #expect((found.lines, found.linked, found.older, found.unlinked) == (5, 5, 0, 0))
        let head = try #require(found.head)
        let paper = try #require(AuditHead(short: head.short))
        #expect(try AuditLog(workspace.paths).verify(paper: paper).faults.isEmpty)
        _ = try workspace.grant()
        #expect(try AuditLog(workspace.paths).verify(paper: paper).faults.isEmpty)
    }

    @Test func everyChangedByteIsFound() throws {
        let workspace = try Self.workspace()
        let log = try Self.log(workspace)
        for place in log.indices {
            var altered = log
            altered[place] ^= 1
            #expect(try !Self.verify(altered, of: workspace).faults.isEmpty, "byte \(place)")
        }
        #expect(try Self.verify(log, of: workspace).faults.isEmpty)
    }

    @Test func everyRemovedSwappedRepeatedOrAddedLineIsFound() throws {
        let workspace = try Self.workspace()
        let lines = Self.lines(try Self.log(workspace))
        for index in lines.indices {
            var removed = lines
            removed.remove(at: index)
            #expect(try !Self.verify(Array(removed.joined()), of: workspace).faults.isEmpty, "without \(index)")
            var repeated = lines
            repeated.insert(lines[index], at: index)
            #expect(try !Self.verify(Array(repeated.joined()), of: workspace).faults.isEmpty, "twice \(index)")
            var added = lines
            added.insert(Array("{}\n".utf8), at: index)
            #expect(try !Self.verify(Array(added.joined()), of: workspace).faults.isEmpty, "before \(index)")
            for other in lines.indices where other > index {
                var swapped = lines
                swapped.swapAt(index, other)
                #expect(try !Self.verify(Array(swapped.joined()), of: workspace).faults.isEmpty)
            }
        }
        #expect(try !Self.verify(Array(lines.joined()) + Array("{}\n".utf8), of: workspace).faults.isEmpty)
    }

    @Test func everyCutIsFound() throws {
        let workspace = try Self.workspace()
        let log = try Self.log(workspace)
        for length in log.indices {
            #expect(try !Self.verify(Array(log.prefix(length)), of: workspace).faults.isEmpty, "cut after \(length)")
        }
        try FileManager.default.removeItem(atPath: workspace.paths.audit)
        #expect(try AuditLog(workspace.paths).verify().faults == [.cutShort(kept: 5, found: 0)])
    }

    @Test func aCutLogWithAnOlderHeadIsFoundByThePaperOnly() throws {
        let workspace = try Self.workspace()
        let (log, head) = (
            try Self.log(workspace), try Data(contentsOf: URL(fileURLWithPath: workspace.paths.auditHead))
        )
        _ = try workspace.grant()
        let paper = try #require(try AuditLog(workspace.paths).verify().head)
        try head.write(to: URL(fileURLWithPath: workspace.paths.auditHead))
        #expect(try Self.verify(log, of: workspace).faults.isEmpty)
        let found = try AuditLog(workspace.paths).verify(paper: AuditHead(short: paper.short))
        #expect(found.faults == [.paperHeadNotFound(sequence: 6)])
    }

    @Test func theGapOfACutLogStays() throws {
        let workspace = try Self.workspace()
        let lines = Self.lines(try Self.log(workspace))
        try Data(lines.prefix(3).joined()).write(to: URL(fileURLWithPath: workspace.paths.audit))
        _ = try workspace.grant()
        _ = try workspace.grant()
        #expect(
            try AuditLog(workspace.paths).verify().faults == [.missingEntries(line: 4, expected: 4, found: 6)])
    }

    @Test func aForgedHeadIsFound() throws {
        let workspace = try Self.workspace()
        let log = try Self.log(workspace)
        let shorter = Array(Self.lines(log).dropLast().joined())
        let last = try #require(AuditLine(Data(Self.lines(shorter)[3].dropLast())))
        try Data("4 \(last.chain) \(String(repeating: "0", count: 64))\n".utf8)
            .write(to: URL(fileURLWithPath: workspace.paths.auditHead))
        #expect(try Self.verify(shorter, of: workspace).faults == [.headUnreadable])
    }

    @Test func anotherWorkspacesKeyMakesNoLinkThatFits() throws {
        let workspace = try Self.workspace()
        let other = try Self.workspace()
        let found = try Self.verify(try Self.log(other), of: workspace)
        #expect((1...5).allSatisfy { found.faults.contains(.otherKey(line: $0)) })
    }

    @Test func olderLinesAndLinesThatACrashCutAreCoveredByTheNextLink() throws {
        let workspace = try TemporaryWorkspace()
        let older = Array("{\"verb\":\"list\"}\n{\"ver".utf8)
        try Data(older).write(to: URL(fileURLWithPath: workspace.paths.audit))
        _ = try workspace.grant()
        _ = try workspace.grant()
        let found = try AuditLog(workspace.paths).verify()
        #expect(found.faults.isEmpty)
        #expect((found.older, found.linked) == (2, 2))
        var altered = try Self.log(workspace)
        altered[3] ^= 1
        #expect(try Self.verify(altered, of: workspace).faults == [.brokenChain(line: 3)])
    }

    @Test func entriesLongerThanAReadOfTheTailAreLinked() throws {
        let workspace = try Self.workspace()
        let filling = Array(repeating: UInt8(ascii: "x"), count: 200_000) + [0x0A]
        try Data(Self.log(workspace) + filling).write(to: URL(fileURLWithPath: workspace.paths.audit))
        _ = try workspace.grant()
        let found = try AuditLog(workspace.paths).verify()
        #expect(found.faults.isEmpty)
        #expect((found.linked, found.unlinked) == (6, 1))
    }

    @Test func twoProcessesNeverTakeTheSamePlace() async throws {
        let workspace = try Self.workspace()
        let paths = workspace.paths
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<10 { _ = try TemporaryWorkspace.grant(paths, generation: 1) } }
            }
            try await group.waitForAll()
        }
        let found = try AuditLog(paths).verify()
        #expect(found.faults.isEmpty)
        #expect(found.linked == 85)
    }

    @Test func headsAreReadAsTheyAreWritten() {
        #expect(AuditHead(short: "41-09F3-22ab-70cd")?.short == "41-09f3-22ab-70cd")
        for wrong in [
            "", "41", "0-0000-0000-0000", "41-09f3-22ab", "41-09f3-22ab-70cg", "41-9f3-022ab-70cd", "x-09f3-22ab-70cd",
        ] {
            #expect(AuditHead(short: wrong) == nil, "\(wrong)")
        }
    }
}
