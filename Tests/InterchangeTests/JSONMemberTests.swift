import Interchange
import Testing

@Suite struct JSONMemberTests {
    @Test(arguments: [
        ("{\"name\":\"a\"}", JSONValue.string("a")), ("{\"x\":{\"name\":1},\"name\":[true]}", .array([.bool(true)])),
        ("  {\"x\":\"\\\"name\\\":2\",\"name\" : null }", .null),
    ])
    func findsAMemberOfTheOutermostObject(text: String, value: JSONValue) throws {
        #expect(try JSONMember.value("name", of: Array(text.utf8)) == value)
    }

    @Test(arguments: ["{}", "{\"x\":{\"name\":1}}", "[{\"name\":1}]", "name", "", "{\"a\":1,"])
    func findsNothingElsewhere(text: String) throws {
        #expect(try JSONMember.value("name", of: Array(text.utf8)) == nil)
    }

    @Test func refusesAMalformedValue() {
        #expect(throws: InterchangeError.self) { try JSONMember.value("name", of: Array("{\"name\":tru}".utf8)) }
    }
}
