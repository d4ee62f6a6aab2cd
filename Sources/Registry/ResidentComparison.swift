import GRDB
import Geospatial
import Residents

/// A register held against stored rows, person by person by resident number.
///
/// The line in the file is no part of a person. A household's surveyed position is: who lives there has moved with it.
struct ResidentComparison {
    /// What became of a stored person.
    enum Verdict {
        case unchanged, moved, changed, gone
    }

    /// The columns that ``verdict(on:snapshot:)`` reads, of `resident AS r JOIN household AS h`.
    static let columns = """
        r.resident_number, h.household_number, r.name, r.kana, r.birth_date, r.birth_date_is_known, r.sex, r.relationship,
        r.address, r.building, r.postal_code, r.phone, r.place_of_stay, r.floor, r.build_year, r.structure,
        h.survey_longitude, h.survey_latitude
        """

    private let residents: [Resident]
    private let places: [ResidentNumber: Int]
    private let surveys: [HouseholdNumber: Coordinate]

    init(_ residents: [Resident]) {
        self.residents = residents
        var places: [ResidentNumber: Int] = Dictionary(minimumCapacity: residents.count)
        for (index, resident) in residents.enumerated() { places[resident.residentNumber] = index }
        self.places = places
        surveys = Self.surveyPositions(of: residents)
    }

    /// The position of each household that has one: of its members who have one, the first in listing order.
    private static func surveyPositions(of residents: [Resident]) -> [HouseholdNumber: Coordinate] {
        var first: [HouseholdNumber: Resident] = [:]
        for resident in residents where resident.surveyPosition != nil {
            if let other = first[resident.householdNumber], Resident.listingOrder(other, resident) { continue }
            first[resident.householdNumber] = resident
        }
        return first.compactMapValues(\.surveyPosition)
    }

    /// What the register says of a stored person.
    func verdict(on row: Row, snapshot: RegistrySnapshot) throws -> (number: ResidentNumber, verdict: Verdict) {
        let number = try ResidentNumber(row[0])
        guard let place = places[number] else { return (number, .gone) }
        let new = residents[place]
        let survey = surveys[new.householdNumber]
        guard new.address.isStored(as: row[8]), survey?.longitude == row[16] as Double?,
            survey?.latitude == row[17] as Double?
        else { return (number, .moved) }
        return (number, try hasSameFacts(new, row, snapshot) ? .unchanged : .changed)
    }

    /// Whether everything but the address is as stored.
    private func hasSameFacts(_ new: Resident, _ row: Row, _ snapshot: RegistrySnapshot) throws -> Bool {
        let birthDate = try snapshot.birthDate(row[4], isKnown: row[5])
        return new.householdNumber.isStored(as: row[1]) && new.name.isStored(as: row[2])
            && isSame(new.kana?.text, row[3]) && new.birthDate == birthDate && new.sex.rawValue == row[6] as String
            && isSame(new.relationship.text, row[7]) && isSame(new.building?.text, row[9])
            && isSame(new.postalCode, row[10]) && isSame(new.phone, row[11]) && isSame(new.placeOfStay?.text, row[12])
            && new.floor == row[13] as Int? && new.buildYear == row[14] as Int? && isSame(new.structure, row[15])
    }

    private func isSame(_ new: String?, _ stored: String?) -> Bool {
        switch (new, stored) {
        case (nil, nil): true
        case (let new?, let stored?): new.utf8.elementsEqual(stored.utf8)
        default: false
        }
    }
}

extension RecordedText {
    /// Whether the stored text has the same bytes.
    fileprivate func isStored(as stored: String) -> Bool { text.utf8.elementsEqual(stored.utf8) }
}
