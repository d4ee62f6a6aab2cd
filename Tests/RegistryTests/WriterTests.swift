import Disclosure
import Foundation
import GRDB
import Testing

@testable import Registry

@Suite struct WriterTests {
    private struct Interrupted: Error {}

    @Test func secondWriterIsRefusedAtOnce() throws {
        let workspace = try TemporaryWorkspace()
        let first = try RegistryWriter(workspace.paths)
        #expect(throws: RegistryError.busy(path: workspace.paths.database)) { try RegistryWriter(workspace.paths) }
        try first.close()
    }

    @Test func changesSurviveAPowerCutByTheirSettings() throws {
        let workspace = try TemporaryWorkspace()
        let writer = try RegistryWriter(workspace.paths)
        for _ in 0..<2 {
            let settings = try writer.durability()
            #expect(settings.journalMode == "wal")
            #expect(settings.synchronous == Durability.full)
            try writer.transaction(
                cause: .needs, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:01Z")
            ) { _ in }
        }
        try writer.close()
    }

    @Test func ownershipEndsWithTheWriter() throws {
        let workspace = try TemporaryWorkspace()
        for _ in 0..<2 {
            let writer = try RegistryWriter(workspace.paths)
            try writer.close()
        }
        try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
    }

    /// Descriptors of this process that lead to a file.
    private static func descriptors(of path: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)) == path
        }
    }

    /// Whether the system tells of the lock by which a connection to a file says that it is there.
    private static func tellsOfReaders(of path: String) throws -> Bool {
        let inode = try #require(
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64)
        let locks = (try? String(contentsOfFile: "/proc/locks", encoding: .utf8)) ?? ""
        return locks.split(separator: "\n").contains { $0.contains("POSIX") && $0.contains(":\(inode) 1073741826 ") }
    }

    /// By its locks another program knows that a reader is there, and does not take the log away when it ends.
    @Test func changesBesideAReaderLeaveItsLocks() throws {
        let workspace = try TemporaryWorkspace()
        let path = URL(fileURLWithPath: workspace.paths.database).resolvingSymlinksInPath().path
        var reader: RegistryReader? = try RegistryReader(workspace.paths)
        _ = try reader?.read { try $0.generation() }
        // Where the system tells of locks at all; `ServerKillTests` asks for what follows from them.
        let isTold = try Self.tellsOfReaders(of: path)
        for _ in 0..<20 { try RegistryWriter(workspace.paths).close() }
        #expect(try Self.tellsOfReaders(of: path) == isTold)
        // Those of the changes wait for the next, and go with the last connection.
        #expect(try Self.descriptors(of: path) < 6)
        reader = nil
        #expect(try Self.descriptors(of: path) == 0)
    }

    @Test func readersSeeTheOldGenerationUntilTheNewOneIsWhole() throws {
        let workspace = try TemporaryWorkspace()
        let old = try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        let writer = try RegistryWriter(workspace.paths)
        let new = try writer.bulkTransaction(
            cause: .residents, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:03Z")
        ) { transaction in
            try workspace.replace(
                [
                    TemporaryWorkspace.resident("1", household: "1"), TemporaryWorkspace.resident("2", household: "2"),
                ], in: transaction)
            let seen = try RegistryReader(workspace.paths).read { (try $0.generation(), try $0.counts().households) }
            #expect(seen == (old, 1))
        }.generation
        try writer.close()
        let seen = try RegistryReader(workspace.paths).read { (try $0.generation(), try $0.counts().households) }
        #expect(seen == (new, 2))
        #expect(new > old)
    }

    @Test func theFirstRegisterIsWrittenOnceAndAReaderIsTold() throws {
        let workspace = try TemporaryWorkspace()
        let writer = try RegistryWriter(workspace.paths)
        for (round, mode) in ["delete", "wal"].enumerated() {
            _ = try writer.bulkTransaction(
                cause: .residents, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:03Z")
            ) { transaction in
                #expect(try String.fetchOne(transaction.db, sql: "PRAGMA journal_mode") == mode)
                #expect(try Int.fetchOne(transaction.db, sql: "PRAGMA synchronous") ?? 0 >= Durability.full)
                try workspace.replace([TemporaryWorkspace.resident("\(round)", household: "1")], in: transaction)
                guard round == 0 else { return }
                #expect(throws: RegistryError.busy(path: workspace.paths.database)) {
                    try RegistryReader(workspace.paths)
                }
            }
            let settings = try writer.durability()
            #expect(settings.journalMode == "wal")
            #expect(settings.synchronous == Durability.full)
            #expect(try RegistryReader(workspace.paths).read { try $0.counts().residents } == 1)
        }
        try writer.close()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted()
                == ["w.engo", "w.engo-audit", "w.engo-audit-head"])
    }

    @Test func theFirstRegisterGoesThroughTheLogWhileSomebodyReads() throws {
        let workspace = try TemporaryWorkspace()
        try RegistryReader(workspace.paths).read { snapshot in
            #expect(try snapshot.counts().residents == 0)
            try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
            #expect(try snapshot.counts().residents == 0)
        }
        #expect(try RegistryReader(workspace.paths).read { try $0.counts().residents } == 1)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted()
                == ["w.engo", "w.engo-audit", "w.engo-audit-head"])
    }

    @Test func aFirstRegisterThatFailsLeavesNothing() throws {
        let workspace = try TemporaryWorkspace()
        let writer = try RegistryWriter(workspace.paths)
        #expect(throws: Interrupted.self) {
            try writer.bulkTransaction(
                cause: .residents, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:03Z")
            ) { transaction in
                try workspace.replace([TemporaryWorkspace.resident("1", household: "1")], in: transaction)
                throw Interrupted()
            }
        }
        try writer.close()
        #expect(try RegistryReader(workspace.paths).read { (try $0.generation(), try $0.counts().residents) } == (1, 0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path) == ["w.engo"])
        try workspace.store([TemporaryWorkspace.resident("2", household: "2")])
    }

    @Test func anOpenReaderDoesNotMakeAFinishedChangeLookFailed() throws {
        let workspace = try TemporaryWorkspace()
        let old = try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        try RegistryReader(workspace.paths).read { snapshot in
            #expect(try snapshot.generation() == old)
            let new = try workspace.store([TemporaryWorkspace.resident("2", household: "2")])
            #expect(new > old)
            #expect(try snapshot.generation() == old)
        }
        #expect(try RegistryReader(workspace.paths).read { try $0.generation() } > old)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted()
                == ["w.engo", "w.engo-audit", "w.engo-audit-head"])
    }

    @Test func aFailedChangeLeavesNothing() throws {
        let workspace = try TemporaryWorkspace()
        let old = try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        let writer = try RegistryWriter(workspace.paths)
        #expect(throws: Interrupted.self) {
            try writer.bulkTransaction(
                cause: .residents, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:03Z")
            ) { transaction in
                try workspace.replace([TemporaryWorkspace.resident("9", household: "9")], in: transaction)
                throw Interrupted()
            }
        }
        try writer.close()
        let seen = try RegistryReader(workspace.paths).read { (try $0.generation(), try $0.counts().residents) }
        #expect(seen == (old, 1))
    }

    @Test func theDatabaseRefusesTheSameResidentTwice() throws {
        let workspace = try TemporaryWorkspace()
        #expect(throws: RegistryError.self) {
            try workspace.store([
                TemporaryWorkspace.resident("1", household: "1"), TemporaryWorkspace.resident("1", household: "2"),
            ])
        }
        #expect(try RegistryReader(workspace.paths).read { try $0.counts().residents } == 0)
    }

    @Test func aReferenceThatLeadsNowhereUndoesABulkChange() throws {
        let workspace = try TemporaryWorkspace()
        let old = try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        let writer = try RegistryWriter(workspace.paths)
        #expect(throws: RegistryError.database(code: 787)) {
            try writer.bulkTransaction(
                cause: .residents, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:03Z")
            ) { transaction in
                try transaction.db.execute(sql: "UPDATE resident SET household_id = 99")
            }
        }
        // Row by row again afterwards.
        #expect(throws: RegistryError.database(code: 787)) {
            try writer.transaction(
                cause: .score, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:04Z")
            ) { transaction in
                try transaction.db.execute(sql: "UPDATE resident SET household_id = 99")
            }
        }
        try writer.close()
        #expect(try RegistryReader(workspace.paths).read { try $0.generation() } == old)
    }
}
