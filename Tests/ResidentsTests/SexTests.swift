import Testing

@testable import Residents

@Suite struct SexTests {
    @Test(arguments: [
        ("男", Sex.male), ("女", .female), ("1", .male), ("２", .female), ("m", .male), ("F", .female), ("Male", .male),
        ("女性", .female), ("", .unknown), ("不明", .unknown), ("その他", .unknown), ("0", .unknown), ("9", .unknown),
    ])
    func readsWhatRegistersWrite(text: String, sex: Sex) throws {
        #expect(try Sex(recorded: text) == sex)
    }

    @Test(arguments: ["男女", "4", "abc"])
    func refusesAnythingElse(text: String) {
        #expect(throws: ResidentValueError.unknownSex) { try Sex(recorded: text) }
    }

    @Test func readsItsOwnNames() throws {
        for sex in Sex.allCases {
            #expect(try Sex(recorded: sex.rawValue) == sex)
            #expect(try Sex(recorded: sex.japanese) == sex)
        }
    }

    @Test func whatIsStoredIsReadAndNothingElse() {
        func read(_ text: String) -> Sex? {
            var text = text
            return text.withUTF8 { Sex(stored: UnsafeRawBufferPointer($0)) }
        }
        for sex in Sex.allCases { #expect(read(sex.rawValue) == sex) }
        for other in ["", "男", "Male", "mals", "females", "femals", "unknow", "unknowm"] { #expect(read(other) == nil) }
    }
}
