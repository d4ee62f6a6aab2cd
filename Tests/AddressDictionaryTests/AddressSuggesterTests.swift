import Geospatial
import Testing

@testable import AddressDictionary

@Suite struct AddressSuggesterTests {
    private func suggestions(_ address: String) throws -> [String] {
        var suggester = AddressSuggester(
            try InventedCity.dictionary.get(), municipality: try LocalGovernmentCode(InventedCity.code))
        return suggester.suggestions(for: address)
    }

    /// Address and what is suggested, 埼玉県青波市 left out.
    @Test(arguments: [
        // One character of the name is wrong.
        ("青波市入聞川3155番地1", ["入間川3155-1"]),
        ("青波市広瀬西2-30-1", ["広瀬東二丁目30-1"]),
        ("平尸町553", ["平戸町553"]),
        // A name of one character, or one that is far from all, is never guessed.
        ("青波市丑249-1", []),
        ("青波市まったくない町1", []),
        // 字 makes no difference; the koaza of the registered town counts.
        ("奥里字上7-1", ["奥野字上7-1"]),
        // Chome under which the number is registered.
        ("広瀬東30-1", ["広瀬東二丁目30-1"]),
        // The parent parcel and its neighbours.
        ("入間川3155番地2", ["入間川3155番地1"]),
        ("入間川1丁目23番7号", ["入間川一丁目23番6号", "入間川一丁目23番6号2", "入間川一丁目23番5号"]),
        ("宮脇505番地1", ["宮脇甲505番地1"]),
        ("入間川9999", []),
        // What the text does not decide.
        ("奥野7-1", ["奥野字上7番地1", "奥野字下7番地1"]),
        // Nothing to suggest.
        ("入間川1-23-5", []),
        ("", []),
        ("　", []),
    ])
    func suggestsWhatIsRegisteredNearby(address: String, expected: [String]) throws {
        #expect(try suggestions(address) == expected.map { "埼玉県青波市" + $0 })
    }

    @Test func everySuggestionForANumberIsARecord() throws {
        let dictionary = try InventedCity.dictionary.get()
        let municipality = try LocalGovernmentCode(InventedCity.code)
        for address in ["入間川3155番地2", "入間川1丁目23番7号", "宮脇505番地1", "奥野7-1"] {
            for suggestion in try suggestions(address) {
                let match = dictionary.match(suggestion, within: municipality)
                #expect(match.matchLevel >= .residence, "\(suggestion)")
            }
        }
    }

    @Test func neverSuggestsMoreThanThree() throws {
        for number in 1...60 {
            #expect(try suggestions("入間川1丁目\(number)番1号").count <= 3)
            #expect(try suggestions("入間河\(number)").count <= 3)
        }
    }

    /// The distance over every beginning, by the plain definition.
    @Test(arguments: [
        ("入間川", "入間川", 0, 3), ("入間川", "入聞川", 1, 3), ("入間川", "入川", 1, 2), ("入間川", "入間川町", 0, 3),
        ("根岸1丁目", "根岸1-2", 0, 4), ("広瀬東2丁目", "広瀬西2-30", 1, 5),
    ])
    func alignsATownWithTheBeginning(key: String, text: String, distance: Int, end: Int) throws {
        let alignment = try #require(TownAlignment(key: AddressText(key).key, text: AddressText(text).key))
        #expect(alignment.distance == distance)
        #expect(alignment.end == end)
    }

    @Test(arguments: [("谷", "谷"), ("入間川", "出雲川"), ("1丁目", "1丁目")])
    func refusesWhatIsFarOrShort(key: String, text: String) {
        #expect(TownAlignment(key: AddressText(key).key, text: AddressText(text).key) == nil)
    }
}

@Suite struct AddressKeyTests {
    private func key(_ address: String) throws -> AddressKey? {
        AddressKey(address, within: try LocalGovernmentCode(InventedCity.code))
    }

    @Test(arguments: [
        "青波市谷向5-1", "青波市谷向５－１", "青波市 谷向 5番地1", "埼玉県青波市谷向五番地の一", "青波市谷向5ー1", "青波市谷向5番1号",
    ])
    func oneTextHasOneKey(address: String) throws {
        #expect(try key(address)?.ofAnyForm == key("青波市谷向5-1"))
    }

    @Test(arguments: [
        ("谷向5-1", AddressKey.NumberForm.open), ("谷向5番1", .open), ("谷向5番地1", .parcel), ("谷向五番地の一", .parcel),
        ("谷向5番1号", .residence), ("谷向5-1-101号室", .open), ("谷向5番地1 101号室", .parcel), ("地番町", .open),
    ])
    func tellsWhichNumberIsMeant(address: String, form: AddressKey.NumberForm) throws {
        #expect(try key(address)?.form == form)
    }

    @Test(arguments: ["青波市谷向5-2", "青波市谷向51", "谷向5-1", "東京都青波市谷向5-1", "青波市谷向5-1 101", "青波市谷向-5-1-1"])
    func anotherTextHasAnother(address: String) throws {
        #expect(try key(address) != key("青波市谷向5-1"))
    }

    @Test func nothingHasNoKey() throws {
        #expect(try key("") == nil)
        #expect(try key("　 ") == nil)
        #expect(try key("埼玉県") == nil)
        #expect(try key(String(repeating: "青", count: 500)) == nil)
    }
}

@Suite struct MunicipalityReachTests {
    @Test func tellsHowFarAPointLiesOutside() throws {
        let dictionary = try InventedCity.dictionary.get()
        let code = try LocalGovernmentCode(InventedCity.code)
        let inside = try Coordinate(longitude: 139.33, latitude: 35.82)
        let outside = try Coordinate(longitude: 140.33, latitude: 35.82)
        #expect(dictionary.metresBeyond(code, reachMetres: 40_000, of: inside) == 0)
        let metres = dictionary.metresBeyond(code, reachMetres: 40_000, of: outside)
        #expect(metres > 40_000 && metres < 60_000)
        #expect(dictionary.metresBeyond(try LocalGovernmentCode("302015"), reachMetres: 40_000, of: outside) == 0)
    }
}
