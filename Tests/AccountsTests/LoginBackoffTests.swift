import Testing

@testable import Accounts

@Suite struct LoginBackoffTests {
    @Test func theWaitDoublesUpToAQuarterOfAnHour() {
        let waits = (0...20).map { LoginBackoff.wait(after: $0) }
        #expect(waits.prefix(6) == [0, 0, 0, 1, 2, 4])
        #expect(waits[12] == 512 && waits[13...].allSatisfy { $0 == 900 })
        #expect(LoginBackoff.wait(after: .max) == 900)
    }

    @Test func theWaitEndsAndAClockThatWasSetBackDoesNotProlongIt() {
        let counter = LoginCounter(failures: 5, lastAt: 1_000)
        #expect([999, 1_000, 1_003, 1_004, 9_999].map { counter.wait(at: $0) } == [4, 4, 1, 0, 0])
        #expect(counter.wait(at: -1_000_000) == 4)
    }

    @Test func aKnownSourceCountsByItselfAndStrangersUnderNameAndSource() throws {
        let name = try UserName("山田")
        let source = LoginSource.network("192.0.2.7")
        let known = LoginBackoff.keys(name: name, knownTo: "3", source: source)
        let stranger = LoginBackoff.keys(name: name, knownTo: nil, source: source)
        #expect(known.count == 1 && stranger.count == 2)
        #expect(Set(known).isDisjoint(with: stranger))
        #expect(stranger[0] == LoginBackoff.key(of: name))
        #expect(!stranger[0].contains("山田"))
        #expect(LoginBackoff.keys(name: nil, knownTo: nil, source: source)[1] == stranger[1])
        #expect(LoginSource.network("command line").key != LoginSource.commandLine.key)
    }
}
