import Disclosure
import Foundation
import GRDB
import Interchange
import Registry
import Residents
import Testing

@testable import VictimSupport

/// What a backup holds, and what a restore brings back.
@Suite struct BackupTests {
    @Test func aRestoredWorkspaceIsTheOneThatWasSaved() throws {
        let city = try BackupFixture()
        let backup = try city.backup()
        #expect(backup.generation == 2)
        #expect(backup.households == 2)
        #expect(backup.residents == 3)
        // The making, the import and the backup itself.
        #expect(backup.auditEntries == 3)
        let restored = try city.restore(to: "new.engo")
        #expect(restored.generation == 2)
        #expect(restored.replaced == nil)
        #expect(restored.adoptedAuditEntries == 3)
        let new = city.paths("new.engo")
        // Everything is there again, and one generation more: the restore itself.
        let (before, after) = (try city.contents(city.city.paths), try city.contents(new))
        #expect(before.count > 15)
        #expect(Set(after.keys) == Set(before.keys))
        for (table, rows) in before where table != "sqlite_sequence" {
            #expect(after[table]?.filter { !$0.contains("cause:\"restore\"") } == rows, "\(table)")
        }
        #expect(restored.restoredAs == 3)
        #expect(
            try city.names() == ["b"] + ["new.engo", "new.engo-audit", "new.engo-audit-head"] + ["r.csv"]
                + ["w.engo", "w.engo-audit", "w.engo-audit-head"])
    }

    @Test func aWorkspaceWithPagesOfAnotherSizeIsReplacedToo() throws {
        let city = try BackupFixture()
        _ = try city.backup()
        let before = try city.contents(city.city.paths)
        // As programs before this one made them.
        let queue = try DatabaseQueue(path: city.url("w.engo").path)
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: "PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM; PRAGMA journal_mode = WAL")
        }
        try queue.close()
        _ = try city.importFewer()
        #expect(try city.restore(mayReplace: true).residents == 3)
        #expect(try city.contents(city.city.paths)["resident"] == before["resident"])
        let pageSize = try DatabaseQueue(path: city.url("w.engo").path).read {
            try Int.fetchOne($0, sql: "PRAGMA page_size")
        }
        #expect(pageSize == 4096)
    }

    @Test func theCopyIsOneGenerationWhileAWriterGoesOn() throws {
        let city = try BackupFixture()
        let writer = try RegistryWriter(city.city.paths)
        let before = try writer.transaction(
            cause: .score, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:01Z")
        ) { $0.generation }
        // Committed, but still in the log; and one that is not committed yet.
        let backup = try writer.transaction(
            cause: .score, by: Acting(verb: "test", operatorName: "tester", time: "2026-06-01T00:00:02Z")
        ) { _ in try city.backup() }
        try writer.close()
        #expect(backup.result.generation == before.generation)
        try #expect(city.restore(to: "new.engo").generation == before.generation)
    }

    @Test func theDictionaryGoesAlongAndComesBack() throws {
        let city = try BackupFixture()
        try city.buildDictionary()
        let backup = try city.backup()
        #expect(backup.dictionaryEdition != nil)
        #expect(try city.restore(to: "new.engo").dictionaryEdition == backup.dictionaryEdition)
        #expect(try city.bytes("w.engo-dictionary") == city.bytes("new.engo-dictionary"))
    }

    @Test func aDamagedDictionaryDoesNotKeepTheRegisterFromBeingSaved() throws {
        let city = try BackupFixture()
        try city.buildDictionary()
        var bytes = try city.bytes("w.engo-dictionary")
        bytes[bytes.count / 2] ^= 0xFF
        try bytes.write(to: city.url("w.engo-dictionary"))
        let backup = try city.backup()
        #expect(backup.dictionaryEdition == nil)
        #expect(backup.lacksDictionary)
        #expect(try city.restore(to: "new.engo").generation == 2)
    }

    @Test func theAuditLogLosesNothing() throws {
        let city = try BackupFixture()
        _ = try city.backup()
        let saved = try AuditLog(city.city.paths).contents()
        // Entries of after the backup, on the same machine.
        _ = try city.backup(as: "c")
        let before = try AuditLog(city.city.paths).contents()
        let restored = try city.restore(mayReplace: true)
        #expect(restored.adoptedAuditEntries == 0)
        let after = try AuditLog(city.city.paths).contents()
        #expect(after.starts(with: before))
        #expect(AuditLog.lines(of: after).count == 5)
        #expect(String(decoding: AuditLog.lines(of: after)[4], as: UTF8.self).contains(#""verb":"restore""#))
        // The log was lost: the backup's comes back, once.
        try FileManager.default.removeItem(at: city.url("w.engo-audit"))
        #expect(try city.restore(mayReplace: true).adoptedAuditEntries == 3)
        #expect(try city.restore(mayReplace: true).adoptedAuditEntries == 0)
        #expect(try AuditLog(city.city.paths).contents().starts(with: saved))
    }

    @Test func aReplacedWorkspaceGoesOnCountingGenerations() throws {
        let city = try BackupFixture()
        _ = try city.backup()
        for _ in 0..<3 { try city.score() }
        let restored = try city.restore(mayReplace: true)
        #expect(restored.generation == 2)
        #expect(restored.replaced == 5)
        // 3 to 5 are of a state that is gone, and are not given twice.
        #expect(restored.restoredAs == 6)
        let generations = try RegistryReader(city.city.paths).read { try $0.generations() }
        #expect(generations.map(\.id) == [6, 2, 1])
        #expect(generations.first?.cause == .restore)
        // The next import ends rows of before.
        #expect(try city.importFewer().generation == 7)
    }

    @Test func aNewWorkspaceDoesNotReuseTheGenerationsOfItsLog() throws {
        let city = try BackupFixture()
        _ = try city.backup()
        try city.score()
        _ = try city.backup(as: "c")
        try FileManager.default.removeItem(at: city.url("w.engo"))
        // The last entry names generation 3, which is in no backup that is restored.
        #expect(try city.restore().restoredAs == 4)
        #expect(try city.importFewer().generation == 5)
    }

    @Test func aReaderSeesTheOldStateToItsEnd() throws {
        let city = try BackupFixture()
        _ = try city.backup()
        try city.score()
        let reader = try RegistryReader(city.city.paths)
        try reader.read { snapshot in
            #expect(try snapshot.generation() == 3)
            _ = try city.restore(mayReplace: true)
            #expect(try snapshot.generation() == 3)
            #expect(try snapshot.counts().residents == 3)
        }
        #expect(try reader.read { try $0.generation() } == 4)
    }

    @Test func aWorkspaceOfAnOlderProgramCanBeSavedAndComesBackUpToDate() throws {
        let city = try BackupFixture()
        try city.replaceWithVersion1()
        #expect(try city.backup().generation == 1)
        let restored = try city.restore(to: "new.engo")
        #expect(restored.wasOlder)
        #expect(try RegistryReader(city.paths("new.engo")).read { try $0.counts().households } == 0)
    }

    @Test func aDryRunChecksEverythingAndChangesNothing() throws {
        let city = try BackupFixture()
        try city.buildDictionary()
        _ = try city.backup()
        try city.score()
        let before = try city.allBytes()
        let told = try city.restore(mayReplace: true, isDryRun: true)
        #expect(told.replaced == 3)
        #expect(told.adoptedAuditEntries == nil)
        #expect(try city.restore(to: "new.engo", isDryRun: true).replaced == nil)
        #expect(try city.allBytes() == before)
    }

    @Test func theLastLineIsReadAsItIsWritten() throws {
        let format = BackupFormat(database: 4096, dictionary: 7, audit: 0)
        let line = format.lineWithoutChecksum + Array("0123abcd\n".utf8)
        #expect(line.count == BackupFormat.lineLength)
        let size = 4096 + 7 + BackupFormat.lineLength
        #expect(BackupFormat(line: line, size: size) == format)
        #expect(BackupFormat(line: line, size: size + 1) == nil)
        #expect(BackupFormat(line: Array(line.dropLast()), size: size) == nil)
        #expect(BackupFormat(line: line.map { $0 == UInt8(ascii: "7") ? UInt8(ascii: "+") : $0 }, size: size) == nil)
        #expect(BackupFormat(line: Array(repeating: 0x39, count: BackupFormat.lineLength), size: size) == nil)
    }

    @Test func whatWasToldOfConsentAndProtectionAfterTheBackupGoesOn() throws {
        let city = try BackupFixture()
        func tell(_ text: String) throws {
            _ = try SharingImport(city.city.paths, moment: city.city.moment, encoding: nil, isDryRun: false)
                .protection(file: city.city.write("p.csv", "宛名番号,措置\n" + text))
        }
        try tell("1,DV等支援措置\n")
        _ = try city.backup()
        try tell("2,DV等支援措置\n")
        func protected() throws -> [String] {
            try RegistryReader(city.city.paths).rehearse { try $0.protections() }.map(\.residentNumber.text)
        }
        let before = try protected()
        #expect(before.contains("2"))
        let restored = try city.restore(mayReplace: true)
        #expect(restored.keptSharingRecords ?? 0 > 0)
        #expect(try protected() == before)
        // Nothing is told twice.
        #expect(try city.restore(mayReplace: true).keptSharingRecords == restored.keptSharingRecords)
        #expect(try protected() == before)
    }
}
