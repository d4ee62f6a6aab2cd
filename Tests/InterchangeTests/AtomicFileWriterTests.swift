import Foundation
import Glibc
import Testing

@testable import Interchange

@Suite struct AtomicFileWriterTests {
    @Test func showsTheFileOnlyAfterCommit() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("out.csv")
        let writer = try AtomicFileWriter(path: path)
        try writer.write("abc")
        try writer.write([UInt8](repeating: 0x64, count: 200_000))
        try writer.write("e")
        #expect(!FileManager.default.fileExists(atPath: path))
        try writer.commit()
        let bytes = try InputFile.read(path: path)
        #expect(bytes.count == 200_004 && bytes.starts(with: Array("abcd".utf8)) && bytes.last == 0x65)
        #expect(folder.contents == ["out.csv"])
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func leavesTheTargetAsItWasWhenDropped() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("old".utf8), to: "out.csv")
        do {
            let writer = try AtomicFileWriter(path: path)
            try writer.write([UInt8](repeating: 0, count: 300_000))
            #expect(folder.contents.count == 2)
        }
        #expect(folder.contents == ["out.csv"])
        #expect(try InputFile.read(path: path) == Array("old".utf8))
    }

    @Test func replacesAnExistingFile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("old".utf8), to: "out.csv")
        let writer = try AtomicFileWriter(path: path)
        try writer.write("new")
        try writer.commit()
        #expect(try InputFile.read(path: path) == Array("new".utf8))
        #expect(throws: InterchangeError.cannotWrite(path: path, errno: EBADF)) { try writer.write("x") }
        #expect(throws: InterchangeError.cannotWrite(path: path, errno: EBADF)) { try writer.commit() }
    }

    @Test func writesThroughASymbolicLink() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("old".utf8), to: "real.csv")
        let link = folder.file("link.csv")
        #expect(symlink("real.csv", link) == 0)
        let writer = try AtomicFileWriter(path: link)
        try writer.write("new")
        try writer.commit()
        #expect(try InputFile.read(path: path) == Array("new".utf8))
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }

    @Test func allowsTwoWritersOfOneTarget() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("out.csv")
        let first = try AtomicFileWriter(path: path)
        let second = try AtomicFileWriter(path: path)
        try first.write("first")
        try second.write("second")
        try first.commit()
        try second.commit()
        #expect(try InputFile.read(path: path) == Array("second".utf8))
        #expect(folder.contents == ["out.csv"])
    }

    @Test func refusesAtOnceWhatCannotBeWritten() throws {
        let folder = try TemporaryFolder()
        let missing = folder.file("no/such/out.csv")
        #expect(throws: InterchangeError.cannotWrite(path: missing, errno: ENOENT)) {
            try AtomicFileWriter(path: missing)
        }
        #expect(throws: InterchangeError.notARegularFile(path: folder.path)) { try AtomicFileWriter(path: folder.path) }
        #expect(throws: InterchangeError.notARegularFile(path: "/dev/null")) { try AtomicFileWriter(path: "/dev/null") }
        #expect(throws: InterchangeError.cannotWrite(path: "", errno: EINVAL)) { try AtomicFileWriter(path: "") }
        let slash = folder.file("new/")
        #expect(throws: InterchangeError.cannotWrite(path: slash, errno: EISDIR)) { try AtomicFileWriter(path: slash) }
        let file = try folder.write([1], to: "file")
        #expect(throws: InterchangeError.cannotWrite(path: file + "/x", errno: ENOTDIR)) {
            try AtomicFileWriter(path: file + "/x")
        }
        #expect(folder.contents == ["file"])
    }

    @Test func removesTheTemporaryFileWhenTheTargetBecomesAFolder() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("out.csv")
        let writer = try AtomicFileWriter(path: path)
        try writer.write("x")
        #expect(mkdir(path, 0o700) == 0)
        #expect(throws: InterchangeError.cannotWrite(path: path, errno: EISDIR)) { try writer.commit() }
        #expect(folder.contents == ["out.csv"])
    }

    @Test func keepsAFileThatStandsThereWhenAskedTo() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("out")
        let first = try AtomicFileWriter(path: path)
        let second = try AtomicFileWriter(path: path)
        try first.write("first")
        try second.write("second")
        try first.commit(isReplacing: false)
        #expect(throws: InterchangeError.cannotWrite(path: path, errno: EEXIST)) {
            try second.commit(isReplacing: false)
        }
        #expect(try InputFile.read(path: path) == Array("first".utf8))
        #expect(folder.contents == ["out"])
    }

    @Test func goesOnBehindWhatAnotherWriterPutThere() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("out")
        let writer = try AtomicFileWriter(path: path)
        try Data("beginning ".utf8).write(to: URL(fileURLWithPath: writer.temporaryPath))
        try writer.write("end")
        try writer.commit()
        #expect(try InputFile.read(path: path) == Array("beginning end".utf8))
    }

    @Test func removesWhatKilledWritersOfThisMachineLeft() throws {
        let folder = try TemporaryFolder()
        let own = try AtomicFileWriter(path: folder.file("a"))
        let name = try #require(own.temporaryPath.split(separator: "/").last)
        let machine = try #require(name.dropLast(".part".count).split(separator: "-").last)
        // No process has a number above the system's largest, 4,194,304; process 1 always lives.
        let dead = ".engo-4194305-0-\(machine).part"
        let others = [
            ".engo-4194305-0-00000000.part", ".engo-1-0-\(machine).part", ".engo-4194305-0.part",
            ".engo-x-0-\(machine).part",
            ".engo-4194305-0-\(machine)",
        ]
        for file in [dead] + others { _ = try folder.write([1], to: file) }
        let writer = try AtomicFileWriter(path: folder.file("b"))
        try writer.commit()
        #expect(Set(folder.contents) == Set(others + [String(name), "b"]))
        try own.commit()
    }
}
