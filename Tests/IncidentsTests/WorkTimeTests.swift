import Incidents
import Testing

/// Times as people in the field and programs write them.
@Suite struct WorkTimeTests {
    @Test(arguments: [
        ("2026-06-01T03:04:05Z", "2026-06-01T03:04:05Z"), ("2026-06-01T12:04:05+09:00", "2026-06-01T03:04:05Z"),
        ("2026-06-01 12:04", "2026-06-01T03:04:00Z"), ("2026/6/1 9:05", "2026-06-01T00:05:00Z"),
        ("2026/06/01 08:59:59", "2026-05-31T23:59:59Z"), ("2026-06-01T12:04", "2026-06-01T03:04:00Z"),
    ])
    func readsWhatIsWritten(text: String, utc: String) {
        #expect(WorkTime(written: text)?.utc == utc)
    }

    @Test(arguments: [
        "", "2026-06-01", "12:04", "2026-06-01 24:00", "2026-06-01 12:60", "2026-02-30 12:00", "26-06-01 12:00",
        "2026-06-01 12:04:05.5", "2026-06-01T03:04:05-05:00", "2026-06/01 12:00", "２０２６-06-01 12:00",
        "2026-06-01  12:00", "1969-12-31 23:00", "2026-06-01 1:2",
    ])
    func refusesWhatIsNoTime(text: String) { #expect(WorkTime(written: text) == nil) }

    @Test func isTheSameAfterWritingAndReading() throws {
        for seconds in stride(from: Int64(172_800), to: 4_000_000_000, by: 12_345_677) {
            let time = WorkTime(seconds: seconds)
            #expect(WorkTime(utc: time.utc) == time)
            #expect(WorkTime(written: time.japanese) == time)
        }
        #expect(WorkTime(seconds: 0).japanese == "1970-01-01 09:00:00")
        for other in [
            "2026-06-01T12:04:05+09:00", "2026-06-01 03:04:05Z", "2026-06-01T03:04:5Z", "2026-06-01t03:04:05Z",
        ] {
            #expect(WorkTime(utc: other) == nil, "\(other)")
        }
    }

    @Test func countsWholeMinutes() {
        #expect(WorkTime(seconds: 119).minutes(since: WorkTime(seconds: 0)) == 1)
        #expect(WorkTime(seconds: 0).minutes(since: WorkTime(seconds: 60)) == 0)
    }
}
