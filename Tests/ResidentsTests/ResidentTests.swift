import Testing

@testable import Residents

@Suite struct ResidentTests {
    private func resident(_ number: String, _ relationship: String, _ birth: String) throws -> Resident {
        Resident(
            residentNumber: try ResidentNumber(number), householdNumber: try HouseholdNumber("1"),
            name: try StoredText("架空 太郎"), kana: nil, birthDate: try RecordedDate.parse(birth), sex: .unknown,
            relationship: try Relationship(relationship), address: try StoredText("架空町1番地"), building: nil,
            postalCode: nil, phone: nil, placeOfStay: nil, floor: nil, buildYear: nil, structure: nil,
            surveyPosition: nil, sourceLine: 2)
    }

    @Test func listsAHouseholdInLegalOrderWhateverTheInputOrder() throws {
        let inOrder = try [
            resident("05", "世帯主", "1960-01-01"), resident("04", "妻", "1950-01-01"), resident("09", "子", "1985-01-01"),
            resident("01", "子", "1990-01-01"), resident("02", "子", "1990-01-01"), resident("00", "子", "不詳"),
            resident("12", "子の妻", "1986-01-01"), resident("13", "子の子", "2015-01-01"), resident("10", "父", "1930-01-01"),
            resident("11", "母", "1931-01-01"), resident("06", "妻の母", "1929-01-01"), resident("08", "縁故者", "1920-01-01"),
            resident("07", "同居人", "1920-01-01"), resident("03", "友人", "1920-01-01"),
        ]
        let numbers = inOrder.map(\.residentNumber.text)
        #expect(inOrder.reversed().sorted(by: Resident.listingOrder).map(\.residentNumber.text) == numbers)
        let byNumber = inOrder.sorted { $0.residentNumber < $1.residentNumber }
        #expect(byNumber.sorted(by: Resident.listingOrder).map(\.residentNumber.text) == numbers)
    }
}
