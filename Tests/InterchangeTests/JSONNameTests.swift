import Interchange
import Testing

@Suite struct JSONNameTests {
    @Test(arguments: ["score", "氏名", "a\"b\\c", String(repeating: "long", count: 80)])
    func aNameMadeReadyIsWrittenAsAnyOtherInEveryPlace(_ name: String) {
        let ready = JSONName(name)
        var written = JSONWriter()
        var expected = JSONWriter()
        written.beginObject()
        expected.beginObject()
        for value in 0..<3 {
            written.name(ready)
            written.integer(value)
            expected.member(name, value)
        }
        written.endObject()
        expected.endObject()
        #expect(written.bytes == expected.bytes)
    }
}
