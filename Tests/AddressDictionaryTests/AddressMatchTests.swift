import Geospatial
import Testing

@testable import AddressDictionary

@Suite struct AddressMatchTests {
    private func match(_ address: String, within: String? = InventedCity.code) throws -> AddressMatch {
        try InventedCity.dictionary.get().match(address, within: try within.map { try LocalGovernmentCode($0) })
    }

    /// Address, town, koaza, number, rest, level, id of the town, id of the record.
    @Test(arguments: [
        ("埼玉県青波市入間川一丁目23番5号", "入間川一丁目", "", "23-5", "", MatchLevel.residence, "0002001", "023-005"),
        ("埼玉県青波市入間川壱丁目弐拾参番五号", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("〒350-1380 埼玉県青波市入間川1-23-5", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("3501380 青波市入間川1-23-5", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川1ｰ23ｰ5", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川１ー２３ー５", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川1 ― 23 − 5", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川1一23一5", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川一の二三の五", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川1丁目-23-5", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川①-23-5", "入間川一丁目", "", "23-5", "", .residence, "0002001", "023-005"),
        ("青波市入間川1-23-6-2", "入間川一丁目", "", "23-6-2", "", .residence, "0002001", "023-006-002"),
        ("青波市入間川1-23-5-101", "入間川一丁目", "", "23-5", "101", .residence, "0002001", "023-005"),
        ("入間川1-23-5 メゾン一番館三〇五号室", "入間川一丁目", "", "23-5", "メゾン一番館三〇五号室", .residence, "0002001", "023-005"),
        ("入間川1-23-5（山田方）", "入間川一丁目", "", "23-5", "（山田方）", .residence, "0002001", "023-005"),
        ("入間川1-23-5（山田方", "入間川一丁目", "", "23-5", "（山田方", .residence, "0002001", "023-005"),
        ("入間川1丁目23番地6", "入間川一丁目", "", "23-6", "", .residence, "0002001", "023-006"),
        ("入間川1-23-99", "入間川一丁目", "", "23-99", "", .block, "0002001", "023"),
        ("入間川1-98-5", "入間川一丁目", "", "98-5", "", .town, "0002001", ""),
        ("入間川1丁目99番99号", "入間川一丁目", "", "99-99", "", .town, "0002001", ""),
        ("入間川3155番地1", "入間川", "", "3155-1", "", .parcel, "0002000", "031550000100000"),
        ("入間川3155番1", "入間川", "", "3155-1", "", .parcel, "0002000", "031550000100000"),
        ("入間川1丁目77", "入間川一丁目", "", "77", "", .parcel, "0002001", "000770000000000"),
        ("根岸1-2-3", "根岸一丁目", "", "2-3", "", .residence, "0001001", "002-003"),
        ("根岸二丁目2-3", "根岸二丁目", "", "2-3", "", .residence, "0001002", "002-003"),
        ("根岸12-3", "大字根岸", "", "12-3", "", .parcel, "0001000", "000120000300000"),
        ("大字根岸12-3", "大字根岸", "", "12-3", "", .parcel, "0001000", "000120000300000"),
        ("根岸１丁目A-12", "根岸一丁目", "", "A-12", "", .residence, "0001001", "00A-012"),
        ("広瀬東2-30-1", "広瀬東二丁目", "", "30-1", "", .residence, "0004002", "030-001"),
        ("広瀬30-1", "広瀬", "", "30-1", "", .parcel, "0003000", "000300000100000"),
        ("鵜の木5-10", "鵜ノ木", "", "5-10", "", .parcel, "0005000", "000050001000000"),
        ("東三ッ木200-3", "大字東三ツ木", "", "200-3", "", .parcel, "0006000", "002000000300000"),
        ("六浦12", "六浦町", "", "12", "", .town, "0007000", ""),
        ("平戸町553", "平戸町", "", "553", "", .parcel, "0008000", "005530000000000"),
        ("中之島12", "中之嶋", "", "12", "", .parcel, "0009000", "000120000000000"),
        ("永田字岩屋口4021", "永田", "字岩屋口", "4021", "", .parcel, "0010000", "040210000000000"),
        ("永田1908番地乙2", "永田", "", "1908-乙2", "", .parcel, "0010000", "019089000100000"),
        ("永田１９０８の乙2", "永田", "", "1908-乙2", "", .parcel, "0010000", "019089000100000"),
        ("永田乙1908-2", "永田", "", "1908-乙2", "", .parcel, "0010000", "019089000100000"),
        ("奥野8", "奥野", "字下", "8", "", .parcel, "0011102", "000080000000000"),
        ("奥野字上7-1", "奥野", "字上", "7-1", "", .parcel, "0011101", "000070000100000"),
        ("安房2353番地376", "", "安房", "2353-376", "", .parcel, "0000121", "023530037600000"),
        ("祗園12", "祇園", "", "12", "", .town, "0012000", ""),
        ("一番町10-2", "一番町", "", "10-2", "", .residence, "0013000", "010-002"),
        ("宮脇甲505番地1", "宮脇", "", "甲505-1", "", .parcel, "0014000", "019089000100000"),
        ("八千代3-1", "八千代", "", "3-1", "", .town, "0015000", ""),
        ("北3西6", "北三条西六丁目", "", "", "", .town, "0016000", ""),
        ("下三毛666番地 3F", "下三毛", "", "666", "3F", .parcel, "0018000", "006660000000000"),
        ("大字谷二四九－一", "谷", "", "249-1", "", .parcel, "0020000", "002490000100000"),
        ("大谷249の1", "大谷", "", "249-1", "", .parcel, "0019000", "002490000100000"),
        ("南花田口町2-3-20", "南花田口町二丁", "", "3-20", "", .town, "0021001", ""),
        ("2-4-26", "二丁目", "", "4-26", "", .residence, "0022002", "004-026"),
        ("三ヶ島5", "三ケ島", "", "5", "", .town, "0023000", ""),
        ("三が島5", "三ケ島", "", "5", "", .town, "0023000", ""),
    ])
    func findsTheRegisteredRecord(
        _ address: String, town: String, koaza: String, number: String, rest: String, level: MatchLevel, townID: String,
        recordID: String
    ) throws {
        let match = try match(address)
        #expect(match.city == "青波市")
        #expect(match.town == town)
        #expect(match.koaza == koaza)
        #expect(match.number == number)
        #expect(match.rest == rest)
        #expect(match.matchLevel == level)
        #expect(match.machiazaID == townID)
        #expect(match.recordID == recordID)
    }

    @Test(arguments: [
        "入間川1-23-99", "入間川1-98-5", "六浦12", "永田字知らず4021", "架空町1-2-3", "", "奥野7-1", "入間川3-155-1",
        "青波市", "埼玉県",
    ])
    func isNotCertainOfWhatItDidNotFind(_ address: String) throws {
        let match = try match(address)
        #expect(!match.isCertain || match.number.isEmpty && match.rest.isEmpty)
        #expect(match.recordID.isEmpty || match.matchLevel != .residence)
    }

    @Test func givesThePointOfTheRecordExactly() throws {
        let residence = try match("入間川1-23-5")
        #expect(residence.position?.longitude == Double(InventedCity.residencePosition(0).longitude))
        #expect(residence.position?.latitude == Double(InventedCity.residencePosition(0).latitude))
        #expect(residence.coordinateLevel == .residence)
        #expect(residence.uncertaintyMetres == 15.25)
        let parcel = try match("入間川3155-1")
        #expect(parcel.position?.longitude == 139.332100001)
        #expect(parcel.coordinateLevel == .parcel)
    }

    @Test func saysWhenThePointIsThatOfTheTown() throws {
        let match = try match("永田4021")
        #expect(match.matchLevel == .parcel)
        #expect(match.coordinateLevel == .town)
        #expect(match.isCertain)
        let radius = try #require(match.uncertaintyMetres)
        // The third nearest town stands about a kilometre away.
        #expect(radius > 500 && radius < 3000)
    }

    @Test func givesTheMunicipalitysPointWhereTheTownHasNone() throws {
        let match = try match("中之嶋12")
        #expect(match.matchLevel == .parcel)
        #expect(match.coordinateLevel == .city)
        #expect(match.rules.contains("point.city"))
    }

    @Test func offersBothReadingsOfANumberThatIsResidenceAndParcel() throws {
        let open = try match("青波市入間川1丁目23-5", within: nil)
        #expect(open.matchLevel == .residence)
        #expect(!open.isCertain)
        #expect(open.candidates == ["埼玉県青波市入間川一丁目23番5号", "埼玉県青波市入間川一丁目23番地5"])
        // In a register of the municipality the law decides for the residence number.
        #expect(try match("入間川1丁目23-5").isCertain)
        #expect(try match("青波市入間川1丁目23番5号", within: nil).isCertain)
    }

    @Test func takesNeitherOfTwoTownsThatHoldTheNumber() throws {
        let match = try match("入間川3-155-1")
        #expect(match.matchLevel == .city)
        #expect(match.candidates == ["埼玉県青波市入間川三丁目155番1号", "埼玉県青波市入間川3番地155-1"])
        #expect(!match.isCertain)
    }

    @Test func takesNoneOfTwoKoazaThatHoldTheNumber() throws {
        let match = try match("奥野7-1")
        #expect(match.matchLevel == .town)
        #expect(match.candidates.count == 2)
        #expect(!match.isCertain)
    }

    @Test func neverTakesTheNearestName() throws {
        for address in [
            "青波市架空町1-2-3", "青波市中村1-2", "青波市谷田町249-1", "青波市平戸553", "青波市広瀬一の沢町30-1", "青波市下三ツ木町666",
            "青波市入間川1条23-5", "青波市永田大字別所4021", "青波市根岸九丁目2-3", "青波市一番町十丁目2", "青波市大字下5",
        ] {
            let match = try match(address)
            #expect(match.town.isEmpty || match.matchLevel < .block)
            #expect(match.recordID.isEmpty)
            #expect(!match.isCertain)
        }
        #expect(try match("青波市架空町1-2-3").rest == "架空町1-2-3")
        #expect(try match("青波市架空町1-2-3").matchLevel == .city)
    }

    @Test func offersTheRecordWhereAnUnregisteredChomeIsWritten() throws {
        let match = try match("一番町10丁目2")
        #expect(match.matchLevel == .town)
        #expect(match.number == "10-2")
        #expect(match.candidates == ["埼玉県青波市一番町10番2号"])
    }

    @Test(arguments: [
        ("水面町大字水面99999999", "入江郡水面町", "大字水面", MatchLevel.parcel),
        ("埼玉県入江郡水面町水面5", "入江郡水面町", "大字水面", .town),
        ("大波市北区宮原町5", "大波市北区", "宮原町", .town),
        ("北区宮原町5", "大波市北区", "宮原町", .town),
        ("大波市別所5", "大波市南区", "別所", .town),
        ("大波市", "大波市", "", .city),
        ("サイタマ県青波市広瀬30-1", "青波市", "広瀬", .parcel),
    ])
    func findsTheMunicipality(_ address: String, city: String, town: String, level: MatchLevel) throws {
        let match = try match(address, within: nil)
        #expect(match.city == city)
        #expect(match.town == town)
        #expect(match.matchLevel == level)
    }

    @Test func leavesTheWardOpenWhenTwoHoldTheTown() throws {
        let match = try match("大波市宮原町5", within: nil)
        #expect(match.city.isEmpty)
        #expect(match.candidates.count == 2)
        #expect(try self.match("大波市宮原町5", within: "112020").city == "大波市南区")
        #expect(try self.match("宮原町5", within: "112003").candidates.count == 2)
    }

    @Test func returnsItsOwnAnswerForItsOwnAnswer() throws {
        for address in ["入間川1-23-5", "永田字岩屋口4021", "根岸12-3", "一番町10-2", "奥野8", "宮脇甲505番地1"] {
            let first = try match(address)
            let again = try match(first.prefecture + first.city + first.town + first.koaza + first.number, within: nil)
            #expect(again.machiazaID == first.machiazaID)
            #expect(again.recordID == first.recordID)
            #expect(again.number == first.number)
        }
    }

    @Test func namesTheStepsThatFired() throws {
        #expect(
            try match("入間川1-23-5").rules == [
                "fold", "city.assumed", "town.exact", "chome.bare", "number", "residence.block-number",
                "residence.by-law",
            ])
        #expect(
            try match("〒350-1380 埼玉県青波市鵜の木5-10").rules.prefix(4) == ["fold", "fold.postal-code", "prefecture", "city"])
        #expect(try match("鵜の木5-10").rules.contains("town.variant"))
    }
}
