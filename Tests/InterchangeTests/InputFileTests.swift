import Glibc
import Synchronization
import Testing

@testable import Interchange

@Suite struct InputFileTests {
    @Test func readsAllBytes() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let path = try folder.write(bytes, to: "a.bin")
        #expect(try InputFile.read(path: path) == bytes)
    }

    @Test func acceptsAFileOfExactlyTheLimitAndRefusesOneMore() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([1, 2, 3, 4], to: "a.bin")
        #expect(try InputFile.read(path: path, limit: 4) == [1, 2, 3, 4])
        #expect(throws: InterchangeError.tooLarge(path: path, bytes: 4, limit: 3)) {
            try InputFile.read(path: path, limit: 3)
        }
    }

    @Test func saysWhatIsWrongWithAPath() throws {
        let folder = try TemporaryFolder()
        let empty = try folder.write([], to: "empty")
        #expect(throws: InterchangeError.emptyFile(path: empty)) { try InputFile.read(path: empty) }
        let missing = folder.file("missing")
        #expect(throws: InterchangeError.missingFile(path: missing)) { try InputFile.read(path: missing) }
        #expect(throws: InterchangeError.missingFile(path: empty + "/x")) { try InputFile.read(path: empty + "/x") }
        #expect(throws: InterchangeError.missingFile(path: "")) { try InputFile.read(path: "") }
        #expect(throws: InterchangeError.notARegularFile(path: folder.path)) { try InputFile.read(path: folder.path) }
        #expect(throws: InterchangeError.notARegularFile(path: "/dev/null")) { try InputFile.read(path: "/dev/null") }
    }

    @Test func refusesAPipeWithoutWaitingForIt() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: InterchangeError.notARegularFile(path: path)) { try InputFile.read(path: path) }
    }

    @Test func refusesAFileThatGrowsWhileItIsRead() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([UInt8](repeating: 0x61, count: 64 << 20), to: "growing")
        let isDone = Mutex(false)
        let hasBegun = Mutex(false)
        async let writing: Void = Task.detached {
            guard let file = fopen(path, "a") else { return }
            defer { fclose(file) }
            while !isDone.withLock({ $0 }) {
                fputc(0x62, file)
                fflush(file)
                hasBegun.withLock { $0 = true }
            }
        }.value
        while !hasBegun.withLock({ $0 }) { await Task.yield() }
        #expect(throws: InterchangeError.changedWhileRead(path: path)) { try InputFile.read(path: path) }
        isDone.withLock { $0 = true }
        await writing
    }

    @Test func readsAFileThatStatesNoSize() throws {
        let bytes = try InputFile.read(path: "/proc/self/status")
        #expect(String(decoding: bytes, as: UTF8.self).contains("Pid:"))
        #expect(throws: InterchangeError.self) { try InputFile.read(path: "/proc/self/status", limit: 10) }
    }

    @Test func doesNotCutAPathAtNUL() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([1], to: "a")
        #expect(throws: InterchangeError.missingFile(path: path + "\0b")) { try InputFile.read(path: path + "\0b") }
    }
}
