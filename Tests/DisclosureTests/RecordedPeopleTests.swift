import Disclosure
import Foundation
import Testing

@Suite struct RecordedPeopleTests {
    private static let limit: UInt64 = 1 << 40

    @Test(arguments: [0, 1, 2, 3, 100, 4_097, 50_000])
    func everyKeyComesBackInOrder(count: Int) {
        var generator = SystemRandomNumberGenerator()
        let keys = (0..<count).map { _ in UInt64.random(in: 0..<Self.limit, using: &generator) }
        let packed = PackedKeys(keys)
        #expect(packed.count == count)
        #expect(packed.keys == keys.sorted())
    }

    @Test func extremeKeysAndRepeatedOnesComeBack() {
        for keys in [[0], [Self.limit - 1], [0, Self.limit - 1], [7, 7, 7], [0, 0, Self.limit - 1, Self.limit - 1]] {
            #expect(PackedKeys(keys).keys == keys)
        }
        // All at one end: the differences are far from what the count promises.
        let low = (0..<2_000).map { UInt64($0) }
        let high = low.map { Self.limit - 2_000 + $0 }
        #expect(PackedKeys(low).keys == low)
        #expect(PackedKeys(high).keys == high)
    }

    @Test func threeBytesAreEnoughForAKeyOfACity() {
        var generator = SystemRandomNumberGenerator()
        let keys = (0..<300_000).map { _ in UInt64.random(in: 0..<Self.limit, using: &generator) }
        #expect(Data(base64Encoded: PackedKeys(keys).text)?.count ?? 0 < 300_000 * 3)
    }

    @Test func linesKeepTheRecordsAndCanBeReadWithoutThem() throws {
        let clearance = try DisclosureGate.clear(
            DisclosureRequest(time: "2026-06-01T00:00:00Z"), for: .lists, by: .unlimited,
            in: DisclosureState(mode: .drill, rules: .shipped()))
        final class Sink: AuditSink {
            var entries: [AuditEntry] = []
            func append(_ entry: AuditEntry) throws { entries.append(entry) }
        }
        for records in [nil, RecordedPeople.everybody, RecordedPeople(keys: [1, 9, 1 << 39])] {
            let sink = Sink()
            // A query that looks like the member itself.
            _ = try clearance.release(
                DisclosureEvent(
                    by: Acting(verb: "list", operatorName: "o", account: "a", source: "s", time: "t"), generation: 1,
                    households: 1, persons: 3, records: records, query: #"a,"records":"everybody"}"#, format: "csv"),
                to: sink)
            let entry = try #require(sink.entries.first)
            let line = Data(try entry.line())
            #expect(try JSONSerialization.jsonObject(with: line) is [String: Any])
            #expect(AuditEntry(line: line) == entry)
            let without = try #require(AuditEntry(line: line, records: false))
            #expect(without.records == nil && without.query == entry.query && without.persons == 3)
            // As it stands in the log, with its link behind the records.
            let linked = line.dropLast() + Data(#","sequence":5,"key":"0","chain":"1"}"#.utf8)
            #expect(AuditEntry(line: linked) == entry)
        }
    }

    @Test func aCutTextGivesTheKeysThatItHolds() throws {
        let line =
            #"{"operatorName":"o","query":"q","time":"t","verb":"v","records":{"count":1000000000000,"keys":"AAAA"}}"#
        guard case .people(let packed) = try #require(AuditEntry(line: Data(line.utf8))?.records) else {
            Issue.record("not people")
            return
        }
        #expect(packed.keys.count < 25)
    }
}
