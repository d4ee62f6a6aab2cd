import Disclosure
import Foundation
import GRDB
import Registry
import Testing

@Suite struct WorkspaceFileTests {
    @Test func isReadableByItsOwnerOnly() throws {
        let workspace = try TemporaryWorkspace()
        let attributes = try FileManager.default.attributesOfItem(atPath: workspace.paths.database)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func refusesToReplaceAnExistingFile() throws {
        let workspace = try TemporaryWorkspace()
        let before = try Data(contentsOf: URL(fileURLWithPath: workspace.paths.database))
        #expect(throws: RegistryError.alreadyExists(path: workspace.paths.database)) {
            try RegistryWriter.create(
                workspace.paths, info: TemporaryWorkspace.info(.real), policyYAML: [],
                by: TemporaryWorkspace.acting)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: workspace.paths.database)) == before)
    }

    @Test func keepsItsModeForEver() throws {
        let workspace = try TemporaryWorkspace(mode: .drill)
        let queue = try DatabaseQueue(path: workspace.paths.database)
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "UPDATE workspace SET mode = 'real'") }
        }
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM workspace") } }
        #expect(try RegistryReader(workspace.paths).read { try $0.info().mode } == .drill)
    }

    @Test func tellsAWorkspaceFromOtherFiles() throws {
        let workspace = try TemporaryWorkspace()
        let other = WorkspacePaths(database: workspace.folder.appendingPathComponent("other.engo").path)
        #expect(throws: RegistryError.noWorkspace(path: other.database)) { try RegistryReader(other) }
        #expect(throws: RegistryError.noWorkspace(path: other.database)) { try RegistryWriter(other) }
        try Data("not a database, but long enough to be looked at as one".utf8).write(
            to: URL(fileURLWithPath: other.database))
        #expect(throws: RegistryError.notAWorkspace(path: other.database)) { try RegistryReader(other) }
        #expect(throws: RegistryError.notAWorkspace(path: other.database)) { try RegistryWriter(other) }
        let foreign = WorkspacePaths(database: workspace.folder.appendingPathComponent("foreign.sqlite").path)
        try DatabaseQueue(path: foreign.database).write { try $0.execute(sql: "CREATE TABLE t (a)") }
        #expect(throws: RegistryError.notAWorkspace(path: foreign.database)) { try RegistryReader(foreign) }
    }

    @Test func leavesOneFileWhenTheWriterHasClosed() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path).sorted()
                == ["w.engo", "w.engo-audit", "w.engo-audit-head"])
    }

    @Test func aLinkLeadsToTheSameAuditLogAndDictionary() throws {
        let workspace = try TemporaryWorkspace()
        let link = workspace.folder.appendingPathComponent("link.engo").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: workspace.paths.database)
        let resolved = URL(fileURLWithPath: workspace.paths.database).resolvingSymlinksInPath().path
        #expect(WorkspacePaths(database: link).audit == resolved + "-audit")
    }

    @Test func aFolderIsNoWorkspace() throws {
        let workspace = try TemporaryWorkspace()
        let folder = WorkspacePaths(database: workspace.folder.path)
        #expect(throws: RegistryError.notAWorkspace(path: folder.database)) { try RegistryReader(folder) }
        #expect(throws: RegistryError.notAWorkspace(path: folder.database)) { try RegistryWriter(folder) }
    }

    @Test func doesNotAdoptTheAuditLogOfAnother() throws {
        let workspace = try TemporaryWorkspace()
        let paths = WorkspacePaths(database: workspace.folder.appendingPathComponent("new.engo").path)
        try Data("{}\n".utf8).write(to: URL(fileURLWithPath: paths.audit))
        #expect(throws: RegistryError.alreadyExists(path: paths.audit)) {
            try RegistryWriter.create(
                paths, info: TemporaryWorkspace.info(.drill), policyYAML: [1],
                by: TemporaryWorkspace.acting)
        }
        #expect(!FileManager.default.fileExists(atPath: paths.database))
    }

    @Test func passesSQLitesOwnChecksAfterUse() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.store([TemporaryWorkspace.resident("1", household: "1")])
        let (integrity, violations) = try DatabaseQueue(path: workspace.paths.database).read { db in
            (
                try String.fetchOne(db, sql: "PRAGMA integrity_check"),
                try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
            )
        }
        #expect(integrity == "ok")
        #expect(violations == 0)
    }
}
