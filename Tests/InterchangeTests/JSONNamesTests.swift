import Interchange
import Testing

@Suite struct JSONNamesTests {
    @Test func namesMadeReadyAreWrittenAsAnyOtherInEveryPlace() {
        let names = ["score", "氏名", "a\"b\\c", "", String(repeating: "long", count: 80)]
        let ready = JSONNames(names)
        for first in names.indices {
            var written = JSONWriter()
            var expected = JSONWriter()
            written.beginObject()
            expected.beginObject()
            for place in Array(names.indices[first...]) + names.indices {
                written.name(place, of: ready)
                written.integer(place)
                expected.member(names[place], place)
            }
            written.endObject()
            expected.endObject()
            #expect(written.bytes == expected.bytes)
        }
    }
}
